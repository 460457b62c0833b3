"""Building the demo: once, only in a database of its own, through the program's own services."""

from datetime import date

import pytest
from django.contrib.auth.password_validation import validate_password

from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.measures import rows
from lantoa.core.people.models import User
from lantoa.core.records import ledger
from lantoa.core.records.models import Record
from lantoa.core.records.selectors import inbox, returned_to
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import ancestors, custodian, successors
from lantoa.demo.accounts import ACCOUNTS, DEMO_ACCOUNTS, PASSWORD
from lantoa.demo.models import DemoMark
from lantoa.demo.services import PARTS, NotADemo, build_demo, is_demo_database
from lantoa.demo.units import DAK_RING, KON_PLONG, SCHOOL_CELL, SERVICE_CENTRE, party_key

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 25)
AFTER = date(2025, 7, 1)


def test_a_second_build_adds_nothing(demo: list[str]) -> None:
    records, users, units = Record.objects.count(), User.objects.count(), Unit.objects.count()
    assert demo == [part for part, _title, _build in PARTS]
    assert build_demo() == []
    assert (Record.objects.count(), User.objects.count(), Unit.objects.count()) == (records, users, units)


def test_a_database_with_accounts_of_people_is_refused_and_left_alone(demo: list[str]) -> None:
    DemoMark.objects.all().delete()
    records = Record.objects.count()
    with pytest.raises(NotADemo) as refused:
        build_demo()
    assert refused.value.messages
    assert not is_demo_database()
    assert Record.objects.count() == records


def test_a_part_that_is_missing_is_built(demo: list[str]) -> None:
    DemoMark.objects.filter(part="examples").delete()
    assert build_demo() == ["examples"]


def test_trail_and_measures_verify(demo: list[str]) -> None:
    assert list(ledger.verify()) == []
    assert rows.verify() == []


def test_every_account_is_listed_and_signs_in_with_the_one_password(demo: list[str]) -> None:
    users = User.objects.all()
    assert {user.username for user in users} == {username for username, _password, _who in DEMO_ACCOUNTS}
    assert all(user.check_password(PASSWORD) for user in users)
    for user in users:
        validate_password(PASSWORD, user)


def test_there_is_an_account_for_every_role(demo: list[str]) -> None:
    assert {account.role for account in ACCOUNTS} == set(Role)


def test_accounts_are_named_by_office_and_never_as_an_official_of_the_accounts(demo: list[str]) -> None:
    names = {user.person.name for user in User.objects.select_related("person")}
    assert all(name.endswith("(mẫu)") for name in names)
    assert User.objects.get(username="vanphong.konplong").initials == "VP"
    officials = ("Đỗ Ngọc Du", "Ngô Công Thức", "Võ Kim Thạch", "Y Thị", "Phạm Minh Tuấn")
    assert not any(official in name for name in names for official in officials)


def test_no_queue_is_empty_on_the_first_day(demo: list[str]) -> None:
    secretary, member = (User.objects.get(username=f"{name}.dakring") for name in ("bithu", "thanhvien"))
    assert [record.title for record in inbox(secretary, today=DAY)] == ["Vườn rau gia đình (ví dụ)"]
    assert [record.title for record in returned_to(member, today=DAY)] == ["Cổng nhà sạch (ví dụ)"]


def test_a_deputys_record_is_shown_as_entered_for_others(demo: list[str]) -> None:
    assert Record.objects.filter(author__username="pho.dakring").exists()
    assert all(Record.objects.filter(author__username="pho.dakring").values_list("for_others", flat=True))


def test_committees_stand_under_committees_and_over_their_territory(demo: list[str]) -> None:
    committee = Unit.objects.get(key=party_key(DAK_RING))
    party = [unit.name for unit in ancestors(committee, at=DAY, hierarchy=Hierarchy.PARTY)]
    state = [unit.name for unit in ancestors(committee, at=DAY, hierarchy=Hierarchy.STATE)]
    assert party == ["Tỉnh ủy Kon Tum", "Huyện ủy Kon Plông"]
    assert state == ["Việt Nam", "Tỉnh Kon Tum", "Huyện Kon Plông", "Xã Đăk Ring"]


def test_committees_pass_to_those_of_the_communes_that_followed(demo: list[str]) -> None:
    commune, district = Unit.objects.get(key=party_key(DAK_RING)), Unit.objects.get(key=party_key(KON_PLONG))
    assert [unit.name for unit in successors(commune, at=AFTER)] == ["Đảng ủy xã Măng Bút"]
    cell = Unit.objects.get(key=SCHOOL_CELL)
    assert [unit.name for unit in ancestors(cell, at=AFTER, hierarchy=Hierarchy.PARTY)] == ["Tỉnh ủy Quảng Ngãi", "Đảng ủy xã Măng Đen"]
    assert [unit.name for unit in successors(district, at=AFTER)] == ["Đảng ủy xã Kon Plông", "Đảng ủy xã Măng Bút", "Đảng ủy xã Măng Đen"]
    assert custodian(district, at=AFTER) == Unit.objects.get(name="Tỉnh ủy Quảng Ngãi")


def test_what_became_of_a_body_is_not_made_up_yet_its_records_have_a_keeper(demo: list[str]) -> None:
    centre = Unit.objects.get(key=SERVICE_CENTRE)
    assert not centre.alive(AFTER)
    assert not successors(centre, at=AFTER).exists()
    assert custodian(centre, at=AFTER) is not None


def test_the_advisory_body_may_comment_and_not_approve(demo: list[str]) -> None:
    advisor, commune = User.objects.get(username="tuyengiao.konplong"), Unit.objects.get(key=party_key(DAK_RING))
    assert may_at(advisor, Verb.COMMENT, commune, at=DAY)
    assert not may_at(advisor, Verb.APPROVE, commune, at=DAY)
