"""The pages of contributions: entered as they are told, shown, summed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.units.models import Unit
from lantoa.domains.contributions.models import Contribution
from tests.domains.pages import errors, page_of, send
from tests.factories import make_person, make_unit
from tests.office import Office

pytestmark = pytest.mark.django_db


class TestContributions:
    def sent(self, client: Client, commune: Unit, **values: Any) -> Any:
        return send(client, "contribution", **({"unit": commune.key, "title": "Đóng góp", "day": "25/5/2023", "donor": "unnamed"} | values))

    @pytest.mark.parametrize(
        ("gift", "amount", "kept"),
        (
            ("money", "gần 40 tỷ đồng", (40_000_000_000, None, "nearly", "đồng")),
            ("land", "3.500m2", (3500, None, "exact", "m²")),
            ("land", "1,5 ha", (15000, None, "exact", "m²")),
            ("work_days", "hơn 200 ngày công", (200, None, "more_than", "ngày công")),
            ("work_days", "", (None, None, "exact", "ngày công")),
            ("rides", "85-90", (85, 90, "range", "chuyến")),
            ("goods", "500 kg gạo", (500, None, "exact", "kg gạo")),
            ("volunteer_turns", "hàng nghìn lượt", (1000, 9999, "thousands", "lượt")),
        ),
    )
    def test_an_amount_is_kept_as_it_is_told(self, clerk: Client, commune: Unit, gift: str, amount: str, kept: tuple[Any, ...]) -> None:
        response = self.sent(clerk, commune, gift=gift, amount=amount)
        assert response.status_code == 302, errors(response)
        made = Contribution.objects.get()
        assert (made.low, made.high, made.qualifier, made.measured_in) == kept
        edit = clerk.get(reverse("record-edit", args=[made.public_id])).content.decode()
        assert edit.count("error") == 0
        page_of(clerk, made)

    @pytest.mark.parametrize(
        ("values", "field"),
        (
            ({"gift": "money", "amount": "500 kg"}, "amount"),
            ({"gift": "goods", "amount": "500"}, "amount"),
            ({"gift": "", "amount": "5"}, "gift"),
            ({"gift": "money", "donor": "person"}, "donor_name"),
            ({"gift": "money", "donor": "group"}, "donor_group"),
            ({"gift": "money", "helped_amount": "5"}, "helped_amount"),
            ({"gift": "land", "amount": "dưới 40"}, "amount"),
        ),
    )
    def test_what_cannot_be_is_said_beside_its_field(self, clerk: Client, commune: Unit, values: dict[str, str], field: str) -> None:
        response = self.sent(clerk, commune, **values)
        assert f'href="#id_{field}"' in errors(response)
        assert not Contribution.objects.exists()

    def test_a_donor_may_stay_unnamed_and_those_helped_are_counted_only(self, clerk: Client, commune: Unit) -> None:
        assert self.sent(clerk, commune, gift="money", helped_amount="hàng nghìn", helped="household_turns").status_code == 302
        made = Contribution.objects.get()
        assert (made.helped_low, made.helped_high, made.helped_qualifier) == (1000, 9999, "thousands")
        page = page_of(clerk, made)
        assert "không nêu tên" in page
        assert "lượt hộ" in page

    def test_a_list_takes_as_many_queries_for_three_as_for_one(
        self, office: Office, commune: Unit, list_costs_the_same: Callable[..., None]
    ) -> None:
        def enter(number: int) -> None:
            office.gift(commune, "money", 5, donor="person", donor_person=make_person(f"Y Cho {number}"), place=commune)

        list_costs_the_same("contribution", enter)


class TestFigures:
    def test_a_range_stays_a_range_at_every_unit_and_in_the_whole(self, clerk: Client, office: Office, commune: Unit) -> None:
        office.gift(commune, "rides", 85, high=Decimal(90), qualifier="range")
        office.gift(make_unit("Xã Hiếu", under=office.country), "rides", 10, qualifier="more_than")
        query = {"unit": office.country.key, "period": "2023", "by": "unit"}
        page = clerk.get(reverse("figure", args=["contributions.rides"]), query).content.decode()
        assert "từ 85 đến 90" in page
        assert "hơn 10" in page
        assert "ít nhất 95" in page
