"""Choosing units in a form: from a list where there are few, by name where there are many; an unclear name asks which is meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.selectors import Actor, parts_q, scope_q
from lantoa.core.units.models import Unit
from lantoa.core.units.naming import AmbiguousUnit, UnknownUnit, hits, resolve_unit
from lantoa.core.units.selectors import UnitHit
from lantoa.lib.periods import format_day_vi
from lantoa.lib.vietnamese import nfc

FEW = 30  # units that a list still shows at one glance
MISSING = {False: gettext_lazy("Choose the unit."), True: gettext_lazy("Write the names of the units.")}


@dataclass(frozen=True)
class Typed:
    """What was typed for units, one a line, with the meaning already chosen for some of the lines (line -> key)."""

    text: str = ""
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True)
class Question:
    """A line that may mean several units."""

    line: str
    options: Sequence[tuple[str, str]]


class UnitInput(forms.Widget):
    """A text box for names of units; below it, for each name that may mean several, a list to choose from."""

    template_name = "ui/records/widgets/units.html"

    def __init__(self, *, many: bool = False, verb: str = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "input--low" if many else "", **(attrs or {})})
        self.many, self.verb = many, verb
        self.questions: list[Question] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        many = getattr(data, "getlist", lambda key: data.get(key, []))
        lines, keys = many(f"{name}_line"), many(f"{name}_is")
        return Typed(nfc(str(data.get(name) or "")), {nfc(line): key for line, key in zip(lines, keys, strict=False) if key})

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, Typed) else Typed(str(value or ""))
        asked = {question.line for question in self.questions}
        context["widget"] |= {
            "many": self.many, "suggest": self.suggestions(), "text": typed.text, "questions": self.questions,
            "known": [(line, key) for line, key in typed.chosen.items() if line in typed.lines and line not in asked],
        }  # fmt: skip
        return context

    def suggestions(self) -> str:
        """Where names are suggested while a person types; empty where these pages are not there."""
        try:
            return reverse("unit-names") + (f"?verb={self.verb}" if self.verb else "")
        except NoReverseMatch:
            return ""


class UnitField(forms.Field):
    """One unit. With a `verb`, only those at which the actor may do that; `RecordForm` binds the actor and the days.

    A name means what bore it on the record's own day, so that a record of an ended unit can be entered later.
    """

    many = False
    known: dict[Any, Any] | None = None
    """What lines and keys meant before, for many forms filled alike (`core.imports`): each is then read by its name, and looked up once."""

    def __init__(self, *, verb: str = "", **kwargs: Any) -> None:
        self.verb = verb
        self.actor: Actor = None
        self.at: date | None = None
        self.day: date | None = None
        super().__init__(widget=UnitInput(many=self.many, verb=verb), **kwargs)
        self.error_messages |= {"required": MISSING[self.many]}
        self.few: list[Unit] | None = None

    def bind(self, *, actor: Actor, at: date) -> None:
        """Who chooses, on which business day; where few units are open to them, these become a list."""
        self.actor, self.at, self.day = actor, at, at
        if not self.verb or self.known is not None:
            return
        found = list(self.scope().order_by("sort_key", "pk")[: FEW + 1])
        if len(found) <= FEW:
            self.few = found
            self.widget = self.list_widget([(unit.key, unit_label(unit) if unit.ends <= at else unit.name) for unit in found])
            self.widget.is_required = self.required

    def list_widget(self, choices: list[tuple[str, str]]) -> forms.Widget:
        empty = [] if len(choices) == 1 and self.required else [("", "---------" if self.required else _("any"))]
        return forms.Select(choices=empty + choices)

    def scope(self) -> QuerySet[Unit]:
        """The units that may be chosen at all: of a split one, a part suffices, and the record's place then decides (`RecordForm`)."""
        assert self.at is not None, "a unit field is bound before it is used"
        if not self.verb:
            return Unit.objects.all()
        inside = scope_q(self.actor, self.verb, at=self.at, unit="pk", place="pk")
        return Unit.objects.filter(inside | parts_q(self.actor, self.verb, at=self.at))

    def clean(self, value: Any) -> Any:
        found = self.read(value)
        if not found and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return found[0] if found else None

    def read(self, value: Any) -> list[Unit]:
        """The units that the value means, in its order, each once. Raises `ValidationError`."""
        if isinstance(value, Typed):
            return self.resolve(value)
        keys = [value] if isinstance(value, str) else list(value or ())
        found = {unit.key: unit for unit in self.few or () if unit.key in keys}
        wrong = [key for key in keys if key and key not in found]
        if wrong:
            raise ValidationError(_("Choose a unit from the list."), code="unknown")
        return [found[key] for key in dict.fromkeys(keys) if key]

    def resolve(self, typed: Typed) -> list[Unit]:
        found: dict[int, Unit] = {}
        questions, wrong = [], []
        for line in typed.lines:
            try:
                unit = self.unit_of(line, typed.chosen.get(line, ""))
                found.setdefault(unit.pk, unit)
            except AmbiguousUnit as error:
                questions.append(Question(line, [(hit.unit.key, full_name(hit)) for hit in error.choices]))
            except UnknownUnit as error:
                wrong.append(unknown_sentence(error, day=self.day or self.at))
        if isinstance(self.widget, UnitInput):
            self.widget.questions = questions
        wrong += [_("“%(name)s” may mean several units. Choose one below.") % {"name": question.line} for question in questions]
        if not self.many and len(typed.lines) > 1:
            wrong = [_("Write one unit only.")]
        if wrong:
            raise ValidationError([ValidationError(sentence, code="unit") for sentence in wrong])
        return list(found.values())

    def unit_of(self, line: str, key: str) -> Unit:
        """The unit that a line means. Raises `AmbiguousUnit` with the choices that are open, or `UnknownUnit`."""
        if self.known is None:
            return self.looked_up(line, key)
        asked = (line, key, self.verb, self.day)
        if asked not in self.known:
            try:
                self.known[asked] = self.looked_up(line, key)
            except LookupError as error:
                self.known[asked] = error
        found: Unit | LookupError = self.known[asked]
        if isinstance(found, LookupError):
            raise found
        return found

    def looked_up(self, line: str, key: str) -> Unit:
        if key and (chosen := self.chosen(key)):
            return chosen
        assert self.at is not None
        day = self.day or self.at
        try:
            unit = resolve_unit(line, at=day)
        except AmbiguousUnit as error:
            return self.only_open(line, error.choices)
        if self.verb and not self.scope().filter(pk=unit.pk).exists():
            raise UnknownUnit(line, elsewhere=[unit])
        return unit

    def chosen(self, key: str) -> Unit | None:
        """The open unit of this key, whatever the day."""
        known = {} if self.known is None else self.known
        if (key, self.verb) not in known:
            known[key, self.verb] = self.scope().filter(key=key).first()
        found: Unit | None = known[key, self.verb]
        return found

    def only_open(self, line: str, choices: Sequence[UnitHit]) -> Unit:
        allowed = set(self.scope().filter(pk__in=[hit.unit.pk for hit in choices]).values_list("pk", flat=True))
        kept = [hit for hit in choices if hit.unit.pk in allowed]
        if not kept:
            raise UnknownUnit(line, elsewhere=[hit.unit for hit in choices])
        if len(kept) > 1:
            raise AmbiguousUnit(line, kept)
        return kept[0].unit

    def prepare_value(self, value: Any) -> Any:
        units = [value] if isinstance(value, Unit) else [unit for unit in value if isinstance(unit, Unit)] if is_list(value) else []
        if not units:
            return value
        if self.few is not None:
            return [unit.key for unit in units] if self.many else units[0].key
        names = {full_name(hit): hit.unit.key for hit in hits(units, at=self.day)}
        return Typed("\n".join(names), names)


class UnitsField(UnitField):
    """Several units, one a line (or boxes to tick where few are open to the actor)."""

    many = True

    def list_widget(self, choices: list[tuple[str, str]]) -> forms.Widget:
        return forms.CheckboxSelectMultiple(choices=choices)

    def clean(self, value: Any) -> Any:
        found = self.read(value)
        if not found and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return found


def is_list(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | Typed)


def full_name(hit: UnitHit) -> str:
    """The unit's name with the superiors that tell it from its namesakes."""
    return f"{hit.name} ({hit.context})" if hit.context else hit.name


def unit_label(unit: Unit) -> str:
    """The unit's name, with its last day where it has ended."""
    last = format_day_vi(unit.ends - timedelta(days=1))
    return _("%(name)s (until %(day)s)") % {"name": unit.name, "day": last} if unit.ended else unit.name


def unknown_sentence(error: UnknownUnit, *, day: date | None) -> str:
    """What to do about a name that no open unit bears."""
    if error.elsewhere:
        names = ", ".join(unit_label(unit) for unit in error.elsewhere[:3])
        return _("“%(name)s” is not a unit that can be chosen here on %(day)s. Known: %(known)s. Check the day or the unit.") % {
            "name": error.text, "known": names, "day": format_day_vi(day) if day else "",
        }  # fmt: skip
    return _("No unit is called “%(name)s”. Write its official name, with the district or province if need be.") % {"name": error.text}
