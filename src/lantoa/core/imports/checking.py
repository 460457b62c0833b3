"""Looking through rows: each fills the form of its kind and is tried as a record; nothing of it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Refused
from lantoa.core.imports.filling import Faults, Filler, cells_by_field, faults_of
from lantoa.core.imports.models import Import, ImportRow, RowState, Stage
from lantoa.core.imports.pacing import done_in_time
from lantoa.core.imports.targets import KEY
from lantoa.core.imports.typing_in import CellRefused
from lantoa.core.records.models import Record
from lantoa.core.records.services import begun
from lantoa.core.records.values import mark_sentence
from lantoa.core.ui.marked import bears_marks
from lantoa.core.ui.records.forms import RecordForm

AT_ONCE = 200


class Marked(ValidationError):
    """A row bears a mark of state secrecy; the whole import is dropped."""

    def __init__(self) -> None:
        super().__init__(mark_sentence(), code="classified")


@contextmanager
def tried() -> Iterator[None]:
    """What is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def check_some(source: Import, filler: Filler) -> bool:
    """Check the next rows; whether more are left. Raises `Marked`."""
    with transaction.atomic():
        current = Import.objects.select_for_update().get(pk=source.pk)
        if current.stage != Stage.CHECKING:
            return False
        rows = list(current.rows.filter(state=RowState.NEW).order_by("number")[:AT_ONCE])
        keys = {row.pk: row.key for row in rows}
        done = done_in_time(rows, lambda row: check_row(row, current.matching, filler))
        right = {row.pk for row in done if row.state == RowState.READY and row.key == keys[row.pk]}
        current.rows.filter(pk__in=right).update(state=RowState.READY)
        ImportRow.objects.bulk_update((row for row in done if row.pk not in right), ["state", "faults", "key"])
        more = len(rows) == AT_ONCE or len(done) < len(rows)
        if not more:
            current.stage = Stage.CHECKED
        current.save(update_fields=["stage", "moved_at"])
        return more


def check_row(row: ImportRow, matching: dict[str, Any], filler: Filler) -> None:
    """Whether the row can be entered; if not, why, at each of its cells."""
    cells = cells_by_field(row.cells, matching)
    try:
        key = filler.key_of(cells)
    except CellRefused as refused:
        row.state, row.faults = RowState.WRONG, {KEY: [str(refused)]}
        return
    if key is not None:
        row.key = key
        if Record.objects.filter(public_id=key).exists():
            why = _("This record is here already. What is here is changed on its own page, not by importing it again.")
            row.state, row.faults = RowState.SKIPPED, {"": [why]}
            return
    form, faults = filler.form(cells, key=row.key)
    faults = found_in(form, filler) | faults
    row.state, row.faults = (RowState.WRONG if faults else RowState.READY), faults


def found_in(form: RecordForm, filler: Filler) -> Faults:
    """What the form, and the service behind it, find wrong. Raises `Marked`."""
    if form.is_valid():
        try:
            with tried():
                begun(filler.kind, form.values(), by=filler.by, today=filler.today, public_id=form.cleaned_data["public_id"])
        except ValidationError as error:
            form.take(error)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    if bears_marks(form, *form.inner_forms()):
        raise Marked
    return faults_of(form)
