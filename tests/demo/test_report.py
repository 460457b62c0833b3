"""`lantoa report` and `lantoa measure` for Kon Plông, opened again with other means than those that wrote them."""

import json
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring

from lantoa.core.measures import cli as measures_cli
from lantoa.domains.reports import cli
from tests.commands import run_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
SPAN = "2021-05-18..2023-05-25"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCE = "50 mô hình*, gồm 13 mô hình* duy trì từ năm 2021 và 37 mô hình* xây dựng từ năm 2022 đến nay."


def written(name: str, folder: Path, capsys, unit: str = "Kon Plông", period: str = SPAN) -> Path:
    out = folder / name
    ran = run_command(cli.register, "report", unit, "--period", period, "--out", str(out), capsys=capsys)
    assert ran.code == 0, ran.err
    return out


def text_in(word: Path) -> str:
    with zipfile.ZipFile(word) as archive:
        body = fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p"))


def test_the_word_file_says_fifty_thirteen_and_thirty_seven(tmp_path, capsys):
    text = text_in(written("bao-cao.docx", tmp_path, capsys))
    assert SENTENCE in text
    assert "HUYỆN ỦY KON PLÔNG" in text


@pytest.mark.parametrize(
    ("unit", "period", "told"),
    [
        ("Huyện ủy Tam Dương", "2021-01-01..2024-12-31", ("hơn 200 mô hình, điển hình", "hàng trăm cách làm hay")),
        ("Huyện ủy An Phú", "2021-01-01..2022-08-16", ("hàng nghìn người", "hàng nghìn lượt hộ")),
    ],
)
def test_what_is_only_reported_stands_in_the_report_in_its_own_words(unit, period, told, tmp_path, capsys):
    text = " ".join(text_in(written("bao-cao.docx", tmp_path, capsys, unit=unit, period=period)).split())
    assert [words for words in told if words not in text] == []


def test_a_territory_in_the_states_form_reports_through_its_peoples_committee(tmp_path, capsys):
    out = tmp_path / "bao-cao.docx"
    words = ("Huyện Kon Plông", "--period", SPAN, "--form", "state", "--out", str(out))
    assert run_command(cli.register, "report", *words, capsys=capsys).code == 0
    text = text_in(out)
    for part in (
        "ỦY BAN NHÂN DÂN HUYỆN\u00a0KON\u00a0PLÔNG",
        "……/BC-UBND",
        "- Ủy ban nhân dân tỉnh Kon Tum (báo cáo);",
        "huyện Kon Plông duy trì 50",
    ):
        assert part in text


@pytest.mark.slow
@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is not installed here; the file is read as XML above")
def test_libreoffice_reads_the_same(tmp_path, capsys):
    out = written("bao-cao.docx", tmp_path, capsys)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(out)], check=True, timeout=120
    )
    assert SENTENCE in (tmp_path / "bao-cao.txt").read_text("utf-8-sig")


def test_the_sheet_gives_the_same_with_the_code_of_the_measure(tmp_path, capsys):
    book = openpyxl.load_workbook(written("so-lieu.xlsx", tmp_path, capsys))
    head, *lines = book["Số liệu"].iter_rows(values_only=True)
    told = [dict(zip(head, line, strict=True)) for line in lines]
    rows = {(row["Mã chỉ tiêu"], row["Đơn vị"], row["Mã phân loại"] or ""): row for row in told}
    whole = rows["initiatives.kept", "Huyện ủy Kon Plông", ""]
    assert (whole["Giá trị"], whole["Đếm từ hồ sơ"], whole["Chưa có hồ sơ"]) == (50, 14, 36)
    assert rows["initiatives.kept", "Huyện ủy Kon Plông", "since=2021"]["Giá trị"] == 13
    assert rows["initiatives.kept", "Huyện ủy Kon Plông", "since=2022.."]["Giá trị"] == 37


def test_the_measure_says_fifty_fourteen_and_thirty_six(capsys):
    ran = run_command(
        measures_cli.register, "measure", "initiatives.kept", "--unit", "Kon Plông", "--period", SPAN, "--json", capsys=capsys
    )
    told = json.loads(ran.out)
    assert (told["value"], told["counted"], told["declared"]) == (50, 14, 36)


@pytest.mark.parametrize(
    "words",
    [
        ("Kon Plông", "--period", "31/2/2023", "--out", "x.docx"),
        ("Kon Plông", "--period", SPAN, "--out", "x.odt"),
        ("Tân Lập", "--period", SPAN, "--out", "x.docx"),
        ("Kon Plông", "--period", SPAN, "--out", "no-such-folder/x.docx"),
    ],
)
def test_what_cannot_be_taken_as_typed_ends_with_two_and_writes_nothing(words, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run_command(cli.register, "report", *words, capsys=capsys)
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert ran.err


@pytest.mark.slow
def test_the_report_is_printed_and_a_template_that_there_is_not_is_told(tmp_path, capsys):
    assert written("bao-cao.pdf", tmp_path, capsys).read_bytes().startswith(b"%PDF-")
    out = tmp_path / "mau.docx"
    ran = run_command(cli.register, "report", "Kon Plông", "--period", SPAN, "--out", str(out), "--template", "Mẫu lạ", capsys=capsys)
    assert ran.code == 2
    assert "Mẫu văn bản" in ran.err
    assert not out.exists()
