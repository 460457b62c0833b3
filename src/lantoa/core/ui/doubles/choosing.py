"""The fields in which two records differ, to choose from: what the one says, what the other says, or both together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.module_loading import import_string

from lantoa.core.people.models import User
from lantoa.core.records.kinds import Alike, Kind, kind_of
from lantoa.core.records.starts import start_told
from lantoa.core.records.values import snapshot
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.forms import RecordForm
from lantoa.core.ui.records.shown import field_of, label_of
from lantoa.core.ui.records.start_field import start_words

KEPT, OTHER, BOTH = "kept", "other", "both"


@dataclass(frozen=True)
class Choice:
    """One field, or several that are chosen as one, in words; `both` is empty where the two cannot stand together."""

    name: str
    label: Text
    kept: str
    other: str
    both: str
    chosen: str


def groups_of(kind: Kind) -> list[tuple[str, ...]]:
    """The fields of a kind as they are chosen, each alone or with those that hang together. The unit follows from the merger."""
    alike = kind.alike or Alike()
    leading = {group[0]: group for group in alike.together}
    inner = {name for group in alike.together for name in group[1:]}
    return [leading.get(name, (name,)) for name in kind.fields if name != "unit" and name not in inner]


def differing(kept: Any, other: Any) -> list[tuple[str, ...]]:
    """The groups in which the two records say different things."""
    kind = kind_of(kept.kind)
    mine, theirs = snapshot(kept, kind), snapshot(other, kind)
    return [group for group in groups_of(kind) if any(mine[name] != theirs[name] for name in group)]


def value_of(record: Any, name: str) -> Any:
    """A field's value as `rewrite` takes it."""
    value = getattr(record, name)
    return list(value.all()) if isinstance(value, models.Manager) else value


def is_many(record: Any, name: str) -> bool:
    return isinstance(field_of(type(record), name), models.ManyToManyField)


def together(kept: Any, other: Any, group: Sequence[str]) -> dict[str, Any]:
    """Both sides of a group of lists as one; what is no list stays only where both say the same. Empty where there is no list in it."""
    if not is_many(kept, group[0]):
        return {}
    found: dict[str, Any] = {}
    for name in group:
        mine, theirs = value_of(kept, name), value_of(other, name)
        if is_many(kept, name):
            found[name] = list(dict.fromkeys([*mine, *theirs]))
        else:
            found[name] = mine if mine == theirs else None
    return found


def choices(kept: Any, other: Any, *, actor: User, at: Any, sent: Any = None) -> list[Choice]:
    """What differs, with what is proposed: what the record that stays says, unless it says nothing; lists as one."""
    kind = kind_of(kept.kind)
    make: type[RecordForm] = import_string(kind.form)
    form = make(instance=kept, actor=actor, at=at)
    found = []
    for group in differing(kept, other):
        mine, theirs = words_of(form, kept, group), words_of(form, other, group)
        union = together(kept, other, group)
        both = form.words(group[0], union[group[0]]) if union and mine and theirs else ""
        chosen = (sent or {}).get(f"keep_{group[0]}") or (BOTH if both else KEPT if mine or not theirs else OTHER)
        found.append(Choice(group[0], label_of(type(kept), group[0]), mine, theirs, both, chosen))
    return found


def words_of(form: RecordForm, record: Any, group: Sequence[str]) -> str:
    alike = kind_of(record.kind).alike
    if alike and alike.since == group[0] and alike.precision in group:
        since = getattr(record, alike.since)
        return start_words(start_told(since, getattr(record, alike.precision))) if since else ""
    words = (str(form.words(name, value_of(record, name)) or "") for name in group)
    return " · ".join(dict.fromkeys(filter(None, words)))


def unanswered(kept: Any, other: Any, data: Any) -> bool:
    """Whether some field that differs was not chosen."""
    return any(data.get(f"keep_{group[0]}") not in (KEPT, OTHER, BOTH) for group in differing(kept, other))


def chosen_values(kept: Any, other: Any, data: Any) -> dict[str, Any]:
    """What the record that stays takes over, as it was chosen."""
    values: dict[str, Any] = {}
    for group in differing(kept, other):
        side = data.get(f"keep_{group[0]}")
        if side == OTHER:
            values |= {name: value_of(other, name) for name in group}
        elif side == BOTH:
            values |= together(kept, other, group)
    return values
