"""Which column fills which field: guessed, chosen by a person once, remembered for the unit's next sheet of that kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.imports.models import Import, Matching, RowState, Stage
from lantoa.core.imports.selectors import matching_of
from lantoa.core.imports.targets import Target, guess, remembered
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.values import refuse_marks
from lantoa.lib.sheets import Header
from lantoa.lib.vietnamese import fold, nfc


@dataclass(frozen=True)
class Proposal:
    """Columns by field as they are proposed, texts that are the same for all rows, and whether that is how it was done before."""

    columns: dict[str, int]
    same: dict[str, str]
    known: bool = False


def header_of(source: Import) -> Header:
    return Header(source.header["first"], source.header["last"], tuple(source.header["names"]))


def proposal(source: Import, targets: Sequence[Target]) -> Proposal:
    """How the sheet is matched already, or was matched last at this unit, or by what its columns are called."""
    if source.matching:
        return Proposal(dict(source.matching["columns"]), dict(source.matching["same"]), known=True)
    header, before = header_of(source), matching_of(source.unit, kind_of(source.kind))
    guessed = guess(targets, header)
    if before is None:
        return Proposal(guessed, {})
    known = remembered(before.columns, header)
    fitting = len(known) == len(before.columns)
    free = {name: place for name, place in guessed.items() if name not in known and place not in known.values() and not fitting}
    return Proposal(known | free, dict(before.same), known=fitting)


def missing(targets: Sequence[Target], columns: Mapping[str, int], same: Mapping[str, str]) -> list[Target]:
    """What every record must have, and no column and no text tells. The unit is that of the import, where no column tells it."""
    return [one for one in targets if one.required and one.name != "unit" and one.name not in columns and one.name not in same]


@transaction.atomic
def match(source: Import, targets: Sequence[Target], *, columns: Mapping[str, int], same: Mapping[str, str]) -> None:
    """Take this matching: rows are checked anew, and the next sheet of the unit is matched so. Raises `ValidationError`."""
    current = Import.objects.select_for_update().get(pk=source.pk)
    if current.stage not in (Stage.READ, Stage.CHECKED, Stage.CHECKING):
        raise ValidationError(_("Rows of this sheet were entered already; its columns are matched no more."))
    texts = {name: nfc(text).strip() for name, text in same.items() if text.strip()}
    refuse_marks(texts)
    if lacking := missing(targets, columns, texts):
        raise ValidationError({one.name: _("Choose the column of “%(label)s”, or write what holds for all rows.") % {"label": one.label}
                               for one in lacking})  # fmt: skip
    names = header_of(current).names
    current.matching = {"columns": dict(columns), "same": texts}
    current.stage = Stage.CHECKING
    current.save()
    current.rows.filter(state__in=(RowState.READY, RowState.WRONG)).update(state=RowState.NEW, faults={})
    told = {"columns": {name: fold(names[place]) for name, place in columns.items()}, "same": texts, "by": current.by}
    Matching.objects.update_or_create(unit=current.unit, kind=current.kind, defaults=told)
    source.refresh_from_db()
