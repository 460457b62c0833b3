"""The spellings of the marks, and the words whose company tells a mark from honey."""

import re
import unicodedata
from typing import Final

from lantoa.lib.vietnamese import strip_marks

GRADES: Final = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
"""From the lowest to the highest."""

TOP: Final = r"tuy[ệêẹee]t"
HIGH: Final = r"t[ốôóo]i"
GAP: Final = r"[ \t_.\-–]{0,3}"
HIGHER_MARK: Final = rf"(?<![^\W_])(?:{TOP}|{HIGH}){GAP}m[ậâạa]t(?![^\W_])"
"""Either of the two higher marks, in any case, marks of the letters as typed."""
ANY_MARK: Final = rf"(?:{HIGHER_MARK}|(?<![^\W_])m[ậâa]t(?![^\W_]))"
SURE_MARK: Final = rf"(?:{HIGHER_MARK}|(?<![^\W_])m[ậâ]t(?![^\W_]))"


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in re.split(r"[|\n]", text))


DOCUMENTS: Final = _phrases(
    """báo cáo|bản đồ|biên bản|chỉ thị|chương trình|công điện|công văn|danh sách|đề án|điện|đơn|giấy mời|hồ sơ|hướng dẫn
    kế hoạch|kết luận|kết quả|lệnh|nghị quyết|phiếu|phiếu trình|phụ lục|phương án|quy chế|quy định|quyết định|sổ|số liệu|sơ đồ
    tài liệu|thông báo|thông tin|thông tri|tờ trình|tổng hợp|văn bản|văn kiện
    bb|bc|cđ|ct|cv|da|đa|hd|kh|kl|nq|pa|qđ|qd|tb|tl|ttr|tt|vb"""
)
"""Kinds of documents and their abbreviations: a mark may stand right beside one."""
IMAGE_EXTENSIONS: Final = frozenset({"jpg", "jpeg", "png", "webp", "heic", "gif"})

BEFORE_HONEY: Final = _phrases(
    """bảo|bán|bát|chiết|bí|bón|cẩn|cân|cây|chai|chất|cho|chứa|cơ|có|con|của|dầu|đường|được|gan|giá|giọt|giữ|gửi|hái|hoạch|hũ|hút|kín|kg|kilôgam
    lấy|lít|loại|lượng|làm|màu|mía|mua|mùa|ngọt|nguồn|nhiều|nước|ong|ống|phẩm|quay|rượu|sỏi|sáp|sữa|tách|thác|thân|thị|thu|tỉ|tỷ|trữ|túi|từ
    tiêu|tuyến|uống|và|văn|vắt|vị|với|xanh|xuất"""
)
"""Words that make an everyday phrase with the mật after them: lấy mật, bí mật, túi mật, Nguyễn Văn Mật."""
AFTER_HONEY: Final = _phrases(
    """báo|bò|bổ|ca|cá|cắt|danh|đàm|đắng|độ|đường|gà|gấu|gỗ|heo|hoa|hương|khẩu|khu|lệnh|lợn|mã|mía|mỡ|nghị|ngọt|ngữ|nguyên|nhân
    ong|phấn|phục|quả|rỉ|rừng|sáp|sữa|tâm|thám|thiết|thư|tịch|tín|tông|trăn|trấp|trắng|truyền|tự|ước|và|vàng|vị|vịt|vụ"""
)
"""Words that make an everyday phrase with the mật before them: mật ong, mật độ, mật khẩu."""
HONEY: Final = re.compile(r"(?<![^\W_])(?:ong|mía|sáp|phấn hoa|sữa chúa)(?![^\W_])", re.IGNORECASE)
LINE_END_BEFORE_HONEY: Final = _phrases("lấy|bí|bảo|cẩn|cơ|quay|dầu|túi|sỏi|hút|chất|nhiều|đường|giọt|lít")
"""Last words of a line in capitals after which a lone MẬT is the end of a broken phrase."""

URGENCY: Final = re.compile(r"(?<![^\W_])(?:h[ỏo]a t[ốo]c|ho[ảa] t[ốo]c|thượng khẩn|khẩn|hẹn giờ)(?![^\W_])", re.IGNORECASE)
COPY_NUMBER: Final = re.compile(r"\(?(?:bản số|số bản|bản thứ)(?![^\W_]).{0,20}", re.IGNORECASE)
ABOUT_SECRETS: Final = re.compile(
    r"(?:danh mục|phạm vi|luật|pháp lệnh).{0,40}bí mật nhà nước|bí mật nhà nước.{0,12}(?:độ|mức)\s", re.IGNORECASE
)
"""The published lists and laws on what is secret."""
RULES_ON_SECRETS: Final = re.compile(
    r"quản lý|bảo vệ|bảo quản|soạn thảo|giao nhận|tiêu hủy|tiêu huỷ|lưu giữ|sao chụp|quy chế|quy định", re.IGNORECASE
)
MENTION: Final = re.compile(r"(?<![^\W_])(?:dấu|chữ|cụm từ|từ|độ|mức|mức độ|loại|các mức)\s*[“\"'‘(]?\s*$", re.IGNORECASE)
"""What stands before a grade when a sentence speaks of the stamp."""

_LOOK_ALIKES: Final = str.maketrans("АВЕІКМНОРСТУХΑΒΕΙΚΜΝΟΡΤΥΧ", "ABEIKMHOPCTYXABEIKMNOPTYX")
_LINE_ENDS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACED_LETTERS: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_][ \t._·\-]{1,3}){2,8}[^\W\d_](?![^\W_])")
_SPACED_MARKS: Final = {re.sub(r"\s", "", grade): grade for grade in GRADES} | {"MÂT": "MẬT", "TUYETMAT": "TUYỆT MẬT", "TOIMAT": "TỐI MẬT"}


def clean(text: str) -> str:
    """Composed, with plain spaces and line ends, without invisible characters and look-alike letters, letter-spaced marks closed up."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES))
    lines = _LINE_ENDS.sub("\n", _INVISIBLE.sub("", composed))
    return _SPACED_LETTERS.sub(_close_up, lines)


def _close_up(match: re.Match[str]) -> str:
    letters = "".join(char for char in match.group() if char.isalpha())
    return _SPACED_MARKS.get(letters, match.group())


def grade_of(spelling: str) -> str:
    """The grade that a spelling of a mark stands for."""
    first = strip_marks(spelling).lower()[:2]
    return {"tu": "TUYỆT MẬT", "to": "TỐI MẬT"}.get(first, "MẬT")


def gravest(grades: list[str]) -> str | None:
    """The highest of the grades found, None if none was."""
    return max(grades, key=GRADES.index, default=None)


def is_document(words: list[str]) -> bool:
    """Whether the words are exactly the kind of a document."""
    return len(words) <= 2 and _listed(" ".join(words), DOCUMENTS)


def opens_with_document(words: list[str]) -> bool:
    return is_document(words[:1]) or is_document(words[:2])


def in_everyday_phrase(before: str, after: str) -> bool:
    """Whether mật between these two words (either may be missing) is honey, gall, density, a secret kept."""
    return _listed(before, BEFORE_HONEY) or _listed(after, AFTER_HONEY)


def breaks_off(word: str) -> bool:
    """Whether a mật that follows this word in capitals surely belongs to it, even across the end of a line."""
    return _listed(word, LINE_END_BEFORE_HONEY)


def _listed(phrase: str, phrases: frozenset[str]) -> bool:
    """Whether the phrase, or what it may be if it was typed without marks, is one of `phrases`."""
    small = phrase.lower()
    return bool(small) and (small in phrases or (small.isascii() and small in _bare(phrases)))


_BARE: dict[frozenset[str], frozenset[str]] = {}


def _bare(phrases: frozenset[str]) -> frozenset[str]:
    if phrases not in _BARE:
        _BARE[phrases] = frozenset(strip_marks(phrase) for phrase in phrases)
    return _BARE[phrases]
