"""What a column of a sheet may be: the fields of the kind's own form, and how people call them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from lantoa.core.records.kinds import Kind
from lantoa.core.ui.records.forms import OWN, RecordForm
from lantoa.core.ui.records.row_forms import RowsForm
from lantoa.core.ui.records.shown import label_of
from lantoa.lib.sheets import Header
from lantoa.lib.vietnamese import fold

KEY: Final = "key"
"""The column by which a sheet that was taken out here is known again."""
LIKE_ENOUGH: Final = 0.5
PASSED_OVER: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "#"})  # and `label_of_reasons`


@dataclass(frozen=True)
class Target:
    """A field that a column may fill; `names` are folded, of either language. `parts` are the fields of one line of a table."""

    name: str
    label: str
    required: bool
    hint: str
    names: frozenset[str]
    parts: tuple[str, ...] = ()


def targets_of(kind: Kind, form: RecordForm) -> list[Target]:
    """What the columns of a sheet of this kind may be, in the order of its form; at last the key of the program's own."""
    names = names_of(kind, type(form))
    found = [
        Target(name, capfirst(str(field.label)), field.required, str(field.help_text), names(name))
        for name, field in form.fields.items()
        if name not in OWN and not form[name].is_hidden
    ]  # fmt: skip
    if isinstance(form, RowsForm):
        rows = form.row(**form.row_arguments())
        parts = tuple(str(rows.fields[name].label) for name in rows.typed)
        label = label_of(kind.model_class, form.rows_field)
        hint = _("One a line: %(parts)s") % {"parts": " | ".join(parts)}
        found.append(Target(form.rows_field, label, False, hint, names(form.rows_field), parts))
    key = label_of_key()
    return [*in_order(form, found), Target(KEY, key, False, _("Only in sheets that were taken out here."), frozenset(both(label_of_key)))]


def in_order(form: RecordForm, found: Sequence[Target]) -> list[Target]:
    """As the sections of the form show them; unit and title first where it has none."""
    shown = [name for section in form.sections for name in section.fields]
    order = {name: place for place, name in enumerate(shown or ("unit", "title", "day"))}
    return sorted(found, key=lambda target: order.get(target.name, len(order)))


def label_of_key() -> str:
    """How the column of the program's own key is called."""
    return _("Key of the record")


def label_of_reasons() -> str:
    """How the column is called in which rows that were taken out to be mended say what is wrong; nothing is read from it."""
    return _("What is to be mended")


def both(word: Any) -> Iterator[str]:
    """A word as sheets of either language may bear it, folded; `word` is lazy, or a function that asks for it."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield fold(str(word() if callable(word) else word))


def names_of(kind: Kind, form_class: type[RecordForm]) -> Any:
    """For a field's name: all names, folded, that a column of it may bear."""
    columns = {column.name: column.label for column in kind.columns}
    base = form_class.base_fields

    def names(name: str) -> frozenset[str]:
        found = {fold(alias) for alias in form_class.sheet_names.get(name, ())}
        words: list[Callable[[], Any]] = [lambda: label_of(kind.model_class, name)]
        words += [lambda: columns[name]] if name in columns else []
        words += [lambda: base[name].label] if name in base else []
        for word in words:
            found.update(both(word))
        return frozenset(found - {""})

    return names


def known_names(targets: Sequence[Target]) -> frozenset[str]:
    return frozenset().union(*(target.names for target in targets))


def guess(targets: Sequence[Target], header: Header) -> dict[str, int]:
    """Field by column, where a column's name says so: the likest pair first, each column once."""
    passed_over = PASSED_OVER | set(both(label_of_reasons))
    columns = {place: fold(name) for place, name in enumerate(header.names) if name and fold(name) not in passed_over}
    pairs = [
        (likeness(column, name, header.names[place]), -place, target.name)
        for target in targets
        for place, column in columns.items()
        for name in [target.names]
    ]
    found: dict[str, int] = {}
    for like, place, target in sorted(pairs, reverse=True):
        if like >= LIKE_ENOUGH and target not in found and -place not in found.values():
            found[target] = -place
    return found


def likeness(column: str, names: frozenset[str], written: str) -> float:
    """How much a column's name is like one of these, from 0 to 1; of a grouped column its own part counts too."""
    own = fold(written.rsplit("–", 1)[-1])
    best = 0.0
    for name in names:
        if name in (column, own):
            return 1.0 if name == column else 0.95
        words, known = set(column.split()), set(name.split())
        shared = len(words & known)
        if shared == len(known):
            best = max(best, 0.5 + 0.4 * shared / len(words))
        elif shared == len(words):
            best = max(best, 0.4 + 0.4 * shared / len(known))
    return best


def remembered(columns: Mapping[str, str], header: Header) -> dict[str, int]:
    """Field by column as it was matched before, as far as the sheet has columns of those names."""
    places = {fold(name): place for place, name in reversed(list(enumerate(header.names)))}
    return {target: places[name] for target, name in columns.items() if name in places}
