"""What is held of one person, read by the one registry of what is kept (`people.purposes`): how many rows of each, and the values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, CharField, DateTimeField, Field, ForeignKey, Model, QuerySet, TextField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role
from lantoa.core.people.models import Person, Tenure, User
from lantoa.core.people.purposes import Kept, all_kept
from lantoa.core.units.models import BEGINNING, FOREVER

FIRST = ("person", "user", "donor_person", "by")  # the fields by which a row belongs to someone, the surest first
SECRETS = frozenset({
    "password", "pin", "secret", "secret_digest", "code_digest", "digest", "data", "session_key", "extra_data", "folded", "sort_key",
    "text", "answer", "uid", "language",
})  # fmt: skip
FEW = 3  # rows whose values are shown; of more, how many there are


@dataclass(frozen=True)
class Value:
    """A value that is held: what it is called and what stands there."""

    label: str
    told: Any


def value_of(field: "Field[Any, Any]", row: Model, *, label: str = "") -> Value:
    """What stands in a field of a row, as a person reads it."""
    choice = getattr(row, f"get_{field.name}_display", None)
    told = choice() if choice is not None else getattr(row, field.name)
    return Value(label or str(field.verbose_name), Role(told).label if field.name == "role" and told in Role.values else told)


def of_whom(row: Model) -> list[Value]:
    """What a row is about, where that stands in another table: the post of a term, the unit of a role."""
    if isinstance(row, Tenure):
        return [Value(_("post"), row.post.title), Value(_("unit"), row.post.unit.name)]
    return [Value(_("unit"), row.unit.name)] if isinstance(row, Grant) else []


@dataclass(frozen=True)
class Held:
    """One kind of datum: why it is kept, in how many rows of this person, and their values where they are few and no secrets."""

    kept: Kept
    count: int
    values: tuple[Value, ...]


def held_of(person: Person) -> list[Held]:
    """Everything that is held of the person, and what is not held though it might be."""
    return [held(kept, person) for kept in all_kept()]


def held(kept: Kept, person: Person) -> Held:
    """The rows of one kind of datum that are this person's."""
    count = 0
    values: list[Value] = []
    for model, names in by_model(kept.fields).items():
        rows = rows_of(model, person, names)
        if rows is None:
            continue
        number = rows.count()
        count += number
        if 0 < number <= FEW:
            values += [value for row in rows for value in (*of_whom(row), *(value_of(field, row) for field in shown_fields(model, names)))]
    return Held(kept, count, tuple(value for value in values if value.told not in (None, "", BEGINNING, FOREVER)))


def by_model(paths: Iterable[str]) -> dict[type[Model], list[str]]:
    found: dict[type[Model], list[str]] = {}
    for path in paths:
        app, name, field = path.split(".")
        found.setdefault(apps.get_model(app, name), []).append(field)
    return found


def shown_fields(model: type[Model], names: Iterable[str]) -> list["Field[Any, Any]"]:
    """The fields that tell something to the person: those with a name in words, no secrets, no long texts."""
    fields = [model._meta.get_field(name) for name in names if name not in SECRETS]
    named = [field for field in fields if isinstance(field, Field) and not field.is_relation and isinstance(field.verbose_name, Promise)]
    return [field for field in named if not isinstance(field, TextField | DateTimeField)]


def rows_of(model: type[Model], person: Person, names: Sequence[str]) -> QuerySet[Any] | None:
    """The rows of a table that are this person's and hold something in these fields; None where nothing in it leads to a person."""
    rows = all_rows_of(model, person)
    empty = {name: value for name in names for value in empty_values(model._meta.get_field(name))}
    return rows.exclude(**empty) if rows is not None and len(empty) == len(names) else rows


def empty_values(field: Any) -> tuple[Any, ...]:
    """The value with which a field tells nothing, as an address that nobody gave or a mark that nobody set; none where it always tells."""
    if isinstance(field, CharField):
        return ("",) if field.blank else ()
    if isinstance(field, BooleanField):
        return (False,) if field.default is False else ()
    return (None,) if field.null else ()


def all_rows_of(model: type[Model], person: Person) -> QuerySet[Any] | None:
    if model is Person:
        return model._default_manager.filter(pk=person.pk)
    ways = [field for field in model._meta.get_fields() if isinstance(field, ForeignKey) and field.related_model in (Person, User)]
    if not ways:
        return None
    way = min(ways, key=lambda field: FIRST.index(field.name) if field.name in FIRST else len(FIRST))
    owner = person if way.related_model is Person else getattr(person, "user", None)
    return model._base_manager.filter(**{way.name: owner}) if owner is not None else model._base_manager.none()
