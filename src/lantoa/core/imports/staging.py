"""Reading a sheet into rows that wait: the only way by which one comes in. Of the file nothing else is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.core.access.selectors import may_at
from lantoa.core.access.services import check
from lantoa.core.evidence.services import Upload, clean_name
from lantoa.core.imports.filling import Filler
from lantoa.core.imports.models import Import, ImportRow, RowState, Stage
from lantoa.core.imports.refusals import file_refusal, sheet_refusal
from lantoa.core.imports.targets import Target, known_names, targets_of
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind
from lantoa.core.units.models import Unit
from lantoa.lib.files import FileRefused, inspect_file
from lantoa.lib.files.kinds import extension_of
from lantoa.lib.marks import classification_mark, classification_mark_in_name
from lantoa.lib.sheets import Cell, Header, SheetRefused, find_header, is_heading, is_numbering, is_total, open_book

MOST_ROWS: Final = 200_000
AT_ONCE: Final = 2_000
LOOKED_AT: Final = 40  # rows in which the table must begin
ABANDONED: Final = timedelta(hours=1)
FORGOTTEN: Final = timedelta(days=30)
Rows = Iterator[tuple[int, list[Cell]]]


@dataclass(frozen=True)
class Sheet:
    """A file as it came: its name, its bytes, and which of its sheets is meant."""

    name: str
    content: bytes
    is_csv: bool
    wanted: str = ""


def received(upload: Upload, name: str, *, sheet: str = "") -> Sheet:
    """The file where it may be read. Raises `ValidationError`; of a file that bears a mark of secrecy nothing is kept."""
    limit = settings.LANTOA_MAX_UPLOAD
    is_csv = extension_of(name) in ("csv", "tsv", "txt")
    try:
        if mark := classification_mark_in_name(name):
            raise FileRefused("classified", mark=mark)
        if upload.size > limit:
            raise FileRefused("too_large", limit=limit, size=upload.size)
        if not upload.size:
            raise FileRefused("empty")
        if not is_csv and extension_of(name) != "xlsx":
            raise FileRefused("type_not_allowed", extension=extension_of(name), found="")
        content: bytes = upload.read(limit + 1)
        if not is_csv:
            inspect_file(content, filename=name, limit=limit)
    except FileRefused as error:
        raise file_refusal(error) from None
    return Sheet(clean_name(name), content, is_csv, sheet.strip())


def read_sheet(sheet: Sheet, kind: Kind, unit: Unit, *, by: User, today: date, now: datetime) -> Import:
    """The import of a sheet, its rows staged and its header known. Raises `Refused` and `ValidationError`; then nothing is kept."""
    check(may_at(by, kind.entry_verb, unit, at=today))
    clear_old(now=now)
    targets = targets_of(kind, Filler(kind, unit, by=by, today=today).blank)
    source = Import(
        kind=kind.code, unit=unit, by=by, day=today, at=now, file_name=sheet.name, language=get_language() or settings.LANGUAGE_CODE
    )
    try:
        stage(source, sheet, targets)
    except SheetRefused as error:
        drop(source)
        raise sheet_refusal(error) from None
    except BaseException:
        drop(source)
        raise
    return source


def stage(source: Import, sheet: Sheet, targets: list[Target]) -> None:
    """Find the table and keep its rows, so many at once; the import is seen by nobody until all are there."""
    book = open_book(sheet.content, is_csv=sheet.is_csv, sheet=sheet.wanted)
    rows = book.rows()
    top = list(islice(rows, LOOKED_AT))
    header = find_header(top, known=known_names(targets), merges=book.merges)
    if header is None:
        raise ValidationError(_("No table was found in the sheet: a row that names its columns, and rows below it."), code="no_table")
    source.sheet = book.sheet if len(book.names) > 1 else ""
    source.header = {"first": header.first, "last": header.last, "names": list(header.names)}
    source.save()
    count = 0
    for batch in batches(staged(source, chain(top, rows), header, marked=sheet.is_csv)):
        count += len(batch)
        if count > MOST_ROWS:
            raise ValidationError(
                _("The sheet has more than %(most)d rows. Divide it, and import the parts one after the other."), params={"most": MOST_ROWS}
            )
        with transaction.atomic():
            ImportRow.objects.bulk_create(batch)
    if not count:
        raise ValidationError(_("Below the names of the columns there is no row."), code="no_rows")
    source.stage = Stage.READ
    source.save()


def staged(source: Import, rows: Iterable[tuple[int, list[Cell]]], header: Header, *, marked: bool) -> Iterator[ImportRow]:
    """The rows below the header; those that are no rows of the table are left out, each with its reason. `marked`: look for marks here."""
    width = sum(bool(name) for name in header.names)
    for number, row in rows:
        if marked and classification_mark("\n".join(cell.text for cell in row)):
            raise file_refusal(FileRefused("classified", mark=""))
        if number <= header.last:
            continue
        why = reason_to_skip(row, number, header, width)
        yield ImportRow(
            source=source, number=number, cells=[cell.plain for cell in row], faults={"": [why]} if why else {},
            state=RowState.SKIPPED if why else RowState.NEW,
        )  # fmt: skip


def reason_to_skip(row: list[Cell], number: int, header: Header, width: int) -> str:
    if is_total(row):
        return _("A row that adds up others.")
    if number <= header.last + 2 and is_numbering(row):
        return _("A row that numbers the columns.")
    if is_heading(row, width=width):
        return _("Only one cell is filled: taken for a heading or a note.")
    return ""


def batches(rows: Iterator[ImportRow]) -> Iterator[list[ImportRow]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def drop(source: Import) -> None:
    """Nothing of it is kept."""
    if source.pk:
        Import.objects.filter(pk=source.pk).delete()


def clear_old(*, now: datetime) -> int:
    """What broke off while it was read is removed; rows that were forgotten are emptied. How many rows."""
    broken = Import.objects.filter(stage=Stage.READING, at__lt=now - ABANDONED)
    unused = Import.objects.filter(moved_at__lt=now - FORGOTTEN, stage__in=(Stage.READ, Stage.CHECKING, Stage.CHECKED))
    gone = sum(found.delete()[1].get("imports.ImportRow", 0) for found in (broken, unused))
    left = ImportRow.objects.filter(source__moved_at__lt=now - FORGOTTEN, state__in=(RowState.WRONG, RowState.READY, RowState.SKIPPED))
    return gone + left.exclude(cells=[]).update(cells=[])
