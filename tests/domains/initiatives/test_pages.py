"""The pages of initiatives: entered, shown, found, stopped."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from lantoa.core.access.roles import Role
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import State
from lantoa.core.records.services import advance, change
from lantoa.core.ui.records.telling import tell
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.models import Initiative
from lantoa.domains.initiatives.services import stop_initiative
from tests.domains.pages import errors, page_of, send, signed_in
from tests.factories import TODAY, make_account, make_unit
from tests.office import Office

pytestmark = pytest.mark.django_db


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

    def test_its_history_tells_a_start_as_exactly_as_it_was_told_then(self, office: Office, commune: Unit) -> None:
        made = office.initiative(commune, approved=False, since=date(2022, 1, 1), since_precision="year")
        made = change(made, values={"since": date(2021, 1, 1)}, by=office.clerk, today=TODAY)
        made = change(made, values={"since": date(2021, 3, 1), "since_precision": "month"}, by=office.clerk, today=TODAY)
        made = change(made, values={"since": date(2021, 3, 25), "since_precision": "day"}, by=office.clerk, today=TODAY)
        made = change(made, values={"since": None, "since_precision": "unknown"}, by=office.clerk, today=TODAY)
        with override("vi"):
            told = tell(made, kind_of("initiative"), actor=office.clerk, at=TODAY)[:4]
            starts = [[(str(change.label), change.old, change.new) for change in one.changes] for one in told]
        assert starts == [
            [("Bắt đầu từ", "25/3/2021", "")],
            [("Bắt đầu từ", "3/2021", "25/3/2021")],
            [("Bắt đầu từ", "2021", "3/2021")],
            [("Bắt đầu từ", "2022", "2021")],
        ]

    def test_a_movement_is_refused_with_a_sentence_that_shows_the_way(self, clerk: Client, commune: Unit) -> None:
        response = send(
            clerk, "initiative", unit=commune.key, title="Phong trào xây dựng đường làng", sector="environment", day="25/5/2023"
        )
        assert response.status_code == 422
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
        assert response.status_code == 422
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

    def test_on_a_day_before_it_was_told_of_it_is_not_said_to_be_kept_up(self, clerk: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, day=date(2023, 5, 20))
        lives = [re.search(r'<ol class="life".*?</ol>', page_of(clerk, record, at=at), re.DOTALL) for at in ("2023-05-19", "2023-05-20")]
        assert [life and "Đang duy trì" in life[0] for life in lives] == [False, True]

    def test_a_stranger_finds_nothing(self, office: Office, commune: Unit) -> None:
        other = make_unit("Xã Hoàng Đan")
        stranger = signed_in(make_account(Role.SECRETARY, other))
        record = office.initiative(commune)
        for name in ("record", "initiative-stop", "initiative-resume"):
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

    def test_a_list_takes_as_many_queries_for_three_as_for_one(
        self, office: Office, commune: Unit, list_costs_the_same: Callable[..., None]
    ) -> None:
        def enter(number: int) -> None:
            office.initiative(commune, places=[commune, make_unit(under=office.country)], hosts=[commune])

        list_costs_the_same("initiative", enter)


class TestStopping:
    def test_the_day_and_the_reason_are_asked_for_and_kept(self, leader: Client, clerk: Client, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, since=date(2021, 1, 1), since_precision="year")
        address = reverse("initiative-stop", args=[record.public_id])
        assert address in page_of(leader, record)
        assert leader.get(address).status_code == 200
        response = leader.post(address, {"version": record.version, "stopped": "1/3/2023", "stop_reason": ""})
        assert response.status_code == 422
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


@pytest.mark.parametrize(
    "asked", ("", "sort=title", "sort=-unit", "sort=sector", "sector=livestock", "q=nuoi", "state=approved&sort=-since")
)
def test_the_pages_of_a_list_hold_each_record_once_however_it_is_asked_for(
    office: Office, commune: Unit, clerk: Client, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr("lantoa.core.ui.records.listing.PER_PAGE", 2)
    made = [office.initiative(commune, f"Nuôi trâu {number}", day=date(2023, 1, 1 + number // 2)) for number in range(5)]
    pages = [clerk.get(f"{reverse('record-list', args=['initiative'])}?{asked}&page={number}").context["page"] for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert sorted(record.pk for page in pages for record in page) == [record.pk for record in made]
    if not asked:
        assert [record.title[-1] for page in pages for record in page] == ["4", "3", "2", "1", "0"]
