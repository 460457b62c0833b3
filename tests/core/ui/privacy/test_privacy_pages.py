"""The pages of personal data: what is held and who looked, asking, deciding, breaches."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from lantoa.core.access.roles import Role
from lantoa.core.people.services import appoint
from lantoa.core.privacy.models import Breach, DataRequest, Look
from lantoa.core.records.services import comment
from tests.factories import TODAY, make_account, make_person, make_unit
from tests.office import Office

pytestmark = pytest.mark.django_db
NAME = "A Đăng Xốp"
STILL_OPEN = "Người này còn tài khoản đang mở. Đóng tài khoản trước, rồi mới xóa."
PLACES = 34  # queries of the page of places, however many there are
QUEUE = 8  # queries of the queue, however long it is


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
    assert client.post(address, {"act": "decide", "outcome": "granted", "decision": "12-QĐ/ĐU", "looked": "on"}).status_code == 302
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


def entered(client, record, wish="erase"):
    """A request about the person of a record, entered by the office that is signed in; the address of its page."""
    sent = client.post(reverse("data-request-new", args=[record.public_id]), {"wish": wish, "text": "Đơn ngày 20/11"})
    assert sent.status_code == 302
    return sent.url


def test_a_request_decided_twice_says_who_decided_and_changes_nothing(world, client, head):
    address = entered(client, world[2], "restrict")
    form = {"act": "decide", "outcome": "granted", "decision": "20-QĐ/ĐU"}
    assert client.post(address, form).status_code == 302
    again = client.post(address, {**form, "outcome": "refused", "decision": "21-TB", "answer": "Không"}, follow=True)
    page = again.content.decode()
    assert "Y Lan đã quyết định yêu cầu này lúc" in page
    assert "20-QĐ/ĐU" in page
    assert "21-TB" not in page
    assert DataRequest.objects.get().outcome == "granted"


def test_the_same_asked_again_while_it_waits_is_refused_in_words(world, client, head):
    entered(client, world[2])
    again = client.post(reverse("data-request-new", args=[world[2].public_id]), {"wish": "erase", "text": "Lần nữa"})
    assert again.status_code == 422
    assert "Lần nữa" in again.content.decode(), "what was typed stays"
    assert DataRequest.objects.count() == 1


def test_a_person_with_an_open_account_is_erased_only_once_it_is_closed(world, client, head):
    office, unit, _record = world
    member = make_account(Role.MEMBER, unit, name="Y Hạnh")
    record = office.exemplar(unit, "Hội viên gương mẫu", who="person", collective_name="", deed="Góp sách", person=member.person)
    address = entered(client, record)
    form = {"act": "decide", "outcome": "granted", "decision": "12-QĐ/ĐU", "looked": "on"}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert refused.content.decode().count(STILL_OPEN) == 2, "in the warning beforehand, and above the form"
    assert "12-QĐ/ĐU" in refused.content.decode()
    member.person.refresh_from_db()
    assert member.person.name == "Y Hạnh"
    member.is_active = False
    member.save()
    assert client.post(address, form).status_code == 302
    record.refresh_from_db()
    assert "12-QĐ/ĐU" in record.title


def test_a_post_holder_without_account_or_record_has_a_request_entered_from_their_page(world, client, head):
    office, unit, _record = world
    person = make_person("A Brôl")
    appoint(person, title="Chi hội trưởng", unit=unit, starts=TODAY)
    page = client.get(reverse("person", args=[person.public_id])).content.decode()
    assert reverse("data-request-person", args=[person.public_id]) in page
    sent = client.post(reverse("data-request-person", args=[person.public_id]), {"wish": "correct", "text": "Sai chữ lót"})
    asked = DataRequest.objects.get()
    assert (sent.url, asked.unit, asked.person) == (reverse("data-request", args=[asked.public_id]), unit, person)
    stranger = make_account(Role.OFFICE, make_unit("Xã Ngọc Tem", under=office.country))
    client.force_login(stranger)
    assert client.get(reverse("data-request-person", args=[person.public_id])).status_code == 404


def test_ones_own_copy_is_in_words_and_of_nobody_else(world, client, head):
    unit = world[1]
    member = make_account(Role.MEMBER, unit, name="Y Hạnh")
    client.force_login(member)
    answer = client.post(reverse("my-data-copy"), {"format": "json"})
    told = json.loads(answer.content)
    text = json.dumps(told, ensure_ascii=False)
    assert "attachment" in answer["Content-Disposition"]
    assert "Y Hạnh" in text
    assert NAME not in text
    assert str(Role.MEMBER.label) in text
    assert member.password not in text
    book = load_workbook(io.BytesIO(b"".join(client.post(reverse("my-data-copy")).streaming_content)))
    lines = list(book.active.iter_rows(values_only=True))
    assert lines[0][:4] == ("Dữ liệu lưu giữ", "Mục số", "Trường", "Giá trị")
    assert ("Họ và tên", 1, "Họ và tên", "Y Hạnh") in [line[:4] for line in lines]
    assert client.get(reverse("my-data-copy")).status_code == 405
    assert "lấy bản sao dữ liệu cá nhân" in client.get(reverse("my-data")).content.decode()


def test_the_copy_for_one_who_asked_on_paper_is_made_by_the_office_and_noted(world, client, head):
    address = entered(client, world[2], "copy")
    page = client.get(address).content.decode()
    assert f"{address}copy/" in page
    told = client.post(f"{address}copy/", {"format": "json"})
    assert f"{NAME} hiến đất" in told.content.decode()
    assert "copy" in Look.objects.filter(person=world[2].person, by=head).values_list("what", flat=True)


def test_a_restriction_is_said_on_the_record_kept_out_of_files_and_lifted(world, client, head):
    record = world[2]
    address = entered(client, record, "object")
    client.post(address, {"act": "decide", "outcome": "granted", "decision": "20-QĐ/ĐU"})
    assert "Hạn chế xử lý theo quyết định số 20-QĐ/ĐU" in client.get(reverse("record", args=[record.public_id])).content.decode()
    sheet = b"".join(client.get(f"{reverse('record-export', args=['exemplar'])}?format=csv").streaming_content).decode()
    assert "20-QĐ/ĐU" in sheet
    assert NAME not in sheet
    assert client.post(address, {"act": "lift", "decision": ""}).status_code == 422
    assert client.post(address, {"act": "lift", "decision": "25-QĐ/ĐU"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Chấm dứt: 25-QĐ/ĐU" in page
    assert "20-QĐ/ĐU" not in client.get(reverse("record", args=[record.public_id])).content.decode()
    sheet = b"".join(client.get(f"{reverse('record-export', args=['exemplar'])}?format=csv").streaming_content).decode()
    assert NAME in sheet


def test_a_sheet_that_comes_in_again_leaves_restricted_records_out_and_notes_who_took_it(world, client, head):
    office, unit, record = world
    office.exemplar(unit, "Tổ hòa giải", who="collective", collective_name="Tổ hòa giải thôn 2", deed="Hòa giải")
    sheet = reverse("import-export", args=["exemplar"])

    def titles():
        book = load_workbook(io.BytesIO(b"".join(client.get(sheet).streaming_content)))
        return {str(value) for row in book.active.iter_rows(min_row=2, values_only=True) for value in row}

    assert {record.title, "Tổ hòa giải"} <= titles()
    assert list(Look.objects.filter(person=record.person).values_list("what", flat=True)) == ["export"]
    client.post(entered(client, record, "restrict"), {"act": "decide", "outcome": "granted", "decision": "20-QĐ/ĐU"})
    left = titles()
    assert "Tổ hòa giải" in left
    assert not [title for title in left if NAME in title or "20-QĐ/ĐU" in title]


def test_where_the_name_still_stands_is_shown_and_taken_out_place_by_place(world, client, head, caplog):
    office, unit, record = world
    other = office.initiative(unit, f"Vườn của {NAME}", description="Trồng sâm")
    address = entered(client, record)
    places = f"{address}places/"
    assert places in client.get(address).content.decode()
    page = client.get(places).content.decode()
    code = f"title:{other.pk}"
    assert f'value="{code}"' in page
    assert reverse("record", args=[other.public_id]) in page
    prefix = f"title-{other.pk}-decision"
    assert client.post(places, {"place": code, prefix: ""}).status_code == 422
    assert client.post(places, {"place": code, prefix: "12-QĐ/ĐU"}).status_code == 302
    other.refresh_from_db()
    assert NAME not in other.title
    assert "12-QĐ/ĐU" in other.title
    gone = client.post(places, {"place": code, prefix: "12-QĐ/ĐU"}, follow=True)
    assert "Tên không còn ở chỗ đó nữa" in gone.content.decode()
    assert NAME not in caplog.text
    assert NAME not in places
    client.post(address, {"act": "decide", "outcome": "granted", "decision": "12-QĐ/ĐU", "looked": "on"})
    assert client.get(places).status_code == 404


def test_shorter_forms_are_decided_on_one_by_one_and_what_is_left_is_remembered(world, client, head, caplog):
    office, unit, record = world
    other = office.initiative(unit, "Vườn mẫu", description="Ông Xốp giúp")
    places = f"{entered(client, record)}places/"
    page = client.get(places)
    row = next(row for row in page.context["offered"] if row.place.record.pk == other.pk)
    code = row.place.code
    assert [row.place.code for row in page.context["whole"]] == []
    assert client.post(places, {"place": code, "act": "leave"}).status_code == 302
    page = client.get(places)
    assert code not in [row.place.code for row in page.context["offered"]]
    assert [row.place.code for row in page.context["left"]] == [code]
    client.post(places, {"place": code, "act": "look_again"})
    prefix = f"{''.join(letter if letter.isalnum() else '-' for letter in code)}-decision"
    assert client.post(places, {"place": code, prefix: "12-QĐ/ĐU"}).status_code == 302
    other.refresh_from_db()
    assert other.description == "Ông [Đã xóa theo quyết định số 12-QĐ/ĐU] giúp"
    assert "Xốp" not in caplog.text


def test_an_erasure_is_granted_only_by_one_who_says_that_the_places_were_looked_at(world, client, head):
    address = entered(client, world[2])
    form = {"act": "decide", "outcome": "granted", "decision": "12-QĐ/ĐU"}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "xem các chỗ còn có tên rồi xác nhận" in refused.content.decode()
    assert client.post(address, {**form, "outcome": "refused", "answer": "Điều 1"}).status_code == 302


def test_a_copy_says_what_is_left_out_and_why(world, client, head):
    office, _unit, record = world
    comment(record, text="Cần hỏi thêm", by=office.leader, today=TODAY)
    address = entered(client, record, "copy")
    told = json.loads(client.post(f"{address}copy/", {"format": "json"}).content)
    assert "Cần hỏi thêm" in json.dumps(told["held"], ensure_ascii=False)
    assert "Không nêu ai đã viết góp ý" in told["left_out"][0]
    book = load_workbook(io.BytesIO(b"".join(client.post(f"{address}copy/").streaming_content)))
    lines = [line[:4] for line in book.active.iter_rows(values_only=True)]
    assert [line[3] for line in lines if line[0] == "Không có trong bản sao này"] == told["left_out"]
    client.force_login(make_account(Role.MEMBER, world[1]))
    own = json.loads(client.post(reverse("my-data-copy"), {"format": "json"}).content)
    assert "Bản sao này không gồm góp ý" in own["left_out"][0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_places_take_as_many_queries_for_one_as_for_three(world, client, head, count):
    office, unit, record = world
    for number in range(count):
        record_there = office.initiative(unit, f"Vườn {number} của {NAME}")
        comment(record_there, text=f"Hỏi {NAME}, ông Xốp", by=office.leader, today=TODAY)
    places = f"{entered(client, record)}places/"
    client.get(places)
    with CaptureQueriesContext(connection) as ran:
        assert len(client.get(places).context["whole"]) == 3 * count
    assert len(ran) == PLACES, [query["sql"][:90] for query in ran]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_as_many_queries_for_one_as_for_three(world, client, head, count):
    for wish in ("erase", "restrict", "copy")[:count]:
        entered(client, world[2], wish)
    client.get(reverse("data-requests"))
    with CaptureQueriesContext(connection) as ran:
        client.get(reverse("data-requests"))
    assert len(ran) == QUEUE, [query["sql"][:90] for query in ran]
