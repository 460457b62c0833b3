"""What one tag asks for, from its syntax alone: nothing of a form is run to be understood."""

from collections.abc import Iterator
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Environment

from lantoa.lib.wordforms.asked import Ask, Flaw, plain_name
from lantoa.lib.wordforms.schema import Kind, Schema
from lantoa.lib.wordforms.tags import Tag

FILTERS: Final = frozenset(
    {"upper", "lower", "capitalize", "title", "trim", "default", "join", "length", "replace", "first", "last", "round"}
)
LOOP_FIELDS: Final = ("index", "index0", "first", "last", "length", "revindex")
NO_LOOK: Final = Kind()
STATEMENTS: Final = {"for": "{% endfor %}", "if": "{% endif %}", "elif": "", "else": "", "endfor": "", "endif": "", "set": ""}
COMPARING: Final = (
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Test,
    nodes.CondExpr,
    nodes.Add,
    nodes.Sub,
    nodes.Concat,
)
HARMLESS: Final = (*COMPARING, nodes.Const, nodes.List, nodes.Tuple, nodes.Output, nodes.TemplateData, nodes.Neg, nodes.Div, nodes.Mul)


class Reader:
    """Reads the tags of one form; names that loops and `set` give are known in the part or note in which they stand, and nowhere else."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.functions = {plain_name(name): (name, kind) for name, kind in schema.functions.items()}
        self.values = {plain_name(name): (name, kind) for name, kind in schema.values.items()}
        self.given: dict[str, str] = {}  # names given in this part of the form, to their kinds
        self.elsewhere: set[str] = set()  # names given in the parts read before
        self.asks: list[Ask] = []
        self.used: dict[str, None] = {}
        self.flaws: list[Flaw] = []
        self.environment = Environment(autoescape=True)

    def read(self, tags: list[Tag]) -> None:
        """Go through the tags of one part or note twice: first for the names that they give, then for what they ask."""
        self.elsewhere |= self.given.keys()
        self.given = {"loop": "loop"}
        parsed = [(tag, self.parsed(tag)) for tag in tags if tag.closed and not tag.text.startswith("{#")]
        for _tag, tree in parsed:
            if tree is not None:
                self.take_names(tree)
        for tag, tree in parsed:
            if tree is not None:
                self.walk(tree, tag)

    def flaw(self, code: str, tag: Tag, name: str = "", known: Iterator[str] | tuple[str, ...] = ()) -> None:
        self.flaws.append(Flaw(code, tag.text, tag.place, name, tuple(known)))

    def parsed(self, tag: Tag) -> nodes.Template | None:
        """The syntax of a single tag, completed to something that can stand alone."""
        source = tag.text
        if source.startswith("{%"):
            if tag.word not in STATEMENTS:
                self.flaw("forbidden", tag, tag.word)
                return None
            source = self.completed(tag)
        try:
            return self.environment.parse(source)
        except (TemplateSyntaxError, RecursionError):
            self.flaw("syntax", tag)
            return None

    def completed(self, tag: Tag) -> str:
        if tag.word in ("endif", "endfor"):
            return ""
        if tag.word in ("elif", "else"):
            return "{% if 1 %}" + tag.text + "{% endif %}"
        return tag.text + STATEMENTS[tag.word]

    def take_names(self, tree: nodes.Template) -> None:
        for loop in tree.find_all(nodes.For):
            if isinstance(loop.target, nodes.Name):
                kind = self.schema.kinds.get(self.kind_of(loop.iter), NO_LOOK)
                self.given[loop.target.name] = kind.rows
        for given in tree.find_all(nodes.Assign):
            if isinstance(given.target, nodes.Name):
                self.given[given.target.name] = self.kind_of(given.node)

    def kind_of(self, node: nodes.Node) -> str:
        """The kind of what an expression gives, empty where it has no fields of its own."""
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            return self.functions.get(plain_name(node.node.name), ("", ""))[1]
        if isinstance(node, nodes.Name):
            return self.given.get(node.name) or self.values.get(plain_name(node.name), ("", ""))[1]
        if isinstance(node, nodes.Getattr):
            return f"{self.kind_of(node.node)}.{plain_name(node.attr)}"
        return ""

    def walk(self, node: nodes.Node, tag: Tag) -> None:
        """Every part of an expression: known, or a flaw."""
        if isinstance(node, nodes.Call):
            self.call(node, tag)
        elif isinstance(node, nodes.Name):
            self.name(node, tag)
        elif isinstance(node, nodes.Getattr):
            self.field(node, node.attr, tag)
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            self.field(node, str(node.arg.value), tag)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            self.flaw("unknown_filter", tag, node.name, tuple(sorted(FILTERS)))
        else:
            if not isinstance(node, (*HARMLESS, nodes.Template, nodes.For, nodes.If, nodes.Assign, nodes.Filter, nodes.Keyword)):
                self.flaw("forbidden", tag, type(node).__name__)
                return
            for child in node.iter_child_nodes():
                self.walk(child, tag)

    def call(self, node: nodes.Call, tag: Tag) -> None:
        if not isinstance(node.node, nodes.Name):
            self.flaw("forbidden", tag, node.node.attr if isinstance(node.node, nodes.Getattr) else "()")
            return
        name = node.node.name
        if plain_name(name) not in self.functions:
            self.flaw("unknown_function", tag, name, tuple(self.schema.functions))
            return
        options = {option.key: option.value for option in node.kwargs}
        constant = all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in (*node.args, *options.values()))
        if not constant or node.dyn_args or node.dyn_kwargs or not node.args:
            self.flaw("not_quoted", tag, name)
            return
        texts = tuple(str(arg.value) for arg in node.args if isinstance(arg, nodes.Const))
        named = {key: str(value.value) for key, value in options.items() if isinstance(value, nodes.Const)}
        self.asks.append(Ask(name, texts, named, tag.text, tag.place))

    def name(self, node: nodes.Name, tag: Tag) -> None:
        if node.ctx != "load" or node.name in self.given:
            return
        if plain_name(node.name) in self.values:
            self.used[plain_name(node.name)] = None
        elif node.name in self.elsewhere:
            self.flaw("elsewhere", tag, node.name)
        else:
            known = (*self.schema.values, *self.schema.functions, *(name for name in self.given if name != "loop"))
            self.flaw("unknown_name", tag, node.name, known)

    def field(self, node: nodes.Getattr | nodes.Getitem, name: str, tag: Tag) -> None:
        self.walk(node.node, tag)
        if name.startswith("_") or "__" in name:
            self.flaw("forbidden", tag, name)
            return
        kind = self.kind_of(node.node)
        known = LOOP_FIELDS if kind == "loop" else self.schema.kinds.get(kind, NO_LOOK).fields
        if plain_name(name) not in {plain_name(field) for field in known}:
            self.flaw("unknown_field", tag, name, tuple(known))
