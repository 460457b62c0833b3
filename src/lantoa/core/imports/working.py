"""Carrying an import on, batch by batch, from wherever it stands; a process that dies loses its last batch at most."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import override

from lantoa.core.access.selectors import decide_once
from lantoa.core.imports.checking import Marked, check_some
from lantoa.core.imports.entering import enter_some, undo_some
from lantoa.core.imports.filling import Filler
from lantoa.core.imports.models import WORKING, Import, Stage
from lantoa.core.imports.staging import refuse
from lantoa.core.imports.targets import targets_of
from lantoa.core.imports.waiting import read_waiting
from lantoa.core.records.kinds import kind_of

Told = Callable[[Import], None]


def carry_on(source: Import, *, today: date, told: Told = lambda source: None) -> None:
    """Do all that is begun. `told` hears of each batch. Raises `Marked` where a row bears a mark of secrecy: the sheet is then refused."""
    filler = Filler(kind_of(source.kind), source.unit, by=source.by, today=today)
    with override(source.language):
        while True:
            source.refresh_from_db()
            decide_once(filler.by)
            if source.stage not in WORKING:
                return
            if source.stage == Stage.READING:
                if not read_waiting(source, targets_of(filler.kind, filler.blank)):
                    return
                continue
            try:
                one_batch(source, filler)
            except Marked as error:
                refuse(source, error)
                raise
            told(source)


def one_batch(source: Import, filler: Filler) -> None:
    if source.stage == Stage.CHECKING:
        check_some(source, filler)
    elif source.stage == Stage.ENTERING:
        enter_some(source, filler)
    else:
        undo_some(source, by=filler.by, today=filler.today)
