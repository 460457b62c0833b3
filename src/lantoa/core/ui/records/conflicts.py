"""Two people edited one record: what each of them changed, field by field, and which side to keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from lantoa.core.records.kinds import Kind, kind_of
from lantoa.core.records.ledger import told
from lantoa.core.records.lifecycle import steps_of
from lantoa.core.records.models import Event
from lantoa.core.records.selectors import history
from lantoa.core.records.values import plain as as_kept
from lantoa.core.records.values import snapshot
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.forms import RecordForm
from lantoa.core.ui.records.shown import field_of, label_of

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Clash:
    """A field whose two versions differ. `keep` is the side that alone changed it; empty where both did and the person must choose."""

    name: str
    label: Text
    mine: str
    theirs: str
    keep: str = ""


def plain(model: type[models.Model], name: str, value: Any) -> Any:
    """A form's value as an event holds it."""
    field = field_of(model, name)
    if isinstance(field, models.ManyToManyField):
        return sorted(str(member.key) for member in value)
    if isinstance(field, models.ForeignKey):
        return getattr(value, "pk", None)
    return as_kept(value)


def versions_since(record: Any, version: int) -> list[Event]:
    """The events that brought the record from this version to the present one, newest first."""
    kept = {"create", "change", "correct", *steps_of(record.kind)}
    events = [event for event in history(record) if event.step in kept]
    return events[: max(0, record.version - version)]


def before(events: Iterable[Event]) -> dict[str, Any]:
    """For each field that these events (newest first) changed, its value before them all."""
    found: dict[str, Any] = {}
    for event in events:
        found |= {name: pair[0] if pair else None for name, pair in told(event).items()}
    return found


def clashes(form: RecordForm, current: Any, mine: dict[str, Any], *, version: int) -> list[Clash]:
    """Every field in which `mine` differs from the record as it stands now."""
    kind: Kind = kind_of(current.kind)
    model, now, base = type(current), snapshot(current, kind), before(versions_since(current, version))
    found = []
    for name, value in mine.items():
        own = plain(model, name, value)
        if own == now.get(name):
            continue
        keep = MINE if name not in base else THEIRS if own == base[name] else ""
        found.append(Clash(name, label_of(model, name), form.words(name, value), form.words(name, getattr(current, name)), keep))
    return found


def theirs_kept(data: Any) -> set[str]:
    """The fields for which the person chose the other version."""
    return {name for name in data.getlist("clash") if data.get(f"keep_{name}") == THEIRS}


def unanswered(data: Any) -> bool:
    """Whether some field was shown in two versions and none was chosen."""
    return any(data.get(f"keep_{name}") not in (MINE, THEIRS) for name in data.getlist("clash"))
