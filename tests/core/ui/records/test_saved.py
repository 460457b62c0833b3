"""Saved filters of a list: named, opened again, deleted, and seen by nobody else."""

import re

import pytest
from django.urls import reverse

from lantoa.core.access.roles import Role
from lantoa.core.records.models import SavedFilter
from lantoa.core.records.saved import MOST, save_filter
from tests.factories import TODAY, make_account, make_declaration, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client, settings):
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    unit = make_unit("Xã Hiếu")
    found = make_account(Role.OFFICE, unit)
    make_declaration(unit, by=found, title="Số liệu chăn nuôi")
    make_declaration(unit, by=found, title="Số liệu khác")
    client.force_login(found)
    return found


def post(client, **told):
    return client.post(reverse("record-saved", args=["declaration"]), told)


def test_a_filter_is_saved_opened_again_and_deleted(client, user):
    here = reverse("record-list", args=["declaration"]) + "?q=chan+nuoi&state=draft&page=1&at=2023-05-25"
    assert post(client, name="Chăn nuôi", next=here).url == here
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query, kept.by) == ("Chăn nuôi", "q=chan+nuoi&state=draft", user)
    page = client.get(reverse("record-list", args=["declaration"])).content.decode()
    link = re.search(r'href="([^"]*q=chan[^"]*)"', page).group(1).replace("&amp;", "&")
    assert "Số liệu chăn nuôi" in (opened := client.get(link).content.decode())
    assert "Số liệu khác" not in opened
    post(client, delete=kept.pk, next=here)
    assert not SavedFilter.objects.exists()


def test_nobody_sees_or_deletes_anothers_filter(client, user):
    other = make_account(Role.OFFICE, make_unit("Xã Khác"))
    kept = save_filter("declaration", name="Riêng tôi", query="q=rieng", by=other)
    assert "Riêng tôi" not in client.get(reverse("record-list", args=["declaration"])).content.decode()
    post(client, delete=kept.pk)
    assert SavedFilter.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(("name", "query"), [("", "?q=a"), ("Trống", ""), ("Chỉ trang", "?page=2"), ("TỐI MẬT", "?q=a")])
def test_what_narrows_nothing_or_has_no_name_is_not_saved(client, user, name, query):
    post(client, name=name, next=reverse("record-list", args=["declaration"]) + query)
    assert not SavedFilter.objects.exists()


def test_a_filter_of_the_same_name_is_replaced_and_there_are_not_too_many(client, user):
    for number in range(MOST):
        save_filter("declaration", name=f"Bộ lọc {number}", query=f"q={number}", by=user)
    assert save_filter("declaration", name="Bộ lọc 0", query="q=moi", by=user).query == "q=moi"
    post(client, name="Thêm", next=reverse("record-list", args=["declaration"]) + "?q=a")
    assert SavedFilter.objects.count() == MOST
