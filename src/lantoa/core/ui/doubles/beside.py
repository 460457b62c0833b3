"""What stands on a record's own page of its doubles."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.core.access.decisions import Decision
from lantoa.core.access.selectors import Actor
from lantoa.core.doubles.merging import may_undo
from lantoa.core.doubles.models import Merger
from lantoa.core.doubles.selectors import Suspect, merger_of, mergers_into, suspects_of, visible
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.ui.doubles.words import Reason, reasons_in_words


@dataclass(frozen=True)
class Shown:
    """A suspected double with its reasons in words."""

    suspect: Suspect
    reasons: list[Reason]


@dataclass(frozen=True)
class Undoable:
    """A merger with the decision on undoing it; `record` is the other one, None where it lies out of sight."""

    merger: Merger
    record: Record | None
    decision: Decision


def doubles_beside(record: Any, *, actor: Actor, at: date) -> dict[str, Any]:
    """Suspected doubles of a record, what was merged into it, and what it was itself merged into."""
    if kind_of(record.kind).alike is None:
        return {}
    looked_at = record.state in (State.SUBMITTED, State.APPROVED)
    found = suspects_of(record, actor, at=at) if looked_at else []
    taken = mergers_into(record, actor, at=at) if looked_at else []
    return {
        "suspects": [Shown(suspect, list(reasons_in_words(suspect.pair.reasons))) for suspect in found],
        "taken_in": [Undoable(merger, merger.merged, may_undo(merger, actor, today=at)) for merger in taken],
        "merged": merged_away(record, actor, at=at) if record.merged_into_id else None,
    }


def merged_away(record: Any, actor: Actor, *, at: date) -> Undoable | None:
    merger = merger_of(record)
    if merger is None:
        return None
    seen = merger.kept_id in visible([merger.kept_id], actor, at=at)
    return Undoable(merger, merger.kept if seen else None, may_undo(merger, actor, today=at))
