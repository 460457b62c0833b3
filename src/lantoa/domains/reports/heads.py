"""The opening of an official document: issuer, superior, symbol, place and day, by the form of the Party or the State.

Sources: Guidance 36-HD/VPTW of 3/4/2018; Decree 30/2020/NĐ-CP, annex I. Where copies of the guidance disagree (margins), see settings.
"""

from dataclasses import dataclass
from datetime import date

from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PROVINCIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import ancestors, name_on, territory_of
from lantoa.domains.reports.document import Head
from lantoa.domains.reports.layouts import GENRE_TITLE
from lantoa.domains.reports.models import Form, Report
from lantoa.lib.days import format_day_vi
from lantoa.lib.periods import Period

LEVEL_WORDS = {**dict.fromkeys(PROVINCIAL, "TU"), **dict.fromkeys(DISTRICT_LEVEL, "HU"), **dict.fromkeys(COMMUNAL, "ĐU")}
DISTRICT_SYMBOL = {UnitKind.TOWN: "ThU", UnitKind.URBAN_DISTRICT: "QU", UnitKind.CITY: "ThU"}


@dataclass(frozen=True)
class Spec:
    """What a report is, apart from where it is kept: enough to make its document."""

    unit: Unit
    form: str
    genre: str
    period: Period
    hierarchy: Hierarchy
    subject: str
    texts: dict[str, str]
    signer: str = ""
    number: str = ""
    signed_on: date | None = None


def spec_of(report: Report) -> Spec:
    """What the report is, for its document."""
    return Spec(
        unit=report.unit,
        form=report.form,
        genre=report.genre,
        period=report.period,
        hierarchy=Hierarchy(report.hierarchy),
        subject=report.subject,
        texts=report.texts,
        signer=report.signer,
        number=report.number,
        signed_on=report.signed_on,
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


def place_and_day(spec: Spec, *, at: date) -> str:
    if spec.signed_on is None:
        return f"{place_of(spec.unit, at=at)}, ngày … tháng … năm {spec.period.last.year}"
    day = spec.signed_on
    first = f"{day.day:02d}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place_of(spec.unit, at=at)}, ngày {first} tháng {month} năm {day.year}"


def head_of(spec: Spec) -> Head:
    """The head of a report."""
    at = spec.period.last
    above = list(ancestors(spec.unit, at=at, hierarchy=spec.hierarchy))
    superior = name_on(above[-1], at) if above else ""
    party = spec.form == Form.PARTY
    symbol = f"-BC/{party_symbol(spec.unit, at=at)}" if party else "/BC-" + initials(name_on(spec.unit, at))
    span = f"({format_day_vi(spec.period.first)} - {format_day_vi(spec.period.last)})"
    return Head(
        form=spec.form,
        superior=(organisation_of(superior) if party else superior).upper(),
        organ=name_on(spec.unit, at).upper(),
        number=spec.number or ("……" + symbol),
        place_and_day=place_and_day(spec, at=at),
        title="BÁO CÁO",
        subject=(f"{GENRE_TITLE[spec.genre]} {spec.subject}", span),  # type: ignore[index]  # a stored genre is one of Genre
        authority="T/M BAN THƯỜNG VỤ"
        if party and spec.unit.kind == UnitKind.PARTY_COMMITTEE
        else ("T/M CHI BỘ" if party else "TM. " + name_on(spec.unit, at).upper()),
        signer=spec.signer.upper(),
        recipients=recipients(superior, spec),
    )


def initials(name: str) -> str:
    """The abbreviation in a State symbol: "Ủy ban nhân dân xã Hiếu" gives UBND; another organ by its words' initials."""
    if name.lower().startswith("ủy ban nhân dân"):
        return "UBND"
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper()[:8]


def recipients(superior: str, spec: Spec) -> tuple[str, ...]:
    """To whom it goes: the superior, and the file copy."""
    own = name_on(spec.unit, spec.period.last)
    keep = f"Lưu Văn phòng {own}" if spec.form == Form.PARTY else "Lưu: VT"
    return (*((f"{superior} (báo cáo)",) if superior else ()), keep)
