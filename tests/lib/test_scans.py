"""Marks on pictures and scanned pages. How many are found, and at what cost, is measured by bench/scans.py."""

import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lantoa.lib.files.kinds import DOCX, JPEG, PDF, PNG
from lantoa.lib.scans import Seen, engine_found, look
from lantoa.lib.scans.spelling import mark_in_a_line, mark_in_red, mark_on_stamp
from tests.lib.making import docx_bytes, pdf_bytes, picture_bytes, with_chart, xlsx_bytes
from tests.lib.scanning import BLACK, BODY, WIDE, Page, drawn, jpeg_of, landscape, scanned_pdf, signboard

LONG = 300.0
"""Seconds: the machine of the tests may be busy; the limit on the work itself holds."""
PLAIN = Page(dpi=120, body=BODY[:1])
"""With little text, which takes most of the time to read; one page is full, as those of bench/scans.py are."""
reading = pytest.mark.skipif(not engine_found(), reason="tesserocr is not installed: it has no wheel for this platform")
slow = pytest.mark.slow


@slow
@reading
@pytest.mark.parametrize(
    ("page", "mark"),
    [
        (replace(PLAIN, stamp="MẬT"), "MẬT"),
        (replace(PLAIN, stamp="MẬT", font=WIDE), "MẬT"),
        (replace(PLAIN, stamp="TỐI MẬT", place="right", stamp_slant=-7), "TỐI MẬT"),
        (replace(PLAIN, stamp="TỐI MẬT", place="right", stamp_slant=-7, font=WIDE), "TỐI MẬT"),
        (replace(PLAIN, stamp="TUYỆT MẬT", ink=BLACK, gray=True, slant=1.5, noise=15), "TUYỆT MẬT"),
        (replace(PLAIN, stamp="TUYỆT MẬT", ink=BLACK, gray=True, slant=1.5, noise=15, font=WIDE), "TUYỆT MẬT"),
        (replace(PLAIN, stamp="TỐI MẬT", turned=90), "TỐI MẬT"),
        (replace(PLAIN, stamp="TUYỆT MẬT", desk=True, dpi=150, blur=0.6), "TUYỆT MẬT"),
        (replace(PLAIN, stamp="HỎA TỐC", body=BODY), None),
        (replace(PLAIN, title="MÔ HÌNH NUÔI ONG LẤY MẬT", subtitle="Mật độ dân số, giữ bí mật danh tính"), None),
    ],
)
def test_a_stamped_page_is_told_from_an_ordinary_one(page: Page, mark: str | None) -> None:
    assert look(jpeg_of(drawn(page, seed=1)), JPEG, seconds=LONG) == Seen(mark, 1, 1)


@slow
@reading
def test_photos_of_fields_and_of_honey_pass() -> None:
    assert look(jpeg_of(landscape(1, (800, 600))), JPEG, seconds=LONG) == Seen(None, 1, 1)
    assert look(jpeg_of(signboard("NUÔI ONG LẤY MẬT", "MẬT ONG RỪNG")), JPEG, seconds=LONG) == Seen(None, 1, 1)


@slow
@reading
def test_the_scanned_pages_of_a_pdf_are_read_the_last_right_after_the_first() -> None:
    page, marked = drawn(PLAIN), drawn(replace(PLAIN, stamp="TỐI MẬT"))
    assert look(scanned_pdf(page, page), PDF, seconds=LONG) == Seen(None, 2, 2)
    seen = look(scanned_pdf(page, page, page, marked), PDF, seconds=LONG)
    assert (seen.mark, seen.pictures) == ("TỐI MẬT", 4)


@slow
@reading
def test_pages_of_text_alone_are_not_read_again() -> None:
    assert look(pdf_bytes("Biên bản", "Trang hai"), PDF, seconds=LONG) == Seen()
    assert look(docx_bytes("Biên bản"), DOCX) == Seen()


@slow
@reading
def test_scanned_pages_pasted_into_word_and_into_the_workbook_of_a_chart_are_read() -> None:
    from openpyxl.drawing.image import Image as Drawing

    scan = jpeg_of(drawn(replace(PLAIN, stamp="MẬT")))
    pasted = docx_bytes("Báo cáo", change=lambda document: document.add_picture(BytesIO(scan)))
    assert look(pasted, DOCX, seconds=LONG).mark == "MẬT"
    workbook = xlsx_bytes([[1]], change=lambda book: book.worksheets[0].add_image(Drawing(BytesIO(scan))))
    assert look(with_chart(docx_bytes("Báo cáo"), workbook), DOCX, seconds=LONG).mark == "MẬT"


@slow
@reading
def test_out_of_time_or_unreadable_is_said_and_nothing_else_happens() -> None:
    photo = jpeg_of(landscape(2))
    start = time.monotonic()
    assert look(photo, JPEG, seconds=0.0) == Seen(None, 1, 0)
    assert time.monotonic() - start < 10
    assert look(b"\xff\xd8\xff and no picture", JPEG, seconds=LONG) == Seen(None, 1, 0)
    assert look(b"%PDF-1.7 and no pages", PDF, seconds=LONG) == Seen(None, 1, 0)


@slow
@reading
def test_a_picture_that_would_take_the_machines_memory_is_not_read() -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert look(out.getvalue(), PNG, seconds=LONG) == Seen(None, 1, 0)


def test_without_the_engine_or_its_data_nothing_is_read_and_that_is_said(tmp_path: Path) -> None:
    assert not engine_found(tmp_path)
    assert look(picture_bytes("PNG"), PNG, data=tmp_path) == Seen(None, 1, 0)
    assert look(pdf_bytes("Biên bản"), PDF, data=tmp_path) == Seen(None, 1, 0)
    assert look(docx_bytes("Biên bản"), DOCX, data=tmp_path) == Seen()
    code = "from lantoa.lib.scans import engine_found; print(engine_found())"
    outside = "import sys; sys.modules['tesserocr'] = None; "  # as where it is not installed
    said = subprocess.run((sys.executable, "-c", outside + code), capture_output=True, text=True, check=False)
    assert said.stdout.strip() == "False"


@slow
@reading
def test_reading_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert look(jpeg_of(drawn(replace(PLAIN, stamp="MẬT"))), JPEG, seconds=LONG).mark == "MẬT"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT", "MẬT"), ("MÂẬT", "MẬT"), ("|MẬT|", "MẬT"), ("[MAT]", "MẬT"), ("MẤT\n", "MẬT"), ("IMẬT", "MẬT"),
        ("T UYỆT MẬT", "TUYỆT MẬT"), ("TÓI MẶT\n|", "TỐI MẬT"),
        ("TUYẸT\nMẬT", "TUYỆT MẬT"), ("MẬT ONG", None), ("NHÂN VIÊN MẬT", None), ("HỎA TỐC", None), ("", None),
    ],
)  # fmt: skip
def test_what_an_engine_makes_of_a_stamp_is_understood(text: str, mark: str | None) -> None:
    assert mark_on_stamp(text) == mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("—=\n\nMẠT\n", "MẬT"), ("CỘNG HÒA\nMÂẬT", "MẬT"), ("TOI MAT", "TỐI MẬT"),
        ("MẮT\nMÁT\nMẶT", None), ("MẬT ONG", None), ("", None),
    ],
)  # fmt: skip
def test_a_line_in_red_is_a_mark_where_it_is_no_other_word(text: str, mark: str | None) -> None:
    assert mark_in_red(text) == mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Số: 41-BC/ĐU\nTUYẾT MẬT\nBÁO CÁO", "TUYỆT MẬT"), ("TÔI MẠT", "TỐI MẬT"), ("[TOI MAT]", "TỐI MẬT"),
        ("MẤT", None), ("MẬT ONG", None), ("Tôi mất", None), ("TÔI MẤT NGỦ", None), ("", None),
    ],
)  # fmt: skip
def test_a_line_of_two_words_is_a_mark_whatever_its_accents_were_read_as(text: str, mark: str | None) -> None:
    assert mark_in_a_line(text) == mark
