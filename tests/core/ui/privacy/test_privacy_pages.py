"""The pages of personal data: what is held and who looked, asking, deciding, breaches."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from lantoa.core.access.roles import Role
from lantoa.core.privacy.models import Breach, DataRequest, Look
from tests.factories import TODAY, make_account, make_person, make_unit
from tests.office import Office

pytestmark = pytest.mark.django_db
NAME = "A Đăng Xốp"


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path):
    settings.LANTOA_BUSINESS_DAY, settings.HOME, settings.LANTOA_BACKUP_FOLDER = TODAY.isoformat(), tmp_path, str(tmp_path / "b")


@pytest.fixture(scope="module")
def world(module_rows):
    office = Office()
    unit = make_unit("Xã Hiếu", under=office.country)
    about = {"who": "person", "collective_name": "", "deed": "Hiến đất", "person": make_person(NAME)}
    return office, unit, office.exemplar(unit, f"{NAME} hiến đất", **about)


@pytest.fixture
def head(world, client):
    user = make_account(Role.OFFICE, world[0].country, name="Y Lan")
    client.force_login(user)
    return user


def test_one_who_opens_a_record_is_noted_once_a_day_and_the_person_reads_it(world, client, head):
    office, _unit, record = world
    for _time in range(2):
        assert client.get(reverse("record", args=[record.public_id])).status_code == 200
    look = Look.objects.get(person=record.person)
    assert (look.by, look.what) == (head, "record")
    client.force_login(make_account(Role.ADMINISTRATOR, office.country, name="Y Quản"))
    client.get(reverse("person", args=[office.clerk.person.public_id]))
    client.force_login(office.clerk)
    page = client.get(reverse("my-data")).content.decode()
    assert "Y Quản" in page
    assert office.clerk.username in page
    assert "9999" not in page
    assert "User agent" not in page
    assert not Look.objects.filter(by=office.clerk).exists()


def test_a_list_taken_out_notes_everyone_in_it(world, client, head):
    answer = client.get(reverse("record-export", args=["exemplar"]))
    assert answer.status_code == 200
    answer.close()
    assert [look.what for look in Look.objects.filter(person=world[2].person)] == ["export"]


def test_an_office_enters_decides_and_the_pages_say_by_which_decision(world, client, head):
    record = world[2]
    page = client.get(reverse("record", args=[record.public_id])).content.decode()
    assert reverse("data-request-new", args=[record.public_id]) in page
    client.post(reverse("data-request-new", args=[record.public_id]), {"wish": "erase", "text": "Xóa tên tôi"})
    asked = DataRequest.objects.get()
    address = reverse("data-request", args=[asked.public_id])
    assert "Xóa tên tôi" in client.get(address).content.decode()
    assert NAME in client.get(reverse("data-requests")).content.decode()
    assert client.post(address, {"act": "decide", "outcome": "granted", "decision": ""}).status_code == 422
    assert client.post(address, {"act": "decide", "outcome": "granted", "decision": "12-QĐ/ĐU"}).status_code == 302
    for shown in (address, reverse("record", args=[record.public_id]), reverse("data-requests")):
        page = client.get(shown).content.decode()
        assert "12-QĐ/ĐU" in page
        assert NAME not in page


def test_a_person_asks_and_reads_the_answer_and_nobody_else_does(world, client, head):
    office, unit, _record = world
    user = make_account(Role.MEMBER, unit)
    client.force_login(user)
    sent = client.post(reverse("data-ask"), {"wish": "correct", "text": "Sai họ tên", "unit": unit.key})
    asked = DataRequest.objects.get(person=user.person)
    assert sent.url == reverse("my-data-request", args=[asked.public_id])
    assert "Sai họ tên" in client.get(sent.url).content.decode()
    assert client.get(reverse("data-request", args=[asked.public_id])).status_code == 404
    client.force_login(office.clerk)
    client.post(
        reverse("data-request", args=[asked.public_id]), {"act": "decide", "outcome": "refused", "decision": "9-TB", "answer": "Đúng rồi"}
    )
    client.force_login(user)
    assert "Đúng rồi" in client.get(sent.url).content.decode()


def test_a_breach_has_its_clock_of_72_hours_and_is_reported_once(world, client, head):
    local = timezone.localtime() - timedelta(hours=80)
    form = {"unit": world[1].key, "day": f"{local:%d/%m/%Y}", "hour": f"{local:%H:%M}", "what": "Gửi nhầm tệp", "kinds": "họ tên"}
    sent = client.post(reverse("breach-new"), form)
    breach = Breach.objects.get()
    assert sent.url == reverse("breach", args=[breach.public_id])
    page = client.get(sent.url).content.decode()
    assert "72 giờ" in page
    assert "quá hạn" in page
    now = timezone.localtime()
    report = {"act": "report", "number": "15-BC/ĐU", "day": f"{now:%d/%m/%Y}", "hour": f"{now:%H:%M}"}
    assert client.post(sent.url, report).status_code == 302
    assert client.post(sent.url, report).status_code == 422
