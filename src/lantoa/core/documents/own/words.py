"""The words that a template may use: functions and values, the measures they name, and the text sections that domains register."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from django.utils import translation

from lantoa.core.measures.registry import Dimension, Measure, all_measures
from lantoa.lib.periods import Period, PeriodError, previous
from lantoa.lib.vietnamese import fold
from lantoa.lib.wordforms import Ask, Kind, Schema
from lantoa.lib.wordforms.asked import plain_name

NUMBER_FIELDS: Final = ("giá_trị", "số", "kèm_đơn_vị", "có_hồ_sơ", "chưa_có_hồ_sơ")
ROW_FIELDS: Final = ("tên", "số", "có_hồ_sơ", "chưa_có_hồ_sơ", "kỳ_trước", "số_2", "số_3", "số_4", "số_5", "số_6")
LIST_FIELDS: Final = ("số_hiệu", "tên", "đơn_vị")
VALUES: Final = {
    "đơn_vị": "text", "cấp_trên": "text", "cơ_quan": "text", "số_ký_hiệu": "text", "nơi_ngày": "text", "tên_loại": "text",
    "trích_yếu": "lines", "thẩm_quyền": "text", "người_ký": "text", "nơi_nhận": "lines", "kỳ": "text", "kỳ_trước": "text",
    "từ_ngày": "text", "đến_ngày": "text", "năm": "text", "chú_thích": "text",
}  # fmt: skip
FIGURE, TABLE, LIST, SECTION = "so", "bang", "danh_sach", "muc"
FUNCTIONS: Final = {"so": "number", "bảng": "table", "danh_sách": "list", "mục": "lines"}
OPTIONS: Final = {FIGURE: ("kỳ", "phân_loại"), TABLE: ("theo", "kỳ"), LIST: (), SECTION: ()}
KINDS: Final = {
    "text": Kind(),
    "lines": Kind(("đoạn",)),
    "lines.doan": Kind((), "text"),
    "number": Kind(NUMBER_FIELDS),
    "table": Kind((), "row"),
    "row": Kind(ROW_FIELDS),
    "row.so": Kind(NUMBER_FIELDS),
    "row.ky_truoc": Kind(NUMBER_FIELDS),
    "list": Kind((), "entry"),
    "entry": Kind(LIST_FIELDS),
}
SCHEMA: Final = Schema(FUNCTIONS, VALUES, KINDS)
MOST_MEASURES: Final = 6
EARLIER: Final = {"truoc": "trước", "ky truoc": "trước", "cung ky": "cùng kỳ", "cung ky nam truoc": "cùng kỳ"}
BY_UNIT: Final = "đơn vị"
_SECTIONS: dict[str, str] = {}


class Unknown(ValueError):
    """A name that means nothing here; `near` are the names that come closest, as they are written in a template."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name, self.near = name, near


def register_section(key: str, title: str) -> None:
    """Let templates take in a text section of reports by its title or key."""
    _SECTIONS[key] = title


def sections() -> dict[str, str]:
    """The text sections that there are: titles by key."""
    return dict(_SECTIONS)


def title_of(measure: Measure | Dimension) -> str:
    """The title in Vietnamese, the language of documents."""
    with translation.override("vi"):
        return str(measure.title)


def measure_named(name: str) -> Measure:
    """The measure of this code or title; a shorter form will do where only one title has these words in this order. Raises `Unknown`."""
    asked, found = fold(name), list(all_measures())
    exact = [measure for measure in found if measure.code == name.strip() or fold(title_of(measure)) == asked]
    if exact:
        return exact[0]
    shorter = [measure for measure in found if in_order(asked.split(), fold(title_of(measure)).split())]
    if len(shorter) == 1 and len(asked.split()) > 1:
        return shorter[0]
    raise Unknown(name, tuple(title_of(measure) for measure in shorter[:3]) or near(name, [title_of(measure) for measure in found]))


def in_order(words: list[str], text: list[str]) -> bool:
    """Whether all these words stand in the text in this order."""
    rest = iter(text)
    return bool(words) and all(word in rest for word in words)


def near(name: str, known: list[str], *, most: int = 1) -> tuple[str, ...]:
    """The known names that come closest to one that is not known: by their letters, else by the words that they share."""
    folded = {fold(text): text for text in known}
    close = get_close_matches(fold(name), folded, n=most, cutoff=0.6)
    if not close:
        asked = set(fold(name).split())
        shared = sorted(folded, key=lambda text: -len(asked & set(text.split())))
        close = [text for text in shared[:most] if asked & set(text.split())]
    return tuple(folded[text] for text in close)


def dimension_named(measure: Measure, name: str) -> str:
    """What a table is split by: "unit", or the name of a dimension of the measure. Raises `Unknown`."""
    if fold(name) in (fold(BY_UNIT), "unit"):
        return "unit"
    for dimension in measure.dimensions:
        if fold(name) in (fold(title_of(dimension)), dimension.name):
            return dimension.name
    raise Unknown(name, near(name, [BY_UNIT, *(title_of(found) for found in measure.dimensions)]) or (BY_UNIT,))


def category_named(measure: Measure, name: str) -> str:
    """The category of this code ("sector=crops") or label ("Trồng trọt"). Raises `Unknown`."""
    labels: dict[str, str] = {}
    with translation.override("vi"):
        for dimension in measure.dimensions:
            for value, label in dimension.choices() if dimension.choices else ():
                labels[f"{dimension.name}={value}"] = str(label)
    known = {dimension.name for dimension in measure.dimensions}
    if "=" in name and all(part.partition("=")[0] in known for part in name.split("&")):
        return name.strip()
    found = [where for where, label in labels.items() if fold(label) == fold(name)]
    if len(found) == 1:
        return found[0]
    raise Unknown(name, near(name, list(labels.values())))


def period_named(name: str, period: Period) -> Period:
    """The period that a template means by `kỳ="…"`, seen from the document's own. Raises `Unknown`."""
    meant = EARLIER.get(fold(name))
    if meant == "trước":
        return previous(period)
    if meant:
        return a_year_earlier(period)
    try:
        return Period.parse(name)
    except PeriodError:
        raise Unknown(name, near(name, [*EARLIER.values(), str(period.last.year - 1)]) or ("trước",)) from None


def a_year_earlier(period: Period) -> Period:
    """The same days of the year before; 29 February becomes the 28th."""
    return Period(year_back(period.start), year_back(period.end))


def year_back(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return date(day.year - 1, day.month, 28 if leap else day.day)


def section_named(name: str) -> str:
    """The key of the text section of this title or key. Raises `Unknown`."""
    for key, title in _SECTIONS.items():
        if fold(name) in (fold(title), fold(key)):
            return key
    raise Unknown(name, near(name, list(_SECTIONS.values())))


@dataclass(frozen=True)
class Meaning:
    """What a call means: measures and how they are read over which period, or a text section."""

    measures: tuple[Measure, ...] = ()
    by: str = ""
    where: str = ""
    period: Period | None = None
    section: str = ""


def meaning_of(ask: Ask, period: Period) -> Meaning:
    """What a call in a template means for a document of this period. Raises `Unknown` for the first name that means nothing."""
    function, options = plain_name(ask.function), {plain_name(name): value for name, value in ask.options.items()}
    for name in options:
        if name not in map(plain_name, OPTIONS[function]):
            raise Unknown(name, near(name, list(OPTIONS[function])) or OPTIONS[function][:1])
    if function == SECTION:
        return Meaning(section=section_named(ask.args[0]))
    measures = tuple(measure_named(name) for name in ask.args[: MOST_MEASURES if function == TABLE else 1])
    span = period_named(options["ky"], period) if "ky" in options else period
    if function == TABLE:
        return Meaning(measures, by=dimension_named(measures[0], options.get("theo", BY_UNIT)), period=span)
    where = category_named(measures[0], options["phan_loai"]) if "phan_loai" in options else ""
    return Meaning(measures, where=where, period=span)
