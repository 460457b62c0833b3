"""A document's figures as an Excel file: each number with the code of its measure, so that it can be asked for again."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import translation

from lantoa.core.documents.document import Block, Document, Figure, Item
from lantoa.core.measures.registry import measure_of
from lantoa.core.units.models import Unit
from lantoa.lib.numbers import Qualifier
from lantoa.lib.periods import Period, label_vi

HEAD = (
    "Chỉ tiêu",
    "Đơn vị",
    "Phân loại",
    "Kỳ",
    "Mức độ",
    "Giá trị",
    "Đơn vị tính",
    "Đếm từ hồ sơ",
    "Chưa có hồ sơ",
    "Số hồ sơ",
    "Mã chỉ tiêu",
    "Mã đơn vị",
    "Mã phân loại",
    "Mã kỳ",
)
WIDTHS = (34, 34, 26, 30, 12, 14, 14, 14, 14, 12, 30, 16, 20, 26)
EXACT = "chính xác"


def number(text: str) -> float | int:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def cells(figure: Figure, *, names: dict[str, Unit], period: str) -> tuple[object, ...]:
    """One row of the sheet: what people read, then the codes by which the figure is asked for again."""
    measure, unit = measure_of(figure.measure), names[figure.unit]
    return (
        str(measure.title),
        unit.name,
        measure.category(figure.where),
        label_vi(Period.parse(period)),
        Qualifier(figure.qualifier).words_vi or EXACT,
        number(figure.value),
        str(measure.unit_label),
        number(figure.counted),
        number(figure.declared),
        figure.n,
        figure.measure,
        unit.code or unit.key,
        figure.where,
        period,
    )


class Book:
    """A workbook being written; texts are never taken for formulas or links."""

    def __init__(self) -> None:
        self.buffer = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.buffer, options)
        self.bold = self.book.add_format({"bold": True, "text_wrap": True, "border": 1})
        self.title = self.book.add_format({"bold": True})
        self.figures = self.book.add_format({"num_format": "#,##0.##"})

    def page(self, name: str, widths: tuple[int, ...]) -> Any:
        """A sheet of this name with columns of these widths."""
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def row(self, sheet: Any, line: int, values: tuple[object, ...], *, look: Any = None) -> None:
        """One row: numbers as numbers, all else as text."""
        for column, value in enumerate(values):
            if isinstance(value, (int, float)):
                sheet.write_number(line, column, value, self.figures)
            elif str(value):
                sheet.write_string(line, column, str(value), look)

    def done(self) -> bytes:
        self.book.close()
        return self.buffer.getvalue()


def render(document: Document) -> bytes:
    """The file's bytes: all figures with their codes, the tables as in the document, and a sheet for each list."""
    book = Book()
    with translation.override("vi"):
        write_figures(book, document)
    write_tables(book, [block for block in document.blocks if block.type == "table"])
    for block in document.blocks:
        if block.type == "list":
            sheet = book.page(block.text, (36,) * len(block.head))
            for line, texts in enumerate((block.head, *block.rows)):
                book.row(sheet, line, tuple(map(shown, texts)), look=None if line else book.bold)
    return book.done()


def write_figures(book: Book, document: Document) -> None:
    """One row for each figure."""
    sheet = book.page("Số liệu", WIDTHS)
    sheet.freeze_panes(1, 0)
    book.row(sheet, 0, HEAD, look=book.bold)
    names = {unit.key: unit for unit in Unit.objects.filter(key__in={figure.unit for figure in document.figures()})}
    for line, figure in enumerate(document.figures(), start=1):
        book.row(sheet, line, cells(figure, names=names, period=document.period))


def write_tables(book: Book, tables: list[Block]) -> None:
    """The tables below one another on one sheet, each under its title."""
    if not tables:
        return
    sheet, top = book.page("Bảng", (44, 16, 16, 16)), 0
    for block in tables:
        rows = (*block.rows, *((block.foot,) if block.foot else ()))
        book.row(sheet, top, (block.text,), look=book.title)
        book.row(sheet, top + 1, block.head, look=book.bold)
        for line, row in enumerate(rows, start=top + 2):
            book.row(sheet, line, tuple(map(valued, row)))
        top += len(rows) + 3


def shown(item: Item) -> str:
    return item.text if isinstance(item, Figure) else item


def valued(item: Item) -> object:
    """A cell of a table: an exact figure as a number that can be reckoned with, one in qualified words as these words."""
    if isinstance(item, Figure):
        return number(item.value) if item.qualifier == Qualifier.EXACT else item.text
    return int(item) if item.isdecimal() else item
