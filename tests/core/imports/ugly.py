"""A sheet as offices keep one, with everything that makes it hard to read."""

import io
from datetime import datetime

import openpyxl


def ugly() -> bytes:
    """Titles above, two header rows with merged cells, numbered columns, days in four forms, a total, blank rows, a signature."""
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["A3"] = "ĐẢNG BỘ HUYỆN KON PLÔNG", "DANH SÁCH MÔ HÌNH NĂM 2022"
    page.merge_cells("A1:H1")
    page.merge_cells("A3:H3")
    names = {"A": "TT", "B": "Tên mô hình", "C": "Ngành", "D": "Địa điểm", "E": "Thời gian", "G": "Số hộ", "H": "Kinh phí (đồng)"}
    for column, name in names.items():
        page[f"{column}5"] = name
    page["E6"], page["F6"] = "Bắt đầu", "Ngày báo cáo"
    page.merge_cells("E5:F5")
    for column in "ABCDGH":
        page.merge_cells(f"{column}5:{column}6")
    for row in (
        [f"({number})" for number in range(1, 9)],
        [1, "Nuôi trâu sinh sản", "Chăn nuôi", "Xã Hiếu", 2021, "18/5/2022", 12, "1.234.500"],
        [2, "Nuôi cá nước ngọt", "thủy sản", None, datetime(2021, 3, 1), "2022-05-18", "1.200", 31000000.0],
        [],
        [3, "Trồng sâm dây", "Cây dược liệu", "Xã Đăk Tăng", "25/3/2021", "18-05-2022", None, "31 triệu"],
        [4, "Camera an ninh", "An ninh trật tự, an toàn giao thông", "Xã Hiếu", 44280, 44699, "1,200", "12.5"],
        [5, "Phong trào sạch làng", "Nghề lạ", "Xã Không Có", "32/1/2021", "1/1/22", "mười hộ", None],
        [None, "Tổng cộng", None, None, None, None, "=SUM(G8:G12)", 5],
        [],
        [None, None, None, None, None, "NGƯỜI LẬP BIỂU"],
    ):
        page.append(row)
    page.merge_cells("D8:D9")
    page["E9"].number_format = "mm/yyyy"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
