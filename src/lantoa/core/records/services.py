"""The only ways to write a record: `create`, `change`, `advance`, `comment`. Each is one transaction with its event."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import YES, Decision, Refused, no
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import is_deputy, may_at, role_at
from lantoa.core.people.models import User
from lantoa.core.records import ledger
from lantoa.core.records.kinds import Kind, concrete, kind_of
from lantoa.core.records.lifecycle import Step, decide, lifecycle_of, reactions
from lantoa.core.records.many import read_many, set_first, set_many
from lantoa.core.records.models import Comment, Event, Record, Sequence, State
from lantoa.core.records.selectors import can
from lantoa.core.records.values import apply_values, differences, refuse_marks, snapshot
from lantoa.core.units.models import Unit
from lantoa.lib.vietnamese import fold, sort_key

Hook = Callable[[dict[str, Any] | None, Record], None]
_ON_CHANGE: list[Hook] = []


class EditConflict(Exception):
    """Someone else changed the record meanwhile: `current` is as it stands, `mine` what was about to be written."""

    def __init__(self, current: Record, mine: dict[str, Any]) -> None:
        super().__init__("edit conflict")
        self.current, self.mine = current, mine


def on_change(hook: Hook) -> Hook:
    """Register a hook, called with (values before or None, record after) inside the transaction of every write."""
    _ON_CHANGE.append(hook)
    return hook


def check_day(unit: Unit, day: date, *, today: date) -> None:
    """Refuse a day to come, or one on which the unit did not exist."""
    if day > today:
        raise ValidationError({"day": _("The day must not lie after today, %(today)s.") % {"today": today.strftime("%d/%m/%Y")}})
    if not unit.alive(day):
        raise ValidationError(
            {"day": _("%(unit)s did not exist on %(day)s. Choose another day or the unit of that time.")
             % {"unit": unit.name, "day": day.strftime("%d/%m/%Y")}}
        )  # fmt: skip


def finish(record: Record) -> None:
    """Fill what is derived from a record's values."""
    record.sort_key = sort_key(record.title)
    record.changed_at = timezone.now()


def ask_again(record: Record, kind: Kind, *, today: date) -> None:
    """A write by the record's own unit is an answer; the next one is wanted from the day that its kind says."""
    if kind.due is not None:
        record.due = kind.due(record, today)


def keep(record: Record, kind: Kind, many: dict[str, list[Any]]) -> None:
    """Save a record, its many-to-many values, and the words by which it is found, which may come from these."""
    is_new = record.pk is None
    record.save()
    (set_first if is_new else set_many)(record, many)
    words = fold(f"{record.title} {kind.search(record)}")[:4000]
    if words != record.search_text:
        record.search_text = words
        record.save(update_fields=["search_text"])


@transaction.atomic
def create(kind_code: str, *, values: dict[str, Any], by: User, today: date, public_id: uuid.UUID | None = None) -> Any:
    """A new draft. A second call with the same `public_id` by the same author returns the first one's record, unchanged."""
    kind = kind_of(kind_code)
    public_id = public_id or uuid.uuid4()
    twin = Record.objects.filter(public_id=public_id).first()
    if twin is not None:
        if twin.author_id != by.pk or twin.kind != kind_code:
            raise ValidationError(_("This form was already used for another record. Open a new form."), code="reused")
        return kind.model_class._default_manager.get(pk=twin.pk)
    record, many = begun(kind, values, by=by, today=today, public_id=public_id)
    keep(record, kind, many)
    write_event(record, kind, "create", before=None, by=by, today=today)
    return record


def begun(kind: Kind, values: dict[str, Any], *, by: User, today: date, public_id: uuid.UUID) -> tuple[Any, dict[str, list[Any]]]:
    """A new record, all that `create` refuses looked at, not saved; and its many-to-many values. Also for trying what is not kept."""
    refuse_marks(values)
    unit: Unit = values["unit"]
    decision = may_at(by, kind.entry_verb, unit, at=today, place=values.get("place"))
    if not decision:
        raise Refused(decision.reason)
    record = kind.model_class(kind=kind.code, public_id=public_id, author=by, state=lifecycle_of(kind.code).start)
    many = apply_values(record, values)
    check_day(unit, record.day, today=today)
    record.for_others = is_deputy(by, at=today)
    record.entered_later = record.unit.ends <= today
    finish(record)
    ask_again(record, kind, today=today)
    record.full_clean(exclude=["sort_key"])
    return record, many


def locked(record: Record) -> Any:
    """The record as it stands now, locked until the transaction ends (SQLite locks the whole file by IMMEDIATE)."""
    rows = kind_of(record.kind).model_class._default_manager.select_related("unit", "place")
    current = (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else rows).get(pk=record.pk)
    read_many(current)
    return current


@transaction.atomic
def change(record: Record, *, values: dict[str, Any], by: User, today: date, version: int | None = None, reason: str = "") -> Any:
    """Write values where no state moves. An approved record wants a reason and someone else than its author. Raises `EditConflict`."""
    kind, current = kind_of(record.kind), locked(record)
    if version is not None and version != current.version:
        raise EditConflict(current, values)
    refuse_marks({**values, "reason": reason})
    decision = may_edit(current, by, today=today)
    if not decision:
        raise Refused(decision.reason)
    approved = current.state == State.APPROVED
    if approved and not reason.strip():
        raise ValidationError({"reason": _("Write why the approved record is corrected.")})
    return rewrite(current, kind, values, step="correct" if approved else "change", by=by, today=today, reason=reason)


def may_edit(record: Record, by: User, *, today: date) -> Decision:
    """Whether `by` may write the record's values in its present state."""
    if record.state == State.APPROVED:
        allowed = can(by, Verb.CORRECT, record, at=today)
        if not allowed:
            return allowed.worded(_("Only those who may approve at this unit correct an approved record."))
        if record.author_id == by.pk:
            return no(_("You entered this record yourself; an approved record is corrected by someone else."))
        return YES
    if record.state in (State.DRAFT, State.RETURNED):
        return (
            YES
            if can(by, kind_of(record.kind).entry_verb, record, at=today)
            else no(_("Your role does not allow entering records at this unit."))
        )
    return no(_("The record awaits approval or was withdrawn. Have it returned, or take it up again, before changing it."))


def rewrite(record: Any, kind: Kind, values: dict[str, Any], *, step: str, by: User, today: date, reason: str) -> Any:
    """Apply values to a locked record, with all that follows from it. Nothing is written where nothing changes."""
    before, unit = snapshot(record, kind), record.unit_id
    many = apply_values(record, values)
    if record.reference and record.unit_id != unit and "reference" not in values:
        record.reference = draw_reference(record, kind)  # numbers run at each unit; the old one is not given again
    check_day(record.unit, record.day, today=today)
    verb = kind.entry_verb if record.state != State.APPROVED else Verb.CORRECT
    decision = may_at(by, verb, record.unit, at=today, place=record.place)
    if not decision:
        raise Refused(decision.reason)
    finish(record)
    ask_again(record, kind, today=today)
    record.version += 1
    record.full_clean(exclude=["sort_key"])
    set_many(record, many)
    if not differences(before, snapshot(record, kind)):
        record.version -= 1
        return record
    keep(record, kind, {})
    write_event(record, kind, step, before=before, by=by, today=today, reason=reason)
    return record


@transaction.atomic
def advance(
    record: Record,
    step_name: str,
    *,
    values: dict[str, Any] | None = None,
    by: User,
    today: date,
    reason: str = "",
    version: int | None = None,
) -> Any:
    """Take a step of the record's lifecycle: lock, state, scope, guards, fields, event, reactions; or nothing. Raises `Refused`."""
    step = lifecycle_of(record.kind).step(step_name)
    return take(record, step, values=values, by=by, today=today, reason=reason, version=version)


@transaction.atomic
def take(
    record: Record, step: Step, *, values: dict[str, Any] | None = None, by: User, today: date, reason: str = "", version: int | None = None
) -> Any:
    """`advance` for a step that stands in no lifecycle, such as being merged into another record."""
    kind, current = kind_of(record.kind), locked(record)
    if version is not None and version != current.version:
        raise EditConflict(current, values or {})
    refuse_marks({**(values or {}), "reason": reason})
    decision = decide(current, step, by, today=today, in_scope=can(by, step.verb, current, at=today))
    if not decision:
        raise Refused(decision.reason)
    if step.needs_reason and not reason.strip():
        raise ValidationError({"reason": _("Write the reason.")})
    before, state_from = snapshot(current, kind), current.state
    many = apply_values(current, values or {})
    current.state = step.target
    current.version += 1
    if step.target == State.APPROVED != state_from and not step.restores:  # a step on an approved record leaves its approval as it is
        current.approved_by = by
        current.reference = current.reference or draw_reference(current, kind)
    finish(current)
    ask_again(current, kind, today=today)
    look_over(current, values or {})
    keep(current, kind, many)
    write_event(current, kind, step.name, before=before, by=by, today=today, reason=reason, state_from=state_from)
    for reaction in reactions(record.kind, step.name):
        reaction(current, by=by, today=today)
    return current


def look_over(record: Any, values: Collection[str]) -> None:
    """Validate what a step writes. What it leaves as it was has been looked at when that was written; the database watches over all."""
    untouched = {field.name for field in record._meta.fields} - {*values}
    record.full_clean(exclude=untouched | {"sort_key"}, validate_unique=bool(values), validate_constraints=False)
    if values:
        record.validate_constraints(exclude=["sort_key"])


def draw_reference(record: Record, kind: Kind) -> str:
    """The next human number of this kind at this unit: MH-0027. Kinds without a prefix draw none."""
    if not kind.prefix:
        return ""
    row, _made = Sequence.objects.get_or_create(kind=kind.code, unit=record.unit)
    row = Sequence.objects.select_for_update().get(pk=row.pk) if connection.features.has_select_for_update else row
    row.last += 1
    row.save()
    return f"{kind.prefix}-{row.last:04d}"


def write_event(
    record: Any, kind: Kind, step: str, *, before: dict[str, Any] | None, by: User | None, today: date, reason: str = "",
    state_from: str = "",
) -> None:  # fmt: skip
    """The event of a write, and the hooks of those who stand above."""
    ledger.append(
        record, step, kind=kind, changes=differences(before or {}, snapshot(record, kind)), by=by, role=role_at(by, record.unit, at=today),
        today=today, now=timezone.now(), state_from=state_from, reason=reason,
    )  # fmt: skip
    for hook in _ON_CHANGE:
        hook(before, record)


def note(
    record: Record, step: str, *, changes: ledger.Changes, by: User | None, today: date, reason: str = "",
    personal: frozenset[str] = frozenset(),
) -> Event:  # fmt: skip
    """An event that tells of something beside the record's values, such as evidence; in the caller's transaction, values and version stay.

    `personal` names the changes that are laid under the key of the record's person, where it has one.
    """
    kind = kind_of(record.kind)
    return ledger.append(
        concrete(record), step, kind=replace(kind, personal=kind.personal | personal), changes=changes, by=by,
        role=role_at(by, record.unit, at=today), today=today, now=timezone.now(), reason=reason,
    )  # fmt: skip


def may_comment(record: Record, by: User, *, today: date) -> Decision:
    """Whether `by` may write a remark beside the record."""
    return YES if can(by, Verb.COMMENT, record, at=today) else no(_("Your role does not allow comments at this unit."))


@transaction.atomic
def comment(record: Record, *, text: str, by: User, today: date) -> Comment:
    """A remark beside the record. Raises `Refused` where `by` may not comment there."""
    decision = may_comment(record, by, today=today)
    if not decision:
        raise Refused(decision.reason)
    if not text.strip():
        raise ValidationError({"text": _("Write the comment.")})
    refuse_marks({"text": text})
    return Comment.objects.create(record_id=record.pk, by=by, text=text.strip())
