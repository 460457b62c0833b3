"""The pages of initiatives, exemplars and contributions: entered, shown, found, stopped, withdrawn from."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.access.roles import Role
from lantoa.core.people.models import Person
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import advance, change
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.models import Contribution, Exemplar, Initiative
from lantoa.domains.initiatives.services import stop_initiative
from tests.domains.initiatives.entering import Office
from tests.factories import TODAY, make_account, make_person, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def commune(office: Office) -> Unit:
    return make_unit("Xã Đăk Ring", under=office.country)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(office: Office) -> Client:
    return signed_in(office.clerk)


@pytest.fixture
def leader(office: Office) -> Client:
    return signed_in(office.leader)


def blank(client: Client, kind: str) -> dict[str, Any]:
    """What the empty form of a kind would send."""
    page = client.get(reverse("record-new", args=[kind])).content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return dict(found)


def send(client: Client, kind: str, **values: Any) -> Any:
    return client.post(reverse("record-new", args=[kind]), blank(client, kind) | values)


def errors(response: Any) -> str:
    page = response.content.decode()
    return page[page.index("error-summary") :] if "error-summary" in page else ""


def page_of(client: Client, record: Record, *, at: str = "") -> str:
    response = client.get(reverse("record", args=[record.public_id]), {"at": at} if at else {})
    assert response.status_code == 200
    return response.content.decode()


class TestEnteringAnInitiative:
    def test_it_is_entered_as_it_is_told(self, clerk: Client, commune: Unit) -> None:
        neighbour = make_unit("Xã Hiếu")
        response = send(
            clerk,
            "initiative",
            unit=commune.key,
            title="Nuôi cá niêng",
            sector="fishery",
            places="Xã Đăk Ring\nXã Hiếu",
            hosts="",
            since="3/2021",
            day="25/5/2023",
            households="12",
            cost="31 triệu",
            directive="kết luận 01 - kl/tw",
            movement="Học và làm theo Bác",
            **{"results-0-what": "thu nhập mỗi hộ", "results-0-amount": "hơn 300 triệu đồng", "results-0-year": "2022"},
        )
        assert response.status_code == 302, errors(response)
        made = Initiative.objects.get()
        assert (made.since, made.since_precision, made.households, made.cost) == (date(2021, 3, 1), "month", 12, 31_000_000)
        assert set(made.places.all()) == {commune, neighbour}
        assert made.directive == "kết luận 01-KL/TW"
        assert made.results == [{"what": "thu nhập mỗi hộ", "value": "300000000", "unit": "đồng", "qualifier": "more_than", "year": 2022}]
        page = page_of(clerk, made)
        assert "hơn 300\N{NO-BREAK SPACE}triệu\N{NO-BREAK SPACE}đồng" in page
        assert "3/2021" in page

    def test_a_movement_is_refused_with_a_sentence_that_shows_the_way(self, clerk: Client, commune: Unit) -> None:
        response = send(
            clerk, "initiative", unit=commune.key, title="Phong trào xây dựng đường làng", sector="environment", day="25/5/2023"
        )
        assert response.status_code == 200
        assert "phong trào" in errors(response).lower()
        assert not Initiative.objects.exists()

    @pytest.mark.parametrize(
        ("values", "field"),
        (
            ({"since": "2021-H1"}, "since"),
            ({"since": "26/5/2023"}, "since"),
            ({"since": "31/2/2021"}, "since"),
            ({"sector": ""}, "sector"),
            ({"households": "12,5"}, "households"),
            ({"results-0-what": "thu nhập"}, "results-0-amount"),
            ({"results-0-amount": "12 hộ"}, "results-0-what"),
            ({"results-0-what": "x", "results-0-amount": "1.2.3"}, "results-0-amount"),
            ({"places": "Xã Không Có"}, "places"),
            ({"day": "26/5/2023"}, "day"),
        ),
    )
    def test_what_cannot_be_is_said_beside_its_field(self, clerk: Client, commune: Unit, values: dict[str, str], field: str) -> None:
        given = {"unit": commune.key, "title": "Nuôi cá", "sector": "fishery", "day": "25/5/2023"} | values
        response = send(clerk, "initiative", **given)
        assert response.status_code == 200
        assert f'href="#id_{field}"' in errors(response)
        assert not Initiative.objects.exists()

    def test_what_was_entered_stands_in_the_form_again(self, clerk: Client, office: Office, commune: Unit) -> None:
        results = [{"what": "lãi", "value": "85", "high": "90", "unit": "%", "qualifier": "range", "year": None}]
        draft = office.initiative(
            commune, approved=False, since=date(2021, 1, 1), since_precision="year", places=[commune], results=results
        )
        page = clerk.get(reverse("record-edit", args=[draft.public_id])).content.decode()
        for text in ('value="2021"', "Xã Đăk Ring", 'value="lãi"', 'value="từ 85 đến 90%"'):
            assert text in page, text
        copy = clerk.get(reverse("record-copy", args=[draft.public_id])).content.decode()
        assert 'value="lãi"' in copy

    def test_a_form_sent_twice_makes_one_record_and_one_person(self, clerk: Client, commune: Unit) -> None:
        given = {
            "unit": commune.key,
            "title": "Hiến đất làm đường",
            "day": "25/5/2023",
            "who": "person",
            "person_name": "Nguyễn Văn Hai",
            "deed": "Hiến đất",
        }
        sent = blank(clerk, "exemplar") | given
        for _time in range(2):
            assert clerk.post(reverse("record-new", args=["exemplar"]), sent).status_code == 302
        assert Exemplar.objects.count() == 1
        assert Person.objects.filter(name="Nguyễn Văn Hai").count() == 1


class TestThePageOfAnInitiative:
    def test_its_life_is_told_from_what_is_known_alone(self, clerk: Client, office: Office, commune: Unit) -> None:
        page = page_of(clerk, office.initiative(commune, source="Bài viết ngày 25/5/2023"))
        life = page[page.index('class="life"') :]
        assert "chưa rõ" in life[: life.index("</ol>")]
        assert "Bài viết ngày 25/5/2023" in life

    def test_it_is_what_it_was_on_the_day_looked_at(self, clerk: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, day=date(2022, 6, 1), since=date(2022, 1, 1), since_precision="year")
        stop_initiative(record, day=date(2023, 3, 1), reason="Hết giống", by=office.leader, today=TODAY)
        chip = re.compile(r'id="life".*?class="chip[^"]*">(?:<svg.*?</svg>)([^<]+)<', re.DOTALL)
        seen = {at: chip.search(page_of(clerk, record, at=at)) for at in ("2022-12-31", "2023-02-28", "2023-03-01")}
        assert [match and match[1] for match in seen.values()] == ["Mới", "Đang duy trì", "Đã dừng"]

    def test_a_stranger_finds_nothing(self, office: Office, commune: Unit) -> None:
        other = make_unit("Xã Hoàng Đan")
        stranger = signed_in(make_account(Role.SECRETARY, other))
        record = office.initiative(commune)
        for name in ("record", "initiative-stop", "initiative-resume", "exemplar-consents"):
            assert stranger.get(reverse(name, args=[record.public_id])).status_code == 404


class TestLists:
    @pytest.fixture
    def told(self, office: Office, commune: Unit) -> Unit:
        office.initiative(commune, "Mới từ 2023", since=date(2023, 1, 1), since_precision="year", movement="Dân vận khéo")
        office.initiative(commune, "Giữ từ 2021", sector="crops", since=date(2021, 1, 1), since_precision="year")
        record = office.initiative(commune, "Đã dừng năm 2023", since=date(2022, 1, 1), since_precision="year")
        stop_initiative(record, day=date(2023, 3, 1), reason="Hết vốn", by=office.leader, today=TODAY)
        office.initiative(commune, "Không rõ năm", places=[make_unit("Xã Pờ Ê")])
        return commune

    @pytest.mark.parametrize(
        ("query", "titles"),
        (
            ({"status": "new"}, {"Mới từ 2023"}),
            ({"status": "kept"}, {"Giữ từ 2021", "Không rõ năm"}),
            ({"status": "stopped"}, {"Đã dừng năm 2023"}),
            ({"sector": "crops"}, {"Giữ từ 2021"}),
            ({"since": "2021"}, {"Giữ từ 2021"}),
            ({"since": "unknown"}, {"Không rõ năm"}),
            ({"since": "before"}, set()),
            ({"movement": "yes"}, {"Mới từ 2023"}),
            ({"q": "po e"}, {"Không rõ năm"}),
            ({"q": "trong trot"}, {"Giữ từ 2021"}),
            ({"q": "dan van kheo"}, {"Mới từ 2023"}),
            ({"q": "crops"}, {"Giữ từ 2021"}),
        ),
    )
    def test_it_is_narrowed_by_what_an_office_asks_for(self, clerk: Client, told: Unit, query: dict[str, str], titles: set[str]) -> None:
        page = clerk.get(reverse("record-list", args=["initiative"]), query).content.decode()
        every = {"Mới từ 2023", "Giữ từ 2021", "Đã dừng năm 2023", "Không rõ năm"}
        assert {title for title in every if f">{title}<" in page} == titles

    def test_the_status_is_that_of_the_day_looked_at(self, clerk: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, "Một mô hình", day=date(2022, 6, 1), since=date(2022, 1, 1), since_precision="year")
        stop_initiative(record, day=date(2023, 3, 1), reason="Hết vốn", by=office.leader, today=TODAY)
        for at, status in (("2022-12-31", "new"), ("2023-02-28", "kept"), ("2023-05-01", "stopped")):
            for asked in ("new", "kept", "stopped"):
                page = clerk.get(reverse("record-list", args=["initiative"]), {"at": at, "status": asked}).content.decode()
                assert (">Một mô hình<" in page) == (asked == status)

    @pytest.mark.parametrize("kind", ("initiative", "exemplar", "contribution"))
    def test_a_list_takes_as_many_queries_for_three_as_for_one(
        self,
        clerk: Client,
        office: Office,
        commune: Unit,
        kind: str,
        django_assert_max_num_queries: Callable,
        django_assert_num_queries: Callable,
    ) -> None:
        def enter(number: int) -> None:
            if kind == "initiative":
                office.initiative(commune, places=[commune, make_unit(under=office.country)], hosts=[commune])
            elif kind == "exemplar":
                office.exemplar(commune, who="person", collective_name="", person=make_person(f"Y Người {number}"), place=commune)
            else:
                office.gift(commune, "money", 5, donor="person", donor_person=make_person(f"Y Cho {number}"), place=commune)

        address = reverse("record-list", args=[kind])
        enter(0)
        clerk.get(address)
        with django_assert_max_num_queries(12) as first:
            clerk.get(address)
        enter(1), enter(2)
        with django_assert_num_queries(len(first)):
            clerk.get(address)


class TestStopping:
    def test_the_day_and_the_reason_are_asked_for_and_kept(self, leader: Client, clerk: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, since=date(2021, 1, 1), since_precision="year")
        address = reverse("initiative-stop", args=[record.public_id])
        assert address in page_of(leader, record)
        assert leader.get(address).status_code == 200
        response = leader.post(address, {"version": record.version, "stopped": "1/3/2023", "stop_reason": ""})
        assert response.status_code == 200
        assert 'href="#id_stop_reason"' in errors(response)
        response = leader.post(address, {"version": record.version, "stopped": "1/3/2023", "stop_reason": "Hết giống"})
        assert response.status_code == 302
        record.refresh_from_db()
        assert (record.stopped, record.stop_reason, record.state) == (date(2023, 3, 1), "Hết giống", State.APPROVED)
        assert "Hết giống" in page_of(clerk, record)

    def test_one_who_may_not_correct_may_not_stop(self, office: Office, commune: Unit) -> None:
        member = signed_in(make_account(Role.MEMBER, commune))
        record = office.initiative(commune)
        assert member.get(reverse("initiative-stop", args=[record.public_id])).status_code == 403
        assert member.post(reverse("initiative-stop", args=[record.public_id]), {"stopped": "1/3/2023"}).status_code == 403
        record.refresh_from_db()
        assert record.stopped is None

    def test_a_stop_before_the_start_is_refused_beside_the_day(self, leader: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, since=date(2022, 1, 1), since_precision="year")
        response = leader.post(
            reverse("initiative-stop", args=[record.public_id]),
            {"version": record.version, "stopped": "1/3/2021", "stop_reason": "Hết giống"},
        )
        assert 'href="#id_stopped"' in errors(response)

    def test_it_can_be_resumed_with_a_reason_and_the_stop_stays_in_the_history(self, leader: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune)
        record = stop_initiative(record, day=TODAY, reason="Nhầm", by=office.leader, today=TODAY)
        response = leader.post(reverse("initiative-resume", args=[record.public_id]), {"version": record.version, "reason": "Vẫn làm"})
        assert response.status_code == 302
        record.refresh_from_db()
        assert (record.stopped, record.stop_reason) == (None, "")
        assert [event.step for event in record.events.order_by("number")][-2:] == ["stop", "resume"]

    def test_an_edit_in_between_is_not_overwritten(self, leader: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune)
        change(record, values={"title": "Tên khác"}, by=office.leader, today=TODAY, reason="Ghi nhầm")
        response = leader.post(
            reverse("initiative-stop", args=[record.public_id]), {"version": record.version, "stopped": "25/5/2023", "stop_reason": "Hết"}
        )
        assert response.status_code == 302
        assert Initiative.objects.get().stopped is None

    def test_a_step_that_the_state_no_longer_has_leads_back(self, leader: Client, office: Office, commune: Unit) -> None:
        record = advance(office.initiative(commune, approved=False), "submit", by=office.clerk, today=TODAY)
        response = leader.get(reverse("initiative-stop", args=[record.public_id]))
        assert response.status_code == 302
        gift = office.gift(commune, "money", 5)
        assert leader.get(reverse("initiative-stop", args=[gift.public_id])).status_code == 404


class TestExemplars:
    def entered(self, client: Client, commune: Unit, **values: Any) -> Exemplar:
        given = {
            "unit": commune.key,
            "title": "Hiến đất làm đường",
            "day": "25/5/2023",
            "who": "person",
            "person_name": "Nguyễn Văn Hai",
            "deed": "Hiến đất",
        }
        response = send(client, "exemplar", **(given | values))
        assert response.status_code == 302, errors(response)
        return Exemplar.objects.latest("pk")

    def test_no_consent_is_ticked_beforehand(self, clerk: Client) -> None:
        page = clerk.get(reverse("record-new", args=["exemplar"])).content.decode()
        boxes = re.findall(r'<input type="checkbox"[^>]*name="(?:consent_\w+|child)"[^>]*>', page)
        assert len(boxes) == 6
        assert not any("checked" in box for box in boxes)

    def test_each_consent_is_kept_by_itself_with_its_day(self, clerk: Client, commune: Unit) -> None:
        made = self.entered(clerk, commune, consent_name="on", consent_day="20/5/2023")
        assert (made.consent_name, made.consent_name_day) == ("given", date(2023, 5, 20))
        assert (made.consent_photo, made.consent_photo_day) == ("none", None)
        assert made.person is not None
        assert made.person.name == "Nguyễn Văn Hai"
        assert "20/5/2023" in page_of(clerk, made)

    def test_a_consent_without_its_day_is_refused(self, clerk: Client, commune: Unit) -> None:
        given = {
            "unit": commune.key,
            "title": "Hiến đất",
            "day": "25/5/2023",
            "who": "person",
            "person_name": "A",
            "deed": "x",
            "consent_name": "on",
        }
        response = send(clerk, "exemplar", **given)
        assert 'href="#id_consent_day"' in errors(response)
        assert not Person.objects.filter(name="A").exists()

    def test_an_emptied_box_takes_a_consent_back_today(self, clerk: Client, commune: Unit) -> None:
        made = self.entered(clerk, commune, consent_name="on", consent_photo="on", consent_day="20/5/2023")
        address = reverse("record-edit", args=[made.public_id])
        page = clerk.get(address).content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page))
        given = {
            "unit": commune.key,
            "title": made.title,
            "day": "25/5/2023",
            "who": "person",
            "person_name": "Nguyễn Văn Hai",
            "deed": "Hiến đất",
        }
        assert clerk.post(address, hidden | given | {"consent_photo": "on"}).status_code == 302
        again = Exemplar.objects.get(pk=made.pk)
        assert (again.consent_name, again.consent_name_day) == ("withdrawn", TODAY)
        assert (again.consent_photo, again.consent_photo_day) == ("given", date(2023, 5, 20))
        assert again.person == made.person, "the same name is the same person"

    def test_a_copy_takes_neither_name_nor_consents_along(self, clerk: Client, commune: Unit) -> None:
        made = self.entered(clerk, commune, consent_name="on", consent_day="20/5/2023")
        page = clerk.get(reverse("record-copy", args=[made.public_id])).content.decode()
        assert "Nguyễn Văn Hai" not in page
        assert not re.search(r'name="consent_name"[^>]*checked', page)

    def test_a_consent_is_withdrawn_at_once_by_its_author_even_after_approval(self, clerk: Client, office: Office, commune: Unit) -> None:
        made = office.approve(self.entered(clerk, commune, consent_name="on", consent_day="20/5/2023"))
        address = reverse("exemplar-consents", args=[made.public_id])
        assert address in page_of(clerk, made)
        page = clerk.get(address).content.decode()
        assert 'value="name"' in page
        assert 'value="photo"' not in page
        assert clerk.post(address, {"what": "name", "reason": ""}).status_code == 302
        again = Exemplar.objects.get(pk=made.pk)
        assert (again.consent_name, again.consent_name_day, again.state) == ("withdrawn", TODAY, State.APPROVED)
        assert again.events.latest("number").step == "withdraw_consent"

    def test_without_a_consent_there_is_nothing_to_withdraw(self, clerk: Client, office: Office, commune: Unit) -> None:
        made = office.approve(self.entered(clerk, commune))
        address = reverse("exemplar-consents", args=[made.public_id])
        assert address not in page_of(clerk, made)
        assert clerk.get(address).status_code == 302
        assert clerk.post(address, {"what": "name", "reason": ""}).status_code == 302
        assert Exemplar.objects.get(pk=made.pk).consent_name == "none"


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


class TestFigures:
    def test_a_range_stays_a_range_at_every_unit_and_in_the_whole(self, clerk: Client, office: Office, commune: Unit) -> None:
        office.gift(commune, "rides", 85, high=Decimal(90), qualifier="range")
        office.gift(make_unit("Xã Hiếu", under=office.country), "rides", 10, qualifier="more_than")
        query = {"unit": office.country.key, "period": "2023", "by": "unit"}
        page = clerk.get(reverse("figure", args=["contributions.rides"]), query).content.decode()
        assert "từ 85 đến 90" in page
        assert "hơn 10" in page
        assert "ít nhất 95" in page
