"""What initiatives promise, by the services and by the database itself."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.measures.reading import read
from lantoa.core.records.models import State
from lantoa.core.records.selectors import offers
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.choices import Status
from lantoa.domains.initiatives.models import Initiative
from lantoa.domains.initiatives.selectors import has_status, status_on
from lantoa.domains.initiatives.services import resume_initiative, stop_initiative
from lantoa.lib.periods import Period
from tests.factories import TODAY, make_account
from tests.office import Office

pytestmark = pytest.mark.django_db


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
        assert {offer.name for offer in offers(record, office.leader, today=TODAY)} == {"revoke", "kept", "stop"}
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

    def test_the_check_that_fails_is_named_whatever_else_holds(self, office: Office, commune: Unit, django_assert_num_queries: Any) -> None:
        record = office.initiative(commune)
        with django_assert_num_queries(6):  # one for all checks, one for the reference, each within a savepoint
            record.validate_constraints()
        record.households = -5
        with pytest.raises(ValidationError, match="initiative_households_not_negative"):
            record.validate_constraints()
        record.validate_constraints(exclude=["households"])

    def test_a_draft_is_asked_for_in_one_statement_and_a_reference_is_its_own(
        self, office: Office, commune: Unit, django_assert_num_queries: Any
    ) -> None:
        first, second = office.initiative(commune), office.initiative(commune, "Vườn ươm", approved=False)
        with django_assert_num_queries(3):  # within a savepoint
            second.validate_constraints()
        second.reference = first.reference
        with pytest.raises(ValidationError, match="record_reference"):
            second.validate_constraints()
        second.reference = "MH-khác"
        second.validate_constraints()
