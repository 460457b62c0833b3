"""Reading a sheet into rows that wait: the only way by which one comes in. Of the file nothing else is kept.

A short sheet is read while the person waits for the answer, a long one by the worker (`waiting`).
"""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.core.access.selectors import may_at
from lantoa.core.access.services import check
from lantoa.core.evidence.services import Upload, clean_name
from lantoa.core.imports.filling import Filler
from lantoa.core.imports.models import Import, ImportRow, RowState, Stage
from lantoa.core.imports.refusals import file_refusal, no_room, sheet_refusal
from lantoa.core.imports.targets import Target, known_names, targets_of
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind
from lantoa.core.records.values import CLASSIFIED
from lantoa.core.units.models import Unit
from lantoa.lib.files import FileRefused, inspect_file, look_at_outside
from lantoa.lib.files.kinds import extension_of
from lantoa.lib.marks import classification_mark, classification_mark_in_name
from lantoa.lib.sheets import Cell, Header, Merge, SheetRefused, find_header, is_heading, is_numbering, is_total, open_book

MOST_ROWS: Final = 200_000
AT_ONCE: Final = 2_000
LOOKED_AT: Final = 40  # rows in which the table must begin
ABANDONED: Final = timedelta(days=1)
LONG, LONG_CSV = 2_000_000, 500_000  # bytes, unpacked: some 4,000 rows, a second or two
FORGOTTEN: Final = timedelta(days=30)
Rows = Iterator[tuple[int, list[Cell]]]


@dataclass(frozen=True)
class Sheet:
    """A file as it came: its name, its bytes, which of its sheets is meant, and how many bytes there are to read."""

    name: str
    content: bytes
    is_csv: bool
    wanted: str = ""
    weight: int = 0

    @property
    def long(self) -> bool:
        return self.weight > (LONG_CSV if self.is_csv else LONG)


def received(upload: Upload, name: str, *, sheet: str = "") -> Sheet:
    """The file where its name, kind and size allow that it is read (`inspect` then does). Raises `ValidationError`."""
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
        weight = len(content) if is_csv else look_at_outside(content, filename=name, limit=limit)
    except FileRefused as error:
        raise file_refusal(error) from None
    return Sheet(clean_name(name), content, is_csv, sheet.strip(), weight)


def inspect(sheet: Sheet) -> None:
    """Refuse a workbook that is harmful or bears a mark of secrecy anywhere; in a CSV file marks are looked for row by row."""
    if sheet.is_csv:
        return
    try:
        inspect_file(sheet.content, filename=sheet.name, limit=settings.LANTOA_MAX_UPLOAD)
    except FileRefused as error:
        raise file_refusal(error) from None


def new_import(sheet: Sheet, kind: Kind, unit: Unit, *, by: User, today: date, now: datetime) -> Import:
    """An import of this sheet that is about to be read, not saved yet. Raises `Refused`."""
    check(may_at(by, kind.entry_verb, unit, at=today))
    language = get_language() or settings.LANGUAGE_CODE
    return Import(kind=kind.code, unit=unit, by=by, day=today, at=now, file_name=sheet.name, sheet=sheet.wanted, language=language)


def read_sheet(sheet: Sheet, kind: Kind, unit: Unit, *, by: User, today: date, now: datetime) -> Import:
    """The import of a sheet, its rows staged and its header known. Raises `Refused` and `ValidationError`; then nothing is kept."""
    source = new_import(sheet, kind, unit, by=by, today=today, now=now)
    clear_old(now=now)
    inspect(sheet)
    targets = targets_of(kind, Filler(kind, unit, by=by, today=today).blank)
    try:
        with nullcontext() if sheet.long else transaction.atomic():
            source.save()
            stage(source, sheet, targets)
    except DatabaseError as error:
        with suppress(DatabaseError):
            drop(source)
        raise no_room() from error
    except BaseException:
        drop(source)
        raise
    return source


def stage(source: Import, sheet: Sheet, targets: list[Target]) -> None:
    """Find the table and keep its rows, so many at once. Raises `ValidationError`."""
    try:
        stage_rows(source, sheet, targets)
    except SheetRefused as error:
        raise sheet_refusal(error) from None


def stage_rows(source: Import, sheet: Sheet, targets: list[Target]) -> None:
    book = open_book(sheet.content, is_csv=sheet.is_csv, sheet=sheet.wanted)
    rows = book.rows()
    top = list(islice(rows, LOOKED_AT))
    header = find_header(top, known=known_names(targets), merges=book.merges)
    if header is None:
        raise ValidationError(_("No table was found in the sheet: a row that names its columns, and rows below it."), code="no_table")
    source.sheet = book.sheet if len(book.names) > 1 else ""
    source.header = kept_header(header, book.merges)
    source.save()
    count = 0
    for batch in batches(staged(source, chain(top, rows), marked=sheet.is_csv)):
        count += sum(row.state != RowState.ABOVE for row in batch)
        if count > MOST_ROWS:
            raise ValidationError(
                _("The sheet has more than %(most)d rows. Divide it, and import the parts one after the other."), params={"most": MOST_ROWS}
            )
        with transaction.atomic():
            ImportRow.objects.bulk_create(batch)
            source.save(update_fields=["moved_at"])
    if not count:
        raise ValidationError(_("Below the names of the columns there is no row."), code="no_rows")
    source.stage = Stage.READ
    source.save()


def kept_header(header: Header, merges: Iterable[Merge]) -> dict[str, Any]:
    """As an import keeps its header: what is merged among the first rows too, should the header be another one after all."""
    near = [list(merge) for merge in merges if merge.top <= LOOKED_AT]
    return {"first": header.first, "last": header.last, "begins": header.last + 1, "names": list(header.names), "merges": near}


def staged(source: Import, rows: Iterable[tuple[int, list[Cell]]], *, marked: bool) -> Iterator[ImportRow]:
    """All rows of the sheet, each with its state. `marked`: look for marks here."""
    for number, row in rows:
        if marked and classification_mark("\n".join(cell.text for cell in row)):
            raise file_refusal(FileRefused("classified", mark=""))
        state, why = judged(row, number, source.header)
        yield ImportRow(source=source, number=number, cells=[cell.plain for cell in row], state=state, faults={"": [why]} if why else {})


def judged(row: list[Cell], number: int, header: dict[str, Any]) -> tuple[RowState, str]:
    """What a row is where the header stands so: above the table, one that is left out, with its reason, or one to be checked."""
    if number < header["begins"]:
        return RowState.ABOVE, ""
    why = reason_to_skip(row, number, header)
    return (RowState.SKIPPED, why) if why else (RowState.NEW, "")


def reason_to_skip(row: list[Cell], number: int, header: dict[str, Any]) -> str:
    if is_total(row):
        return _("A row that adds up others.")
    if number <= header["last"] + 2 and is_numbering(row):
        return _("A row that numbers the columns.")
    if is_heading(row, width=sum(map(bool, header["names"]))):
        return _("Only one cell is filled: taken for a heading or a note.")
    return ""


def batches(rows: Iterator[ImportRow]) -> Iterator[list[ImportRow]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def drop(source: Import) -> None:
    """Nothing of it is kept."""
    if source.pk:
        Import.objects.filter(pk=source.pk).delete()


@transaction.atomic
def refuse(source: Import, error: ValidationError) -> None:
    """Of the sheet nothing stays but why it was not taken; of one that bears a mark of secrecy, not even its name."""
    source.rows.all().delete()
    source.stage, source.refusal, source.sheet = Stage.REFUSED, " ".join(error.messages), ""
    source.header, source.matching = {}, {}
    if getattr(error, "code", "") == CLASSIFIED:
        source.file_name = ""
    source.save()


def clear_old(*, now: datetime) -> int:
    """What broke off while it was read is removed; rows that were forgotten are emptied. How many rows."""
    broken = Import.objects.filter(stage=Stage.READING, moved_at__lt=now - ABANDONED)
    unused = Import.objects.filter(moved_at__lt=now - FORGOTTEN, stage__in=(Stage.READ, Stage.CHECKING, Stage.CHECKED, Stage.REFUSED))
    gone = sum(found.delete()[1].get("imports.ImportRow", 0) for found in (broken, unused))
    left = ImportRow.objects.filter(
        source__moved_at__lt=now - FORGOTTEN, state__in=(RowState.WRONG, RowState.READY, RowState.SKIPPED, RowState.ABOVE)
    )
    return gone + left.exclude(cells=[]).update(cells=[])
