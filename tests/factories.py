"""Real rows for tests, in as few words as a test needs. Every function writes through the program's own services."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from lantoa.core.access.models import Grant
from lantoa.core.access.services import grant
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import Person, User
from lantoa.core.people.services import create_account, know_person
from lantoa.core.records.models import State
from lantoa.core.records.services import advance, create
from lantoa.core.units.kinds import Hierarchy, UnitKind, home_hierarchy
from lantoa.core.units.models import BEGINNING, FOREVER, Unit
from lantoa.core.units.services import found_unit
from tests.once import WORKER
from tests.replay import replayed

TODAY = date(2023, 5, 25)
FIGURE = {"measure": "initiatives.kept", "low": "50", "qualifier": "exact"}
PASSWORD = "mo-hinh-2023-kon-plong"
_numbers = count(1 + 100_000 * WORKER)  # names are apart from those in what another process has made


def make_unit(
    name: str = "",
    *,
    kind: str = UnitKind.COMMUNE,
    under: Unit | None = None,
    party_under: Unit | None = None,
    starts: date = BEGINNING,
    ends: date = FOREVER,
    code: str = "",
    key: str = "",
) -> Unit:
    """A unit; `under` is its superior in the State's hierarchy, `party_under` in the Party's."""
    parents = {hierarchy: parent for hierarchy, parent in ((Hierarchy.STATE, under), (Hierarchy.PARTY, party_under)) if parent is not None}
    return found_unit(name or f"Đơn vị {next(_numbers)}", kind=kind, parents=parents, starts=starts, ends=ends, code=code, key=key)


def make_committee(name: str, *, of: Unit | None = None, above: Unit | None = None, starts: date = BEGINNING, ends: date = FOREVER) -> Unit:
    """A Party committee over the territory `of`, below the committee `above`."""
    return make_unit(name, kind=UnitKind.PARTY_COMMITTEE, under=of, party_under=above, starts=starts, ends=ends)


def make_child(parent: Unit, name: str = "", *, kind: str = UnitKind.VILLAGE, starts: date = BEGINNING, ends: date = FOREVER) -> Unit:
    """A unit directly under `parent` in the hierarchy in which its kind reports."""
    home = home_hierarchy(kind)
    return found_unit(name or f"Đơn vị {next(_numbers)}", kind=kind, parents={home: parent}, starts=starts, ends=ends)


def make_person(name: str = "Người chưa kể tên") -> Person:
    return know_person(name)


def make_account(
    role: str = "", unit: Unit | None = None, *, username: str = "", name: str = "", starts: date = BEGINNING, ends: date = FOREVER
) -> User:
    """An account, with this role at this unit where both are given; its password is PASSWORD."""
    number = next(_numbers)
    user = create_account(username=username or f"nguoi{number}", name=name or f"Y Người {number}", password=PASSWORD)
    if role and unit is not None:
        grant(person=user.person, role=role, unit=unit, starts=starts, ends=ends)
    return user


def make_grant(user: User, role: str, unit: Unit, *, starts: date = BEGINNING, ends: date = FOREVER) -> Grant:
    return grant(person=user.person, role=role, unit=unit, starts=starts, ends=ends)


@dataclass(frozen=True)
class Tree:
    """A province with two districts and three communes, the committees of two communes, both districts and the province."""

    province: Unit
    district: Unit
    hieu: Unit
    dak_tang: Unit
    other_district: Unit
    other_commune: Unit
    province_committee: Unit
    committee: Unit
    hieu_committee: Unit
    dak_tang_committee: Unit
    other_committee: Unit


@replayed
def make_tree() -> Tree:
    """Kon Plông with two of its communes, and a neighbour that must see nothing of it."""
    province = make_unit("Tỉnh Kon Tum", kind=UnitKind.PROVINCE)
    district = make_unit("Huyện Kon Plông", kind=UnitKind.DISTRICT, under=province)
    hieu, dak_tang = make_unit("Xã Hiếu", under=district), make_unit("Xã Đăk Tăng", under=district)
    other_district = make_unit("Huyện Tu Mơ Rông", kind=UnitKind.DISTRICT, under=province)
    other_commune = make_unit("Xã Đăk Sao", under=other_district)
    top = make_committee("Tỉnh ủy Kon Tum", of=province)
    committee = make_committee("Huyện ủy Kon Plông", of=district, above=top)
    return Tree(
        province, district, hieu, dak_tang, other_district, other_commune, top, committee,
        hieu_committee=make_committee("Đảng ủy xã Hiếu", of=hieu, above=committee),
        dak_tang_committee=make_committee("Đảng ủy xã Đăk Tăng", of=dak_tang, above=committee),
        other_committee=make_committee("Huyện ủy Tu Mơ Rông", of=other_district, above=top),
    )  # fmt: skip


def make_declaration(unit: Unit, *, by: User, title: str = "Số liệu sơ kết", day: date = TODAY, **values: Any) -> Declaration:
    """A draft of declared figures, the simplest kind of record."""
    given = {"unit": unit, "title": title, "day": day, "starts": date(day.year, 1, 1), "ends": day, "figures": [FIGURE], **values}
    record: Declaration = create("declaration", values=given, by=by, today=TODAY)
    return record


def make_approved(record: Any, *, by: User, today: date = TODAY) -> Any:
    """The record, submitted by its author and approved by someone else."""
    if record.state == State.DRAFT:
        record = advance(record, "submit", by=record.author, today=today)
    return advance(record, "approve", by=by, today=today)
