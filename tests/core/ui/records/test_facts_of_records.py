"""The facts on a record's page: what is not told says so, units lead to their pages."""

from datetime import date

import pytest
from django.template import Template
from django.template.context import RequestContext
from django.test import RequestFactory

from lantoa.core.ui.records.shown import first_names
from lantoa.core.units.models import Unit
from lantoa.core.units.services import end_unit
from tests.factories import make_unit

pytestmark = pytest.mark.django_db
TODAY = date(2023, 5, 25)


def rendered(source: str, *, at_param: str = "", **values: object) -> str:
    request = RequestFactory().get("/")
    request.at, request.at_param, request.chosen = TODAY, at_param, {"at": at_param} if at_param else {}  # type: ignore[attr-defined]
    return Template("{% load record_facts %}" + source).render(RequestContext(request, values))


def test_what_is_not_told_says_so_and_nothing_else_does() -> None:
    for nothing in (None, ""):
        assert "chưa nêu" in rendered("{% told value %}", value=nothing)
    assert rendered("{% told value %}", value=0) == "0"
    assert rendered("{% told value %}", value="<b>") == "&lt;b&gt;"
    assert "chưa nêu" in rendered("{% unit_links units %}", units=[])


def test_units_stand_in_vietnamese_order_each_with_its_page_and_whether_it_has_ended() -> None:
    hieu, dak_ring = make_unit("Xã Hiếu"), make_unit("Xã Đăk Ring")
    end_unit(hieu, day=date(2023, 5, 1))
    page = rendered("{% unit_links units %}", units=Unit.objects.all(), at_param="2023-05-25")
    assert page.index("Xã Đăk Ring") < page.index("Xã Hiếu")
    assert f'href="/u/{dak_ring.key}/?at=2023-05-25"' in page
    assert page.count("đã kết thúc") == 1
    assert page.index("đã kết thúc") > page.index("Xã Hiếu")
    assert rendered("{% unit_links units %}", units=dak_ring).count("<a ") == 1


def test_many_places_are_told_by_the_first_and_their_number() -> None:
    units = [make_unit(f"Xã {number}") for number in range(5)]
    assert first_names(units[:3]) == "Xã 0, Xã 1, Xã 2"
    assert first_names(units) == "Xã 0, Xã 1, Xã 2 + 2"
