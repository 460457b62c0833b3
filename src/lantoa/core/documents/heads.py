"""The opening of an official document: issuer, superior, symbol, place and day, by the form of the Party or the State.

Sources: Guidance 36-HD/VPTW of 3/4/2018; Decree 30/2020/NĐ-CP, annex I. Where copies of the guidance disagree (margins), see settings.
"""

from dataclasses import dataclass
from datetime import date

from lantoa.core.documents.document import Head, Style
from lantoa.core.documents.organs import BLANK, Organ, organ_of, signing
from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PROVINCIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import ancestors, name_on, territory_of

LEVEL_WORDS = {**dict.fromkeys(PROVINCIAL, "TU"), **dict.fromkeys(DISTRICT_LEVEL, "HU"), **dict.fromkeys(COMMUNAL, "ĐU")}
DISTRICT_SYMBOL = {UnitKind.TOWN: "ThU", UnitKind.URBAN_DISTRICT: "QU", UnitKind.CITY: "ThU"}


@dataclass(frozen=True)
class Letter:
    """What the opening of a document is made from.

    `kind` is its abbreviation ("BC"), `at` the day whose names and superiors it bears, `drawn` the day on which it was begun: before it
    nothing of it is signed.
    """

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
    drafter: str = ""
    drawn: date | None = None


def head_of(letter: Letter) -> Head:
    """The opening and the close of the document."""
    if letter.form == Style.PARTY:
        return party_head(letter)
    organ = organ_of(letter.unit, at=letter.at, hierarchy=letter.hierarchy)
    return Head(
        form=letter.form,
        superior=organ.superior.upper(),
        organ=organ.name.upper(),
        number=letter.number or f"{BLANK}/{letter.kind}-{organ.symbol}",
        place_and_day=place_and_day(letter),
        title=letter.title,
        subject=letter.subject,
        authority=organ.authority,
        signer=signing(letter.signer or organ.signer),
        recipients=recipients(organ, drafter=letter.drafter),
    )


def party_head(letter: Letter) -> Head:
    """The same by the form of the Party."""
    unit, at = letter.unit, letter.at
    above = list(ancestors(unit, at=at, hierarchy=letter.hierarchy))
    superior, name = name_on(above[-1], at) if above else "", name_on(unit, at)
    return Head(
        form=letter.form,
        superior=organisation_of(superior).upper(),
        organ=name.upper(),
        number=letter.number or f"{BLANK}-{letter.kind}/{party_symbol(unit, at=at)}",
        place_and_day=place_and_day(letter),
        title=letter.title,
        subject=letter.subject,
        authority="T/M BAN THƯỜNG VỤ" if unit.kind == UnitKind.PARTY_COMMITTEE else "T/M CHI BỘ",
        signer=letter.signer.upper(),
        recipients=(*reported_to(superior), f"Lưu Văn phòng {name}"),
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
        return f"{place}, ngày … tháng … năm {max(letter.at, letter.drawn or letter.at).year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def recipients(organ: Organ, *, drafter: str = "") -> tuple[str, ...]:
    """To whom a document of the State goes: the organ above, and the files with the office that drafted it; dots where none is named."""
    return (*reported_to(organ.above), f"Lưu: VT, {drafter or organ.filed_by}")


def reported_to(superior: str) -> tuple[str, ...]:
    return (f"{superior} (báo cáo)",) if superior else ()
