"""Entering rows in batches, each whole or not at all, and taking all of them back as one."""

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.access.decisions import Refused
from lantoa.core.imports.checking import Marked
from lantoa.core.imports.filling import Filler, cells_by_field, faults_of
from lantoa.core.imports.models import Import, ImportRow, RowState, Stage
from lantoa.core.imports.pacing import done_in_time
from lantoa.core.people.models import User
from lantoa.core.records.kinds import concrete
from lantoa.core.records.lifecycle import lifecycle_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import EditConflict, advance, create
from lantoa.core.ui.marked import bears_marks

AT_ONCE: Final = 500
NAMED: Final = 5  # records that stand in the way, told by name
SUBMIT, WITHDRAW = "submit", "withdraw"
OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)


@transaction.atomic
def begin_entering(source: Import, *, submit: bool) -> None:
    """From now on the rows that are ready are entered, as drafts or submitted for approval. Raises `ValidationError`."""
    current = Import.objects.select_for_update().get(pk=source.pk)
    if current.stage != Stage.CHECKED:
        raise ValidationError(_("This sheet is not checked yet, or was entered already. Open its page again."))
    if not current.rows.filter(state=RowState.READY).exists():
        raise ValidationError(_("No row of this sheet is ready to be entered. Mend the sheet and upload it again, or match other columns."))
    current.stage, current.submit = Stage.ENTERING, submit and may_be_submitted(current.kind)
    current.save()
    source.refresh_from_db()


def enter_some(source: Import, filler: Filler) -> bool:
    """Enter the next rows; whether more are left. The batch is kept whole or, whatever happens, not at all."""
    with transaction.atomic():
        current = Import.objects.select_for_update().get(pk=source.pk)
        if current.stage != Stage.ENTERING:
            return False
        rows = list(current.rows.filter(state=RowState.READY).order_by("number")[:AT_ONCE])
        done = done_in_time(rows, lambda row: enter_row(row, current, filler))
        keep_entered(current, [row.pk for row in done if row.state == RowState.DONE])
        ImportRow.objects.bulk_update((row for row in done if row.state != RowState.DONE), ["state", "faults"])
        more = len(rows) == AT_ONCE or len(done) < len(rows)
        if not more:
            current.stage = Stage.ENTERED
        current.save(update_fields=["stage", "moved_at"])
        return more


def enter_row(row: ImportRow, source: Import, filler: Filler) -> None:
    """Enter one row by the services of its kind; what is refused now, because something changed since, is told at the row."""
    form, faults = filler.form(cells_by_field(row.cells, source.matching), key=row.key)
    if faults or not form.is_valid():
        if bears_marks(form, *form.inner_forms()):
            raise Marked
        row.state, row.faults = RowState.WRONG, faults_of(form) | faults
        return
    try:
        with transaction.atomic():
            record = create(source.kind, values=form.values(), by=filler.by, today=filler.today, public_id=row.key)
            if source.submit and record.state == lifecycle_of(source.kind).start:
                advance(record, SUBMIT, by=filler.by, today=filler.today)
    except ValidationError as error:
        form.take(error)
        row.state, row.faults = RowState.WRONG, faults_of(form)
    except Refused as refusal:
        row.state, row.faults = RowState.WRONG, {"": [refusal.reason]}
    else:
        row.state = RowState.DONE


def keep_entered(source: Import, ids: list[int]) -> None:
    """These rows are records now: each knows its own, and its cells are emptied."""
    own = Record.objects.filter(public_id=OuterRef("key"))
    source.rows.filter(pk__in=ids).update(
        state=RowState.DONE, faults={}, cells=[], record=Subquery(own.values("pk")), version=Subquery(own.values("version"))
    )


def may_be_submitted(kind: str) -> bool:
    """Whether new records of this kind are submitted for approval at all."""
    lifecycle = lifecycle_of(kind)
    return any(step.name == SUBMIT and lifecycle.start in step.sources for step in lifecycle.steps)


def moved_on(source: Import) -> list[Record]:
    """Records of the import that were changed or decided on since: these stand in the way of taking it back."""
    rows = source.rows.filter(state=RowState.DONE).select_related("record")
    return [row.record for row in rows.iterator() if row.record and (row.record.version != row.version or row.record.state not in OPEN)]


@transaction.atomic
def begin_undoing(source: Import) -> None:
    """From now on every record of the import is withdrawn; all stay where one was changed or approved since: `ValidationError`."""
    current = Import.objects.select_for_update().get(pk=source.pk)
    if current.stage != Stage.ENTERED:
        raise ValidationError(_("There is nothing to take back: this sheet is not entered, or was taken back already."))
    if moved := moved_on(current):
        told = {"count": len(moved), "names": "; ".join(record.reference or record.title for record in moved[:NAMED])}
        raise ValidationError(
            ngettext(
                "%(count)d record was changed or decided on since it was entered, so nothing is taken back: %(names)s.",
                "%(count)d records were changed or decided on since they were entered, so nothing is taken back: %(names)s.",
                len(moved),
            )
            % told
        )
    current.stage = Stage.UNDOING
    current.save()
    source.refresh_from_db()


def undo_some(source: Import, *, by: User, today: date) -> bool:
    """Withdraw the next records; whether more are left. Their history stays."""
    with transaction.atomic():
        current = Import.objects.select_for_update().get(pk=source.pk)
        if current.stage != Stage.UNDOING:
            return False
        rows = list(current.rows.filter(state=RowState.DONE).select_related("record").order_by("number")[:AT_ONCE])
        reason = _("Import taken back: %(file)s") % {"file": current.file_name}
        done = done_in_time(rows, lambda row: undo_row(row, reason, by=by, today=today))
        ImportRow.objects.bulk_update(done, ["state", "faults"])
        more = len(rows) == AT_ONCE or len(done) < len(rows)
        if not more:
            current.stage = Stage.UNDONE
        current.save(update_fields=["stage", "moved_at"])
        return more


def undo_row(row: ImportRow, reason: str, *, by: User, today: date) -> None:
    assert row.record is not None
    try:
        with transaction.atomic():
            advance(concrete(row.record), WITHDRAW, by=by, today=today, reason=reason, version=row.version)
    except EditConflict:
        row.state, row.faults = RowState.KEPT, {"": [_("It was changed meanwhile. Withdraw it on its own page, if it shall go.")]}
    except Refused as refusal:
        row.state, row.faults = RowState.KEPT, {"": [refusal.reason]}
    else:
        row.state = RowState.UNDONE


@transaction.atomic
def lay_aside(source: Import) -> None:
    """The import and its rows are gone; what was entered from it stays. Not while something of it can be taken back."""
    current = Import.objects.select_for_update().get(pk=source.pk)
    if current.stage in (Stage.READING, Stage.ENTERING, Stage.UNDOING):
        raise ValidationError(_("This sheet is being read, entered or taken back. Wait until that is done."))
    current.delete()
