"""Names in sheets that wait to be entered: told to the one who decides on an erasure, without what else stands there."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.imports.models import Import, ImportRow, Matching
from lantoa.core.people.models import Person, User
from lantoa.core.privacy.standing import Place, Search, source
from lantoa.core.records.redacting import Change, without
from lantoa.lib.mentions import Mention


@source
def in_sheets(search: Search) -> Iterator[Place]:
    """Rows not entered yet, names of files, and texts that were given for all rows; only who imports sees them whole."""
    sheets = Import.objects.filter(unit__in=search.units).select_related("unit", "by__person").order_by("pk")
    kept = {sheet.pk: sheet for sheet in sheets}
    named: dict[int, Mention] = {}
    for pk, sheet in kept.items():
        if found := search.find([sheet.file_name, sheet.sheet, sheet.header, sheet.matching]):
            named[pk] = found
    rows = ImportRow.objects.filter(source__in=kept).exclude(cells=[]).order_by("source", "number")
    for source_id, cells, faults in rows.values_list("source", "cells", "faults").iterator(chunk_size=1000):
        if source_id not in named and (found := search.find([cells, faults])):
            named[source_id] = found
    for pk, found in sorted(named.items()):
        told = _("Sheet imported by %(name)s on %(day)s") % {"name": kept[pk].by, "day": f"{kept[pk].day:%d/%m/%Y}"}
        yield Place(f"sheet:{pk}", None, kept[pk].unit.name, told, alone(found), out_of_sheet)
    for matching in Matching.objects.filter(unit__in=search.units).select_related("unit").order_by("pk"):
        if found := search.find([matching.columns, matching.same]):
            yield Place(
                f"matching:{matching.pk}", None, matching.unit.name, _("How sheets were matched last"), alone(found), out_of_matching
            )


def alone(found: Mention) -> tuple[str, str, str]:
    """The name without what stands around it."""
    return "", found.text[found.start : found.end], ""


@transaction.atomic
def out_of_sheet(place: Place, *, person: Person, change: Change, words: str, by: User, today: date) -> None:
    """Every mention in the sheet at once; rows that were entered hold nothing any more."""
    sheet = Import.objects.get(pk=number_of(place))
    change_texts(sheet, ("file_name", "sheet", "header", "matching"), change)
    for row in ImportRow.objects.filter(source=sheet).exclude(cells=[]).iterator(chunk_size=500):
        change_texts(row, ("cells", "faults"), change)


def out_of_matching(place: Place, *, person: Person, change: Change, words: str, by: User, today: date) -> None:
    change_texts(Matching.objects.get(pk=number_of(place)), ("columns", "same"), change)


def number_of(place: Place) -> int:
    return int(place.code.partition(":")[2])


def change_texts(row: Any, fields: tuple[str, ...], change: Change) -> None:
    """Save the row where a text in these fields is another one afterwards."""
    told = {name: without(getattr(row, name), change, longest=row._meta.get_field(name).max_length) for name in fields}
    if any(getattr(row, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(row, name, value)
        row.save(update_fields=[*told])
