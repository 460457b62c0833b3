"""The annexes of a report: tables by category, the initiatives that have a record, the units not heard or not counted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.conf import settings

from lantoa.core.documents.document import Block
from lantoa.core.documents.figures import category_table, figure_of, tells_categories
from lantoa.core.measures.reading import Reading, records_behind
from lantoa.core.measures.registry import Dimension
from lantoa.core.measures.standing import standing_of
from lantoa.domains.reports import layouts
from lantoa.domains.reports.blocks import heading, reading_of
from lantoa.domains.reports.spec import Spec
from lantoa.lib.days import format_day_vi

LIMIT = 500  # rows of an annex; the rest is told as a number that opens
ROMAN = ("I", "II", "III", "IV")


def annexes(spec: Spec) -> Iterator[Block]:
    """Those that have something to say, numbered in Roman where there are several (Decree 30/2020, annex I); the first on a new page."""
    found = [blocks for blocks in (tables(spec), records(spec), missing(spec), left_out(spec)) if blocks]
    for number, (first, *rest) in zip(ROMAN, found, strict=False):
        name = f"Phụ lục {number}. " if len(found) > 1 else "Phụ lục. "
        yield replace(first, number=name, new_page=number == "I")
        yield from rest


def tables(spec: Spec) -> list[Block]:
    """The measures of the report by their categories, as the layout wants them."""
    blocks: list[Block] = []
    for reading, dimension in split_readings(spec):
        title = f"{reading.measure.title} theo {str(dimension.title).lower()}"
        table = category_table(reading, dimension)
        blocks += (heading(title, level=2, key=f"annex-{reading.measure.code}-{dimension.name}"), replace(table, text=title))
    return [heading("Số liệu theo phân loại", level=1, key="annex-tables"), *blocks] if blocks else []


def split_readings(spec: Spec) -> Iterator[tuple[Reading, Dimension]]:
    """Each measure and dimension of which a table is made."""
    chosen = wanted(settings.LANTOA_REPORT_TABLES)
    for code in layouts.TABLED:
        whole = reading_of(spec, code)
        for dimension in whole.measure.dimensions if whole and whole.value else ():
            named = f"{code}:{dimension.name}"
            if named not in chosen if chosen is not None else named in layouts.TOLD_IN_TEXT:
                continue
            reading = reading_of(spec, code, by=dimension.name)
            if reading and tells_categories(reading) > (0 if chosen is not None else 1):
                yield reading, dimension


def wanted(setting: str) -> frozenset[str] | None:
    """The tables that the setting names ("initiatives.kept:sector, exemplars.recognised:who"); None where it leaves the choice: "auto"."""
    text = setting.strip()
    return None if text == "auto" else frozenset(part.strip() for part in text.split(",") if part.strip() not in ("", "none"))


def records(spec: Spec) -> list[Block]:
    """The initiatives that have an approved record, by unit."""
    kept = reading_of(spec, layouts.KEPT)
    if kept is None or not kept.n:
        return []
    found = records_behind(kept).select_related("unit").order_by("unit__sort_key", "sort_key")[:LIMIT]
    rows = tuple((record.reference, record.title, record.unit.name) for record in found)
    head = ("Số hiệu", "Mô hình", "Đơn vị")
    return [
        heading(f"Mô hình có hồ sơ đã duyệt ({kept.n})", level=1, key="annex-records"),
        Block("list", text="Mô hình", key="records", head=head, rows=rows, shares=(16, 46, 38)),
    ]


def missing(spec: Spec) -> list[Block]:
    """The sub-units from which nothing has come."""
    reading = reading_of(spec, layouts.KEPT)
    if reading is None or not reading.coverage.expected:
        return []
    silent, expected = reading.coverage.missing, reading.coverage.expected
    names: Iterable[str] = [unit.name for unit in silent] or ["Tất cả đơn vị đã báo cáo."]
    return [
        heading(f"Đơn vị chưa báo cáo ({len(silent)} trên {expected})", level=1, key="annex-missing"),
        Block("list", text="Chưa báo cáo", key="missing", head=("Đơn vị",), rows=tuple((name,) for name in names), shares=(100,)),
    ]


def left_out(spec: Spec) -> list[Block]:
    """The units that have lost their superior and so stand in no figure of this report, with what they hold."""
    reading = reading_of(spec, layouts.KEPT)
    found = standing_of(reading).apart if reading else ()
    if reading is None or not found:
        return []
    rows = tuple((one.unit.name, format_day_vi(one.since), figure_of(reading, one.part)) for one in found)
    head = ("Đơn vị", "Từ ngày", "Mô hình")
    return [
        heading(f"Đơn vị không còn cấp trên trực tiếp, chưa tính vào báo cáo ({len(rows)})", level=1, key="annex-apart"),
        Block("list", text="Không còn cấp trên", key="apart", head=head, rows=rows, shares=(60, 20, 20)),
    ]
