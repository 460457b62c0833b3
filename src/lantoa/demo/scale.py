"""Synthetic units and records of any size, plainly named as such, under a Party committee of their own.

What the record of a number is depends on the number and the seed alone, so that a larger demo begins with the smaller one.
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from django.db import transaction

from lantoa.core.access.roles import Role
from lantoa.core.access.services import grant
from lantoa.core.people.models import User
from lantoa.core.people.services import create_account
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Sequence, State
from lantoa.core.records.starts import Precision
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.loading import COUNTRY
from lantoa.core.units.models import Unit
from lantoa.demo.accounts import PASSWORD, SINCE
from lantoa.demo.bulk import Hands, write_batch
from lantoa.demo.founding import Founding, found_all
from lantoa.domains.initiatives.choices import Sector
from lantoa.domains.initiatives.models import Initiative

Progress = Callable[[int, int], object]
KIND: Final = "initiative"
ROOT: Final = "thu"
A_UNIT, A_BRANCH = 40, 25  # records at a unit, units at a branch
AT_ONCE: Final = 2000
FIRST, LAST = date(2021, 5, 18), date(2023, 5, 25)
STATES: Final = (State.APPROVED, State.SUBMITTED, State.DRAFT, State.RETURNED, State.WITHDRAWN)
WEIGHTS: Final = (90, 4, 3, 2, 1)


def grow(total: int, *, seed: int, now: datetime, progress: Progress | None = None) -> tuple[int, int]:
    """Add synthetic records until there are `total`, with the units that they need: (records added, units there are)."""
    there = Initiative.objects.filter(unit__key__startswith=f"{ROOT}-").count()
    leaves = -(-total // A_UNIT)
    with transaction.atomic():
        found_missing(leaves)
        hands = hands_of(now)
    for start in range(there, total, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, total))
        with transaction.atomic():
            write_numbers(numbers, seed=seed, hands=hands)
        if progress:
            progress(numbers.stop - there, total - there)
    return max(0, total - there), Unit.objects.filter(key__startswith=f"{ROOT}-").count()


def leaf_key(number: int) -> str:
    return f"{ROOT}-{number:04d}"


def branch_key(number: int) -> str:
    return f"{ROOT}-khoi-{number:03d}"


def tree(leaves: int) -> Iterator[Founding]:
    """The synthetic committees for so many units that report."""

    def below(key: str, name: str, parent: str) -> Founding:
        return Founding(key, name, UnitKind.PARTY_COMMITTEE, ((Hierarchy.PARTY, parent), (Hierarchy.STATE, parent)))

    yield Founding(ROOT, "Toàn bộ đơn vị thử", UnitKind.PARTY_COMMITTEE, ((Hierarchy.STATE, COUNTRY),))
    for number in range(1, -(-leaves // A_BRANCH) + 1):
        yield below(branch_key(number), f"Khối đơn vị thử {number:03d}", ROOT)
    for number in range(1, leaves + 1):
        yield below(leaf_key(number), f"Đơn vị thử {number:04d}", branch_key((number - 1) // A_BRANCH + 1))


def found_missing(leaves: int) -> None:
    known = set(Unit.objects.filter(key__startswith=ROOT).values_list("key", flat=True))
    missing = [founding for founding in tree(leaves) if founding.key not in known]
    if missing:
        found_all(missing)


def hands_of(now: datetime) -> Hands:
    """The accounts that wrote and approved all synthetic records."""
    office, leader = (account_of(name, role) for name, role in (("nhap.thu", Role.OFFICE), ("duyet.thu", Role.LEADER)))
    return Hands(office, leader, str(Role.OFFICE.label), str(Role.LEADER.label), LAST, now)


def account_of(username: str, role: Role) -> User:
    found = User.objects.filter(username=username).first()
    if found is None:
        found = create_account(username=username, name=f"{role.label} đơn vị thử (mẫu)", password=PASSWORD)
        grant(person=found.person, role=role, unit=Unit.objects.get(key=ROOT), starts=SINCE, basis="Bản dùng thử")
    return found


def write_numbers(numbers: range, *, seed: int, hands: Hands) -> None:
    """Write the records of these numbers with their references."""
    keys = {number: leaf_key(number // A_UNIT + 1) for number in numbers}
    units = dict(Unit.objects.filter(key__in=set(keys.values())).values_list("key", "pk"))
    records = [record_of(number, unit=units[keys[number]], seed=seed) for number in numbers]
    draw_references(records)
    own = [[record.unit_id] for record in records]
    write_batch(kind_of(KIND), records, many={"hosts": own, "places": own}, hands=hands)


def draw_references(records: list[Initiative]) -> None:
    """The next numbers of each unit, for those that were approved."""
    last = dict(Sequence.objects.filter(kind=KIND, unit__in={record.unit_id for record in records}).values_list("unit", "last"))
    for record in records:
        if record.state == State.APPROVED:
            last[record.unit_id] = last.get(record.unit_id, 0) + 1
            record.reference = f"{kind_of(KIND).prefix}-{last[record.unit_id]:04d}"
    Sequence.objects.bulk_create(
        (Sequence(kind=KIND, unit_id=unit, last=number) for unit, number in last.items()),
        update_conflicts=True, unique_fields=["kind", "unit"], update_fields=["last"],
    )  # fmt: skip


def record_of(number: int, *, unit: int, seed: int) -> Initiative:
    """The unsaved record of this number."""
    chance = Random(f"{seed}/{number}")  # noqa: S311  # figures for trying the program, no secrets
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))
    since, precision = since_of(chance, day)
    stopped = day + (LAST - day) * chance.random() if chance.random() < 0.05 else None
    return Initiative(
        public_id=uuid.UUID(int=chance.getrandbits(128), version=4),
        unit_id=unit, place_id=unit, title=f"Mô hình thử {number + 1:07d}", day=day, state=chance.choices(STATES, WEIGHTS)[0],
        source="Hồ sơ thử, không có thật", sector=chance.choice(Sector.values), since=since, since_precision=precision,
        stopped=stopped, stop_reason="Lý do thử" if stopped else "", households=chance.choice((None, chance.randrange(1, 200))),
        description="Hồ sơ thử để đo chương trình.",
    )  # fmt: skip


def since_of(chance: Random, day: date) -> tuple[date | None, str]:
    """A start not after `day`: unknown, told by its year, or by its day."""
    precision = chance.choice((Precision.UNKNOWN, Precision.YEAR, Precision.DAY))
    if precision == Precision.UNKNOWN:
        return None, precision
    begun = day - timedelta(days=chance.randrange(1500))
    return (date(begun.year, 1, 1) if precision == Precision.YEAR else begun), precision
