"""The opening of an official document: issuer, superior, symbol, place and day, by the form of the Party or the State.

Sources: Guidance 36-HD/VPTW of 3/4/2018; Decree 30/2020/NĐ-CP, annex I. Where copies of the guidance disagree (margins), see settings.
"""

from dataclasses import dataclass
from datetime import date

from lantoa.core.documents.document import Head, Style
from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PROVINCIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import ancestors, name_on, territory_of
from lantoa.lib.vietnamese import strip_marks

LEVEL_WORDS = {**dict.fromkeys(PROVINCIAL, "TU"), **dict.fromkeys(DISTRICT_LEVEL, "HU"), **dict.fromkeys(COMMUNAL, "ĐU")}
DISTRICT_SYMBOL = {UnitKind.TOWN: "ThU", UnitKind.URBAN_DISTRICT: "QU", UnitKind.CITY: "ThU"}


@dataclass(frozen=True)
class Letter:
    """What the opening of a document is made from. `kind` is its abbreviation ("BC"), `at` the day whose names and superiors it bears."""

    unit: Unit
    form: str
    hierarchy: Hierarchy
    at: date
    title: str
    kind: str
    subject: tuple[str, ...]
    number: str = ""
    signed_on: date | None = None
    signer: str = ""


def head_of(letter: Letter) -> Head:
    """The opening and the close of the document."""
    unit, at, party = letter.unit, letter.at, letter.form == Style.PARTY
    above = list(ancestors(unit, at=at, hierarchy=letter.hierarchy))
    superior = name_on(above[-1], at) if above else ""
    name = name_on(unit, at)
    symbol = f"-{letter.kind}/{party_symbol(unit, at=at)}" if party else f"/{letter.kind}-{initials(name)}"
    return Head(
        form=letter.form,
        superior=(organisation_of(superior) if party else superior).upper(),
        organ=name.upper(),
        number=letter.number or ("……" + symbol),
        place_and_day=place_and_day(letter),
        title=letter.title,
        subject=letter.subject,
        authority=authority(unit, name, party=party),
        signer=letter.signer.upper(),
        recipients=recipients(superior, name, party=party),
    )


def party_symbol(unit: Unit, *, at: date) -> str:
    """The organ's part of a Party symbol: TU, HU, ĐU, CB."""
    if unit.kind == UnitKind.PARTY_CELL:
        return "CB"
    territory = territory_of(unit, at=at)
    kind = territory.kind if territory else ""
    return DISTRICT_SYMBOL.get(UnitKind(kind), LEVEL_WORDS.get(UnitKind(kind), "ĐU")) if kind else "ĐU"


def organisation_of(committee: str) -> str:
    """The organisation that a committee leads, as the superior's line names it: "Tỉnh ủy Kon Tum" gives "Đảng bộ tỉnh Kon Tum"."""
    for word, level in (
        ("Tỉnh ủy ", "Đảng bộ tỉnh "),
        ("Thành ủy ", "Đảng bộ thành phố "),
        ("Huyện ủy ", "Đảng bộ huyện "),
        ("Quận ủy ", "Đảng bộ quận "),
        ("Thị ủy ", "Đảng bộ thị xã "),
        ("Đảng ủy ", "Đảng bộ "),
    ):
        if committee.startswith(word):
            return level + committee[len(word) :]
    return committee


def place_of(unit: Unit, *, at: date) -> str:
    """The place name before the date: the bare name of the territory."""
    territory = territory_of(unit, at=at) or unit
    name = name_on(territory, at)
    for prefix in ("Thành phố ", "Thị trấn ", "Thị xã ", "Đặc khu ", "Phường ", "Huyện ", "Quận ", "Tỉnh ", "Xã "):
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def place_and_day(letter: Letter) -> str:
    """Where and when it was signed; dots while it is not. Days below 10 and the months 1 and 2 are written with a nought before them."""
    place, day = place_of(letter.unit, at=letter.at), letter.signed_on
    if day is None:
        return f"{place}, ngày … tháng … năm {letter.at.year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def authority(unit: Unit, name: str, *, party: bool) -> str:
    """On whose behalf it is signed."""
    if not party:
        return "TM. " + name.upper()
    return "T/M BAN THƯỜNG VỤ" if unit.kind == UnitKind.PARTY_COMMITTEE else "T/M CHI BỘ"


def initials(name: str) -> str:
    """The abbreviation in a State symbol: "Ủy ban nhân dân xã Hiếu" gives UBND; another organ by its words' initials, bare but for Đ."""
    if name.lower().startswith("ủy ban nhân dân"):
        return "UBND"
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return "".join(letter if letter == "Đ" else strip_marks(letter) for letter in letters)[:8]


def recipients(superior: str, own: str, *, party: bool) -> tuple[str, ...]:
    """To whom it goes: the superior, and the file copy."""
    return (*((f"{superior} (báo cáo)",) if superior else ()), f"Lưu Văn phòng {own}" if party else "Lưu: VT")
