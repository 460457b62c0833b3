"""What contributions promise, by the services and by the database itself."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from lantoa.core.measures.reading import read
from lantoa.core.records.services import change
from lantoa.core.units.models import Unit
from lantoa.domains.contributions.models import Contribution
from lantoa.lib.periods import Period
from tests.factories import TODAY
from tests.office import Office

pytestmark = pytest.mark.django_db


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
            cursor.execute(f"UPDATE contributions_contribution SET {tampering}")

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
