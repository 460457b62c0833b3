"""The report's figures as an Excel file: each number with the code of its measure, so that it can be asked for again."""

from decimal import Decimal
from io import BytesIO

import xlsxwriter

from lantoa.core.measures.registry import measure_of
from lantoa.core.units.models import Unit
from lantoa.domains.reports.document import Document, Figure

HEAD = (
    "Chỉ tiêu",
    "Mã chỉ tiêu",
    "Đơn vị",
    "Mã đơn vị",
    "Phân loại",
    "Kỳ",
    "Giá trị",
    "Đơn vị tính",
    "Đếm từ hồ sơ",
    "Chưa có hồ sơ",
    "Số hồ sơ",
    "Mức độ",
)
WIDTHS = (34, 26, 34, 14, 16, 24, 14, 14, 14, 14, 12, 12)


def number(text: str) -> float | int:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def cells(figure: Figure, *, names: dict[str, Unit], period: str) -> tuple[object, ...]:
    """One row of the sheet."""
    measure, unit = measure_of(figure.measure), names[figure.unit]
    return (
        str(measure.title),
        figure.measure,
        unit.name,
        unit.code or unit.key,
        figure.where,
        period,
        number(figure.value),
        str(measure.unit_label),
        number(figure.counted),
        number(figure.declared),
        figure.n,
        figure.qualifier,
    )


def render(document: Document) -> bytes:
    """The file's bytes; texts are never taken for formulas."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, figures = book.add_format({"bold": True, "text_wrap": True, "border": 1}), book.add_format({"num_format": "#,##0.##"})
    sheet = book.add_worksheet("Số liệu")
    sheet.freeze_panes(1, 0)
    for column, (text, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        sheet.write_string(0, column, text, bold)
        sheet.set_column(column, column, width)
    names = {unit.key: unit for unit in Unit.objects.filter(key__in={figure.unit for figure in document.figures()})}
    for row, figure in enumerate(document.figures(), start=1):
        for column, value in enumerate(cells(figure, names=names, period=document.period)):
            if isinstance(value, (int, float)):
                sheet.write_number(row, column, value, figures)
            else:
                sheet.write_string(row, column, str(value))
    for block in document.blocks:
        if block.type == "list":
            extra = book.add_worksheet("Mô hình" if block.key == "records" else "Chưa báo cáo")
            for line, texts in enumerate((block.head, *block.rows)):
                for column, item in enumerate(texts):
                    extra.write_string(line, column, item.text if isinstance(item, Figure) else item, bold if line == 0 else None)
            extra.set_column(0, 2, 36)
    book.close()
    return buffer.getvalue()
