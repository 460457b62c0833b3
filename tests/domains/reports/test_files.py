"""The Word and Excel files, opened again with other means than those that wrote them."""

import subprocess
import zipfile
from io import BytesIO
from shutil import which

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring

from lantoa.core.documents import sheet, word
from lantoa.core.measures.registry import measure_of
from lantoa.domains.reports.content import build
from lantoa.domains.reports.models import Form

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(docx: bytes) -> str:
    """The text of a Word file, read as zip and XML."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        body = fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p"))


def figures_in(book) -> list[dict]:
    """The rows of the sheet of figures, by the heads of its columns."""
    head, *rows = book["Số liệu"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_word_file_bears_the_numbers_and_the_party_form(told):
    text = text_of(word.render(build(told.spec())))
    assert "duy trì 10 mô hình*, gồm 4 mô hình* duy trì từ năm 2021 và 6 mô hình* xây dựng từ năm 2022 đến nay." in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "Nơi nhận:" in text
    assert "Số chưa có hồ sơ đứng sau là số đơn vị báo cáo." in text


def test_the_state_form_bears_the_national_heading(told):
    text = text_of(word.render(build(told.spec(form=Form.STATE))))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text


def test_margins_follow_the_setting(told, settings):
    settings.LANTOA_PARTY_MARGINS = "25,25,35,15"
    with zipfile.ZipFile(BytesIO(word.render(build(told.spec())))) as archive:
        page = fromstring(archive.read("word/document.xml")).find(f".//{W}pgMar")
    assert round(int(page.get(f"{W}left")) / 56.7) == 35


def test_the_sheet_gives_each_number_with_its_code(told):
    book = openpyxl.load_workbook(BytesIO(sheet.render(build(told.spec()))))
    told_at = {(row["Mã chỉ tiêu"], row["Đơn vị"], row["Mã phân loại"]): row for row in figures_in(book)}
    whole = told_at["initiatives.kept", "Huyện ủy Kon Plông", None]
    assert [whole[name] for name in ("Giá trị", "Đếm từ hồ sơ", "Chưa có hồ sơ", "Số hồ sơ")] == [10, 3, 7, 3]


def test_the_sheet_says_in_words_what_its_codes_mean(told):
    rows = figures_in(openpyxl.load_workbook(BytesIO(sheet.render(build(told.spec())))))
    cohort = next(row for row in rows if row["Mã phân loại"] == "since=2022..")
    assert (cohort["Kỳ"], cohort["Mã kỳ"]) == ("từ 18/5/2021 đến 25/5/2023", "2021-05-18..2023-05-25")
    assert (cohort["Mức độ"], cohort["Phân loại"]) == ("chính xác", measure_of("initiatives.kept").category("since=2022.."))
    assert not {"exact", "since=2022.."} & {cell for name, cell in cohort.items() if not name.startswith("Mã ")}


def test_a_title_that_looks_like_a_formula_stays_a_text(told):
    told.initiative("=cmd|' /C calc'!A0")
    book = openpyxl.load_workbook(BytesIO(sheet.render(build(told.spec()))))
    cells = [cell for row in book["Mô hình"].iter_rows() for cell in row if str(cell.value).startswith("=cmd")]
    assert [cell.data_type for cell in cells] == ["s"]


def test_tables_by_category_stand_in_word_and_sheet(told):
    told.initiative("Trồng cà phê", sector="crops")
    document = build(told.spec())
    text = text_of(word.render(document))
    assert "Phụ lục I. Số liệu theo phân loại" in text
    assert "Trồng trọt" in text
    book = openpyxl.load_workbook(BytesIO(sheet.render(document)))
    lines = [row[:4] for row in book["Bảng"].iter_rows(values_only=True)]
    assert ("Trồng trọt", 1, 1, None) in lines
    assert ("Tổng số", 10, 4, 6) in lines
    coded = [row for row in figures_in(book) if row["Mã phân loại"] == "sector=crops"]
    assert [(row["Mã chỉ tiêu"], row["Giá trị"], row["Phân loại"]) for row in coded] == [("initiatives.kept", 1, "Trồng trọt")]


@pytest.mark.slow
@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is not installed here; the file is checked as XML above")
def test_libreoffice_reads_the_same_numbers(told, tmp_path):
    source = tmp_path / "bao-cao.docx"
    source.write_bytes(word.render(build(told.spec())))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(source)], check=True, timeout=120
    )
    text = (tmp_path / "bao-cao.txt").read_text("utf-8-sig")
    assert "duy trì 10 mô hình*, gồm 4 mô hình*" in text
