"""What initiatives, exemplars and contributions promise, by the services and by the database itself."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.measures.reading import read
from lantoa.core.people.models import PersonKey
from lantoa.core.records.ledger import told, verify
from lantoa.core.records.models import State
from lantoa.core.records.selectors import history, offers
from lantoa.core.records.services import advance, change
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.checks import normal_symbol
from lantoa.domains.initiatives.choices import Status
from lantoa.domains.initiatives.models import Contribution, Exemplar, Initiative
from lantoa.domains.initiatives.selectors import has_status, publishable_fields, status_on
from lantoa.domains.initiatives.services import resume_initiative, stop_initiative, withdraw_consent
from lantoa.lib.periods import Period
from tests.domains.initiatives.entering import Office
from tests.factories import TODAY, make_account, make_person, make_unit

pytestmark = pytest.mark.django_db
GIVEN = {"consent_name": "given", "consent_name_day": date(2023, 5, 1)}


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def commune(office: Office) -> Unit:
    return make_unit("Xã Đăk Ring", under=office.country)


def person(office: Office, commune: Unit, *, approved: bool = True, **values: Any) -> Exemplar:
    named = {"who": "person", "person": make_person("Nguyễn Văn Hai"), "collective_name": ""}
    return office.exemplar(commune, approved=approved, **{**named, **values})


class TestInitiatives:
    @pytest.mark.parametrize("title", ("Phong trào làng sạch", "PHONG TRÀO làng sạch", "phong trào thi đua", "  Phong trào ba sạch"))
    def test_a_movement_is_never_one(self, office: Office, commune: Unit, title: str) -> None:
        with pytest.raises(ValidationError) as refusal:
            office.initiative(commune, title)
        assert set(refusal.value.message_dict) == {"title"}

    @pytest.mark.parametrize("title", ("Phòng trà thôn", "Đội phong trào không là tên đầu", "Phong cách làm việc mới"))
    def test_what_only_sounds_like_one_passes(self, office: Office, commune: Unit, title: str) -> None:
        assert office.initiative(commune, title).title == title

    @pytest.mark.parametrize(
        ("typed", "kept"),
        (
            ("01 - kl/tw", "01-KL/TW"),
            ("Chỉ thị 05–CT/TW", "Chỉ thị 05-CT/TW"),
            ("  01-KL/TW ", "01-KL/TW"),
            ("152/2025/nđ-cp", "152/2025/NĐ-CP"),
            ("kế hoạch của xã", "kế hoạch của xã"),
            ("", ""),
        ),
    )
    def test_a_symbol_is_written_as_offices_write_it(self, typed: str, kept: str) -> None:
        assert normal_symbol(typed) == kept

    @pytest.mark.parametrize(
        "values",
        (
            {"since": date(2023, 5, 26), "since_precision": "day"},
            {"since": date(2022, 1, 1)},
            {"since_precision": "year"},
            {"stopped": date(2023, 5, 20)},
            {"stopped": date(2023, 1, 1), "stop_reason": "Trước ngày nguồn nêu"},
            {"stop_reason": "Không có ngày"},
            {"cost": Decimal(-1)},
            {"households": -1},
            {"sector": "cooking"},
            {"results": [{"what": "", "value": "3"}]},
            {"results": [{"what": "lãi", "value": "nhiều"}]},
            {"results": [{"what": "lãi", "value": "3", "qualifier": "range"}]},
            {"results": [{"what": "lãi", "value": "9", "high": "3", "qualifier": "range"}]},
            {"results": "lãi"},
        ),
    )
    def test_what_cannot_be_is_refused(self, office: Office, commune: Unit, values: dict[str, Any]) -> None:
        with pytest.raises(ValidationError) as refusal:
            office.initiative(commune, **values)
        assert not any("Constraint" in sentence for sentence in refusal.value.messages), "said kindly, before the database says it"
        assert not Initiative.objects.exists()

    @pytest.mark.parametrize(
        "tampering",
        (
            "stopped = '2020-01-01', stop_reason = 'x'",
            "stopped = '2024-01-01'",
            "stop_reason = 'x'",
            "since = NULL",
            "cost = -1",
            "households = -1",
            "sector = 'cooking'",
        ),
    )
    def test_the_database_keeps_the_promise(self, office: Office, commune: Unit, tampering: str) -> None:
        office.initiative(commune, since=date(2021, 1, 1), since_precision="year")
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE initiatives_initiative SET {tampering}")

    def test_its_status_follows_the_day_looked_at(self, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, day=date(2022, 6, 1), since=date(2022, 3, 1), since_precision="month")
        record = stop_initiative(record, day=date(2023, 5, 1), reason="Hết giống", by=office.leader, today=TODAY)
        days = {
            date(2022, 2, 28): None,
            date(2022, 12, 31): Status.NEW,
            date(2023, 1, 1): Status.KEPT,
            date(2023, 4, 30): Status.KEPT,
            date(2023, 5, 1): Status.STOPPED,
        }
        assert {day: status_on(record, day) for day in days} == days
        for day, status in days.items():
            found = {one for one in Status if Initiative.objects.filter(has_status(one, day)).exists()}
            assert found == ({status} if status else set()), "lists and pages agree"

    def test_a_stop_leaves_the_approval_as_it_is_and_can_be_taken_back(self, office: Office, commune: Unit) -> None:
        other = make_account(Role.LEADER, commune)
        record = office.initiative(commune)
        reference = record.reference
        record = stop_initiative(record, day=TODAY, reason="Hết giống", by=other, today=TODAY)
        assert (record.state, record.approved_by, record.reference) == (State.APPROVED, office.leader, reference)
        assert int(read("initiatives.kept", commune, Period.parse("2023-05-25")).value) == 0
        record = resume_initiative(record, reason="Nhầm", by=office.leader, today=TODAY)
        assert (record.stopped, record.stop_reason) == (None, "")
        assert int(read("initiatives.kept", commune, Period.parse("2023-05-25")).value) == 1

    def test_only_what_applies_is_offered(self, office: Office, commune: Unit) -> None:
        record = office.initiative(commune)
        assert {offer.name for offer in offers(record, office.leader, today=TODAY)} == {"revoke", "stop"}
        with pytest.raises(Refused):
            resume_initiative(record, reason="Chưa dừng", by=office.leader, today=TODAY)
        record = stop_initiative(record, day=TODAY, reason="Hết", by=office.leader, today=TODAY)
        assert {offer.name for offer in offers(record, office.leader, today=TODAY)} == {"revoke", "resume"}
        with pytest.raises(Refused):
            stop_initiative(record, day=TODAY, reason="Lần nữa", by=office.leader, today=TODAY)

    def test_one_who_may_only_enter_may_not_stop(self, office: Office, commune: Unit) -> None:
        with pytest.raises(Refused):
            stop_initiative(office.initiative(commune), day=TODAY, reason="x", by=make_account(Role.MEMBER, commune), today=TODAY)

    def test_a_mark_of_secrecy_is_refused_inside_results_too(self, office: Office, commune: Unit) -> None:
        with pytest.raises(ValidationError) as refusal:
            office.initiative(commune, results=[{"what": "TỐI MẬT", "value": "3"}])
        assert refusal.value.message_dict.keys() == {"results"}

    def test_honey_is_welcome(self, office: Office, commune: Unit) -> None:
        assert office.initiative(commune, "NUÔI ONG LẤY MẬT").title == "NUÔI ONG LẤY MẬT"


class TestExemplars:
    @pytest.mark.parametrize(
        "values",
        (
            {"who": "person", "collective_name": ""},
            {"who": "collective", "collective_name": ""},
            {"who": "household"},
            {"child": True},
            {"consent_name": "given"},
            {"consent_name_day": TODAY},
            {"consent_guardian": "given", "consent_guardian_day": TODAY},
        ),
    )
    def test_what_cannot_be_is_refused(self, office: Office, commune: Unit, values: dict[str, Any]) -> None:
        with pytest.raises(ValidationError) as refusal:
            office.exemplar(commune, **values)
        assert not any("Constraint" in sentence for sentence in refusal.value.messages)

    @pytest.mark.parametrize(
        "tampering",
        (
            "person_id = NULL",
            "consent_name = 'given'",
            "consent_photo_day = '2023-05-01'",
            "consent_guardian = 'withdrawn'",
            "who = 'collective'",
            "who = 'household', collective_name = 'x'",
            "who = 'household', child = {true}",
        ),
    )
    def test_the_database_keeps_the_promise(self, office: Office, commune: Unit, tampering: str) -> None:
        person(office, commune)
        yes = "true" if connection.vendor == "postgresql" else "1"
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE initiatives_exemplar SET {tampering.format(true=yes)}")

    def test_nothing_of_a_person_is_published_without_consent(self, office: Office, commune: Unit) -> None:
        assert publishable_fields(person(office, commune)) == {"who", "place", "day", "title", "deed"}
        assert publishable_fields(person(office, commune, **GIVEN)) == {"who", "place", "day", "title", "deed", "name"}

    def test_a_title_or_deed_that_names_the_person_waits_for_consent(self, office: Office, commune: Unit) -> None:
        telling = {"title": "Ông Nguyễn Văn Hai hiến đất", "deed": "Ông Văn Hai hiến 3.500 m² đất"}
        assert publishable_fields(person(office, commune, **telling)) == {"who", "place", "day"}
        assert {"title", "deed"} <= publishable_fields(person(office, commune, **telling, **GIVEN))

    def test_of_a_child_nothing_goes_without_the_guardian(self, office: Office, commune: Unit) -> None:
        assert "name" not in publishable_fields(person(office, commune, child=True, **GIVEN))
        both = {**GIVEN, "consent_guardian": "given", "consent_guardian_day": date(2023, 5, 1)}
        assert "name" in publishable_fields(person(office, commune, child=True, **both))

    def test_a_collective_is_told_by_name(self, office: Office, commune: Unit) -> None:
        assert {"collective", "collective_name", "title", "deed"} <= publishable_fields(office.exemplar(commune))

    @pytest.mark.parametrize("state", ("draft", "submitted", "approved", "returned"))
    def test_a_consent_is_withdrawn_in_any_state_without_approval(self, office: Office, commune: Unit, state: str) -> None:
        record = person(office, commune, approved=state == "approved", **GIVEN)
        if state in {"submitted", "returned"}:
            record = advance(record, "submit", by=office.clerk, today=TODAY)
        if state == "returned":
            record = advance(record, "return", by=office.leader, today=TODAY, reason="Thiếu ngày")
        approved_by = record.approved_by
        record = withdraw_consent(record, what="name", by=office.clerk, today=TODAY)
        assert (record.consent_name, record.consent_name_day, record.state, record.approved_by) == ("withdrawn", TODAY, state, approved_by)
        assert "name" not in publishable_fields(record)

    def test_a_consent_that_was_not_given_cannot_be_withdrawn(self, office: Office, commune: Unit) -> None:
        record = person(office, commune, **GIVEN)
        for what in ("photo", "height"):
            with pytest.raises(ValidationError):
                withdraw_consent(record, what=what, by=office.clerk, today=TODAY)
        with pytest.raises(Refused):
            withdraw_consent(record, what="name", by=make_account(Role.VIEWER, commune), today=TODAY)

    def test_what_is_personal_lies_under_the_persons_own_key(self, office: Office, commune: Unit) -> None:
        record = person(office, commune, title="Hiến đất", deed="Hiến 3.500 m² đất", place=commune)
        created = history(record).last()
        assert created is not None
        for field in ("title", "deed", "person", "place"):
            assert set(created.changes[field]) == {"was", "is"}, field
        assert "3.500" not in str(created.changes)
        assert told(created)["deed"] == (None, "Hiến 3.500 m² đất")
        PersonKey.objects.filter(person=record.person).delete()
        assert told(history(record).last() or created)["deed"] is None
        assert list(verify()) == []


class TestContributions:
    @pytest.mark.parametrize(
        "values",
        (
            {"gift": "money", "low": Decimal(-5)},
            {"gift": "money", "low": Decimal(5), "measured_in": "kg"},
            {"gift": "goods", "low": Decimal(5)},
            {"gift": "money", "low": Decimal(5), "qualifier": "range"},
            {"gift": "money", "low": Decimal(5), "high": Decimal(4), "qualifier": "range"},
            {"gift": "money", "low": Decimal(5), "high": Decimal(9)},
            {"gift": "money", "qualifier": "nearly"},
            {"gift": "money", "donor": "person"},
            {"gift": "money", "donor": "group"},
            {"gift": "money", "donor_group": "Nhóm"},
            {"gift": "money", "helped": "people"},
            {"gift": "money", "helped_low": 5},
            {"gift": "kindness"},
        ),
    )
    def test_what_cannot_be_is_refused(self, office: Office, commune: Unit, values: dict[str, Any]) -> None:
        with pytest.raises(ValidationError) as refusal:
            office.draft("contribution", commune, title="Đóng góp", **values)
        assert not any("Constraint" in sentence for sentence in refusal.value.messages)

    @pytest.mark.parametrize(
        "tampering",
        (
            "low = -1",
            "qualifier = 'range'",
            "high = 9",
            "low = NULL, high = 9, qualifier = 'range'",
            "helped_qualifier = 'range'",
            "low = NULL, qualifier = 'about'",
            "donor = 'person'",
            "donor_group = 'x'",
            "helped_low = 3",
            "gift = 'kindness'",
        ),
    )
    def test_the_database_keeps_the_promise(self, office: Office, commune: Unit, tampering: str) -> None:
        office.gift(commune, "money", 5)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE initiatives_contribution SET {tampering}")

    def test_the_unit_of_measure_is_that_of_the_kind(self, office: Office, commune: Unit) -> None:
        assert [office.gift(commune, kind, 5).measured_in for kind in ("money", "land", "work_days", "rides")] == [
            "đồng",
            "m²",
            "ngày công",
            "chuyến",
        ]

    def test_nearly_forty_billion_stays_nearly(self, office: Office, commune: Unit) -> None:
        office.gift(commune, "money", 40_000_000_000, qualifier="nearly", donor="group", donor_group="Cán bộ, đảng viên và Nhân dân")
        reading = read("contributions.money", commune, Period.parse("2023"))
        assert (int(reading.value), reading.qualifier) == (40_000_000_000, "nearly")

    def test_an_unchanged_amount_is_no_change(self, office: Office, commune: Unit) -> None:
        record = office.gift(commune, "land", 3500)
        change(record, values={"low": Decimal("3500.00")}, by=office.leader, today=TODAY, reason="Không đổi gì")
        assert record.events.count() == 3
        assert Contribution.objects.get().version == record.version
