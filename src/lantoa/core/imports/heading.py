"""Where the table begins, said by a person where it was guessed wrong: names of columns and rows follow."""

from collections import defaultdict
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.imports.models import Import, RowState, Stage
from lantoa.core.imports.staging import AT_ONCE, LOOKED_AT, judged
from lantoa.lib.sheets import Cell, Merge, header_of

SHOWN: Final = 12  # rows at the top that are offered as a header
DEEPEST: Final = 5  # rows that a header may have
PLACED: Final = (RowState.NEW, RowState.SKIPPED, RowState.ABOVE)


def top_rows(source: Import, *, count: int = LOOKED_AT) -> list[tuple[int, list[Cell]]]:
    """The first rows of the sheet that are not blank, whatever they were taken for."""
    rows = source.rows.order_by("number").values_list("number", "cells")[:count]
    return [(number, [Cell.from_plain(cell) for cell in cells]) for number, cells in rows]


@transaction.atomic
def begin_at(source: Import, *, first: int, last: int, begins: int) -> None:
    """The names of the columns stand in the rows from `first` to `last`, the table begins at `begins`. Raises `ValidationError`."""
    current = Import.objects.select_for_update().get(pk=source.pk)
    if current.stage not in (Stage.READ, Stage.CHECKED):
        raise ValidationError(_("Rows of this sheet were entered already; its columns are matched no more."))
    if not first <= last < begins or last - first >= DEEPEST:
        raise ValidationError(
            {
                "last": _("The rows of the header come one after the other, at most %(most)d, and those of the table below.")
                % {"most": DEEPEST}
            }
        )
    header = header_of(top_rows(current), first=first, last=last, merges=[Merge(*merge) for merge in current.header.get("merges", [])])
    if not any(header.names):
        raise ValidationError({"first": _("In these rows no name of a column stands. Look at the rows of the sheet above.")})
    current.header |= {"first": first, "last": last, "begins": begins, "names": list(header.names)}
    current.matching, current.stage = {}, Stage.READ
    current.save()
    judge_again(current)
    if not current.rows.filter(state=RowState.NEW).exists():
        raise ValidationError({"begins": _("Below that row no row of the table is left.")})
    source.refresh_from_db()


def judge_again(source: Import) -> None:
    """Tell again of each row what it is; what was found in it before counts no more."""
    source.rows.filter(state__in=(RowState.READY, RowState.WRONG)).update(state=RowState.NEW, faults={})
    changed: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = source.rows.filter(state__in=PLACED).order_by().values_list("pk", "number", "state", "cells")
    for pk, number, before, cells in rows.iterator(chunk_size=AT_ONCE):
        state, why = judged([Cell.from_plain(cell) for cell in cells], number, source.header)
        if state != before:
            changed[state, why].append(pk)
    for (place, why), found in changed.items():
        for start in range(0, len(found), AT_ONCE):
            source.rows.filter(pk__in=found[start : start + AT_ONCE]).update(state=place, faults={"": [why]} if why else {})
