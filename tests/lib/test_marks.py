import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.lib.marks import classification_mark, classification_mark_in_name

ORDINARY = [
    "NUÔI ONG LẤY MẬT",
    "Nuôi ong lấy mật",
    "bí mật",
    "mật độ",
    "MẬT ONG RỪNG",
    "MẬT ĐỘ DÂN SỐ",
    "giữ bí mật danh tính",
    "BÍ MẬT",
    "mật mía",
    "DẦU MẬT",
    "Mật ong Măng Đen",
    "SẢN PHẨM MẬT ONG",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "NGUYỄN VĂN MẬT",
    "MÔ HÌNH NUÔI ONG LẤY\nMẬT",
    "MÔ HÌNH\nMẬT\nONG RỪNG",
    "KẾT QUẢ NUÔI ONG LẤY\nMẬT\nBÁO CÁO TỔNG KẾT",
    "RƯỢU, MẬT, SÁP ONG",
    "không soạn thảo văn bản tối mật trên máy nối mạng",
    "Văn bản đóng dấu MẬT, TỐI MẬT, TUYỆT MẬT không được tải lên",
    "Độ mật: Mật, Tối mật, Tuyệt mật",
    "Độ mật: Thường",
    "Độ mật:",
    "Mật, Tối mật, Tuyệt mật",
    "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật của Đảng",
    "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT",
    "Đo mắt: mắt trái 10/10",
    "MẮT",
    "MẶT",
    "MẤT",
    "MAT XA",
    "mật độ mật hoa",
    "NUÔI ONG LẤY  MẬT",
    "QUY ĐỊNH QUẢN LÝ VĂN BẢN MẬT",
    "MẬT KHẨU",
    "THÂN MẬT",
    "CƠ MẬT",
    "BÁO CÁO MẬT ĐỘ DÂN SỐ",
    "HỒ SƠ MẬT ONG OCOP",
    "KẾ HOẠCH NUÔI ONG LẤY MẬT",
    "BẢO MẬT THÔNG TIN",
    "tài liệu\ntối mật.",
    "Mật – vị ngọt đại ngàn",
    "nuôi ong lấy MẬT",
    "Trần Thị MẬT",
    "● Mật ong",
    "✓ Mật ong",
    "TÚI MẬT",
    "SỎI MẬT",
    "Tam giác mật",
    "MẬT MÃ DÂN SỰ",
    "chai MẬT ong",
    "Tối mắt tối mũi",
    "TỐI MẮT",
    "TỐI MẶT",
    'Văn bản đóng dấu "MẬT" không được gửi qua thư điện tử',
    "Các tài liệu có đóng dấu TUYỆT MẬT phải gửi riêng",
    "SẢN PHẨM: MẬT, SÁP ONG",
    "Sản phẩm từ ong (mật)",
    "MẬT – SÁP ONG",
    "CHAI MẬT",
    "500 lít MẬT",
    "BÁO CÁO BÍ MẬT KINH DOANH",
    "PHƯƠNG ÁN BẢO MẬT",
    "Quả mật",
    "mật",
    "Mật",
    "ngọt như mật",
    "HỢP TÁC XÃ ONG MẬT",
    "MÔ HÌNH KHAI THÁC MẬT",
    "KẾ HOẠCH KHAI THÁC MẬT ONG",
    "thôn Mật",
    "ĐỘ MẬT",
    "MẬT (ONG RỪNG)",
    "MẬT ONG",
    "NUÔI ONG LẤY\tXã Hiếu\nMẬT\tông Vọng",
    "NUÔI ONG LẤY     MẬT",
    "Thường\tMật\tTối mật",
    "Độ mật / Tối mật / Tuyệt mật",
]
MARKED = [
    ("MẬT", "MẬT"),
    ("[ MẬT ]", "MẬT"),
    ("M Ậ T", "MẬT"),
    ("TỐI MẬT", "TỐI MẬT"),
    ("TUYỆT MẬT", "TUYỆT MẬT"),
    ("Độ mật: MẬT", "MẬT"),
    ("ĐỘ MẬT: TỐI MẬT", "TỐI MẬT"),
    ("Độ mật: Mật", "MẬT"),
    ("Mức độ mật: Tuyệt mật", "TUYỆT MẬT"),
    ("*** MẬT ***", "MẬT"),
    ("| MẬT |", "MẬT"),
    ("║ MẬT ║", "MẬT"),
    ("— MẬT —", "MẬT"),
    ("T Ố I  M Ậ T", "TỐI MẬT"),
    ("TUYỆT  MẬT", "TUYỆT MẬT"),
    ("Tối mật", "TỐI MẬT"),
    ("tuyệt mật", "TUYỆT MẬT"),
    ("TÀI LIỆU MẬT", "MẬT"),
    ("Tài liệu mật", "MẬT"),
    ("BÁO CÁO (MẬT)", "MẬT"),
    ("Báo cáo MẬT về an ninh", "MẬT"),
    ("Báo cáo TỐI MẬT về an ninh", "TỐI MẬT"),
    ("Số: 12-BC/HU MẬT", "MẬT"),
    ("Số: 12-BC/HU MẬT Kon Plông, ngày 25 tháng 5 năm 2023", "MẬT"),
    ("ĐẢNG CỘNG SẢN VIỆT NAM TỐI MẬT", "TỐI MẬT"),
    ("MẬT - KẾ HOẠCH PHÒNG THỦ", "MẬT"),
    ("KẾ HOẠCH PHÒNG THỦ - MẬT", "MẬT"),
    ("HỎA TỐC - MẬT", "MẬT"),
    ("MẬT, HỎA TỐC", "MẬT"),
    ("MẬT HỎA TỐC", "MẬT"),
    ("Độ mật\nMật", "MẬT"),
    ("Độ mật\tMật", "MẬT"),
    ("☒ Mật ☐ Tối mật", "MẬT"),
    ("[x] Tối mật", "TỐI MẬT"),
    ("Số: 12-BC/HU\nMẬT\nBÁO CÁO", "MẬT"),
    ("MẬT\nDANH SÁCH", "MẬT"),
    ("MÂT", "MẬT"),
    ("TUYÊT MẬT", "TUYỆT MẬT"),
    ("TỐI MÂT", "TỐI MẬT"),
    ("МẬТ", "MẬT"),
    ("ＭẬＴ", "MẬT"),
    ("MẬT (Bản số 2)", "MẬT"),
    ("MẬT Bản số: 01", "MẬT"),
    ("Kế hoạch phòng thủ (Mật)", "MẬT"),
    ("Phân loại: Tối mật", "TỐI MẬT"),
    ("Do mat: MAT", "MẬT"),
    ("TUYET MAT", "TUYỆT MẬT"),
    ("MAT", "MẬT"),
    ("T O I   M A T", "TỐI MẬT"),
    ("[TỐI MẬT]", "TỐI MẬT"),
    ("TUYỆT_MẬT", "TUYỆT MẬT"),
    ("CÔNG VĂN MẬT SỐ 12", "MẬT"),
    ("TUYỆT MẬT: Kế hoạch A", "TUYỆT MẬT"),
    ("TỐI\nMẬT", "TỐI MẬT"),
    ("Mật - Kế hoạch phòng thủ", "MẬT"),
    ("KẾ HOẠCH PHÒNG THỦ KHU VỰC MẬT", "MẬT"),
    ("MẬT.", "MẬT"),
    ("“MẬT”", "MẬT"),
    ("Nơi nhận:\n- Lưu\nMẬT", "MẬT"),
    ("UBND TỈNH\nMẬT\nSố: 12/KH-UBND", "MẬT"),
    ("Độ mật\tTuyệt mật\t", "TUYỆT MẬT"),
    ("UBND HUYỆN\tMẬT", "MẬT"),
    ("Họ tên\tĐộ mật\nVăn bản\tTối mật", "TỐI MẬT"),
]
ORDINARY_NAMES = [
    "mat ong.docx",
    "Mật ong Măng Đen.jpg",
    "NUÔI ONG LẤY MẬT.docx",
    "NUOI_ONG_LAY_MAT.docx",
    "NUÔI_ONG_LẤY_MẬT.docx",
    "nuoi-ong-lay-mat.docx",
    "mat.jpg",
    "Mật.jpg",
    "mật.png",
    "bí mật.docx",
    "Mật độ dân số.xlsx",
    "BÁO CÁO MẬT ĐỘ.docx",
    "Hồ sơ mật ong OCOP.docx",
    "anh_mat.jpg",
    "KHAM_MAT.pdf",
    "toi mat dien thoai.docx",
    "Kế hoạch bảo mật.docx",
    "MAT-NA.jpg",
    "DẦU MẬT.docx",
    "Luat bao ve bi mat nha nuoc.pdf",
    "Danh mục bí mật nhà nước độ Tối mật.pdf",
    "Mật - sáp ong.docx",
    "mat khau.txt",
    "OngLayMat.jpg",
    "mat tien.jpg",
    "ra mat mo hinh.docx",
    "Lễ ra mắt.docx",
    "Mật ong",
    "Bao mat thong tin.pdf",
    "BẢO MẬT.docx",
    "Danh sach ho nuoi ong lay mat.xlsx",
    "DSC_0012.jpg",
    "Tom tat.docx",
    "FORMAT.docx",
    "MATRIX.xlsx",
    "Mat bang.dwg",
    "giai phong mat bang.pdf",
    "bao cao mat rung.docx",
    "THOMAT.docx",
    "Automatic.pdf",
    "Toan canh mat tran.docx",
    "ke hoach toi mat troi.docx",
]
MARKED_NAMES = [
    ("MẬT - Ke hoach.docx", "MẬT"),
    ("[TỐI MẬT] bc.pdf", "TỐI MẬT"),
    ("BC_TUYET MAT.pdf", "TUYỆT MẬT"),
    ("bao-cao (MẬT).docx", "MẬT"),
    ("TUYỆT_MẬT.pdf", "TUYỆT MẬT"),
    ("MẬT.pdf", "MẬT"),
    ("BC_MẬT.docx", "MẬT"),
    ("12_MẬT_KH.docx", "MẬT"),
    ("TUYETMAT.pdf", "TUYỆT MẬT"),
    ("tuyet mat.docx", "TUYỆT MẬT"),
    ("toi mat.docx", "TỐI MẬT"),
    ("Báo cáo mật.docx", "MẬT"),
    ("công văn mật số 5.docx", "MẬT"),
    ("cong van mat.docx", "MẬT"),
    ("BaocaoMẬT.pdf", "MẬT"),
    ("Kế hoạch phòng thủ MẬT.docx", "MẬT"),
    ("KE HOACH PHONG THU MẬT.docx", "MẬT"),
    ("bao-cao (mật).docx", "MẬT"),
    ("MAT - Ke hoach.docx", "MẬT"),
    ("[MAT] BC.pdf", "MẬT"),
    ("BC_MAT.pdf", "MẬT"),
    ("MAT.pdf", "MẬT"),
    ("C:\\\\Users\\\\a\\\\MẬT.pdf", "MẬT"),
    ("BC-TOI-MAT-2023.pdf", "TỐI MẬT"),
    ("BC%20T%E1%BB%90I%20M%E1%BA%ACT.pdf", "TỐI MẬT"),
    ("tối mật.doc", "TỐI MẬT"),
    ("Mật - Kế hoạch.docx", "MẬT"),
    ("mật.docx", "MẬT"),
    ("Tài liệu tuyệt mật.pdf", "TUYỆT MẬT"),
    ("M.Ậ.T.docx", "MẬT"),
    ("MẬT_so 12.pdf", "MẬT"),
    ("01. MẬT - abc.docx", "MẬT"),
    ("1.MẬT.docx", "MẬT"),
    ("MẬT1.docx", "MẬT"),
    ("KH MẬT 2023.docx", "MẬT"),
    ("BCMẬT.pdf", "MẬT"),
    ("C:/MẬT/bc.pdf", "MẬT"),
    ("TUYỆT MẬT.tar.gz", "TUYỆT MẬT"),
    ("To_trinh_TOI_MAT.doc", "TỐI MẬT"),
    ("M Ậ T.docx", "MẬT"),
    ("bc(MẬT).pdf", "MẬT"),
    ("bc MẬT.PDF.docx", "MẬT"),
]
PIECES = [
    "MẬT", "Mật", "mật", "TỐI", "tối", "TUYỆT", "ONG", "ong", "LẤY", "BÍ", "độ", "ĐỘ", "Độ mật:", "BÁO CÁO", "12/BC",
    "-", "(", ")", "\n", "\t", ",", "MAT", "M Ậ T",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12).map(" ".join)
LINES_AROUND = st.lists(st.sampled_from(["Số: 12-BC/HU", "Kính gửi: Ban Thường vụ", "", "1. Kết quả"]), max_size=4)
MARKED_LINES = [(line, mark) for line, mark in MARKED if "\n" not in line and not line.isascii() and not line[0].islower()]


def other_forms(text: str) -> list[str]:
    """The same text decomposed, and with no-break spaces."""
    return [unicodedata.normalize("NFD", text), text.replace(" ", "\u00a0")]


@pytest.mark.parametrize("text", ORDINARY)
def test_the_word_is_not_taken_for_the_mark(text: str) -> None:
    assert [classification_mark(form) for form in (text, *other_forms(text))] == [None, None, None]


@pytest.mark.parametrize(("text", "mark"), MARKED)
def test_the_mark_is_found_and_graded(text: str, mark: str) -> None:
    assert [classification_mark(form) for form in (text, *other_forms(text))] == [mark, mark, mark]


@pytest.mark.parametrize("name", ORDINARY_NAMES)
def test_the_word_in_a_file_name_is_not_taken_for_the_mark(name: str) -> None:
    assert [classification_mark_in_name(form) for form in (name, *other_forms(name))] == [None, None, None]


@pytest.mark.parametrize(("name", "mark"), MARKED_NAMES)
def test_the_mark_in_a_file_name_is_found_and_graded(name: str, mark: str) -> None:
    assert [classification_mark_in_name(form) for form in (name, *other_forms(name))] == [mark, mark, mark]


@given(TEXTS)
def test_composed_and_decomposed_texts_are_judged_alike(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert classification_mark(composed) == classification_mark(decomposed)
    assert classification_mark_in_name(composed) == classification_mark_in_name(decomposed)


@given(st.sampled_from(MARKED_LINES), LINES_AROUND)
def test_a_marked_line_is_found_wherever_it_stands(marked: tuple[str, str], around: list[str]) -> None:
    line, mark = marked
    assert classification_mark("\n".join([*around, line, *around])) == mark


def test_the_highest_of_several_marks_counts() -> None:
    assert classification_mark("MẬT\nBáo cáo\nTUYỆT MẬT\nTỐI MẬT") == "TUYỆT MẬT"
    assert classification_mark("Mật độ dân số\nTỐI MẬT") == "TỐI MẬT"


def test_invisible_characters_do_not_hide_a_mark() -> None:
    assert classification_mark("M\u200bẬ\u00adT") == "MẬT"
    assert classification_mark("\ufeffTUYỆT\u2060 MẬT\r\nSố 12") == "TUYỆT MẬT"


def test_letters_without_marks_count_only_where_nothing_else_was_typed_with_them() -> None:
    assert classification_mark("UBND HUYEN\nMAT\nSo 12") == "MẬT"
    assert classification_mark("Khám sức khỏe\nMAT\nTAI") is None


def test_an_empty_text_bears_no_mark() -> None:
    assert classification_mark("") is None
    assert classification_mark_in_name("") is None


def test_the_source_texts_bear_no_mark() -> None:
    seeds = sorted((Path(__file__).parents[3] / "shared" / "corpus" / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("the source texts are not beside this copy of the repository")
    assert [classification_mark(seed.read_text(encoding="utf-8")) for seed in seeds] == [None] * len(seeds)


def test_one_mark_is_found_in_a_long_text_full_of_the_word() -> None:
    paragraph = "Xã có 12 hộ nuôi ong lấy mật, giữ bí mật danh tính người tố cáo, mật độ dân số 120 người/km². " * 20
    assert classification_mark("\n".join([paragraph] * 100)) is None
    assert classification_mark("\n".join([paragraph] * 100) + "\nTỐI MẬT") == "TỐI MẬT"


@pytest.mark.parametrize(
    "piece", ["MẬT ONG ", "MẬT ", ". ", "độ mật....", "MẬT.", "(MẬT", "mật, ", "[ ", "a", "Độ mật: ", "M Ậ ", "MẬT - ", "─", "mat", "_"]
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    classification_mark("mật " + piece * 20_000)
    classification_mark_in_name("mật " + piece * 100)
