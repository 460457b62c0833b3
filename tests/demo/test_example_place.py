"""The made-up commune in the demo: what no account tells has an example with something to show, and nothing of it counts elsewhere."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from lantoa.core.measures.reading import read
from lantoa.core.people.models import User
from lantoa.core.records.models import Record, State
from lantoa.core.records.selectors import asked_again, inbox
from lantoa.core.ui.records.chain import chain_of
from lantoa.core.ui.records.spread import Copy, spread_of
from lantoa.core.units.loading import COUNTRY
from lantoa.core.units.models import Closure, Unit
from lantoa.demo.accounts import EXAMPLE_ACCOUNTS
from lantoa.demo.units import DISTRICTS, EXAMPLE_PLACE, party_key
from lantoa.domains.initiatives.models import Initiative
from lantoa.domains.valuechain.choices import Part
from lantoa.domains.valuechain.models import ChainPartner, Product
from lantoa.lib.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
DAY = date(2023, 5, 25)
PERIOD = Period(date(2021, 5, 18), date(2023, 5, 26))
FIRST = "Trồng nấm rơm tại nhà (ví dụ)"
COUNTED = (
    "initiatives.kept",
    "initiatives.new",
    "initiatives.stopped",
    "initiatives.households",
    "valuechain.products",
    "valuechain.partners",
)


@pytest.fixture
def clerk() -> User:
    return User.objects.get(username="vanphong.vidu")


@pytest.fixture
def visitor(clerk: User, settings: Settings) -> Client:
    settings.LANTOA_BUSINESS_DAY = DAY.isoformat()
    client = Client(headers={"accept-language": "vi"})
    client.force_login(clerk)
    return client


def counted(measure: str, key: str) -> tuple[object, int]:
    reading = read(measure, Unit.objects.get(key=key), PERIOD)
    return reading.counted, reading.n


def followed(copy: Copy) -> dict[str, object]:
    return {one.where: followed(one) for one in copy.copies}


def test_an_initiative_is_followed_in_three_steps_each_with_start_and_result(clerk: User) -> None:
    spread = spread_of(Initiative.objects.get(title=FIRST), actor=clerk, today=DAY, at=DAY)
    assert spread is not None
    village = "Thôn Ví Dụ {}".format
    assert followed(spread.root) == {village(2): {village(4): {village(6): {}}, village(5): {}}, village(3): {}}
    assert all(copy.since and copy.result for copy in spread.nodes)
    assert [copy.where for copy in spread.nodes if not copy.certain] == [village(6)]
    assert [copy.where for copy in spread.nodes if copy.stopped] == [village(3)]
    assert spread.hidden == 0


def test_its_chain_runs_from_supply_over_cooperative_and_contract_to_the_product(clerk: User) -> None:
    entries = chain_of(Record.objects.get(title=FIRST), actor=clerk, today=DAY, at=DAY, chosen={})
    assert [entry.text for entry in entries] == [
        "Công ty Giống Ví Dụ, phôi nấm",
        "Hợp tác xã Ví Dụ, nấm rơm tươi",
        "Công ty Thực phẩm Ví Dụ, nấm rơm tươi, Hợp đồng ví dụ số 1",
        "Muối nấm (ví dụ), 3 sao",
        "Nấm rơm sấy (ví dụ), 4 sao",
    ]
    assert [entry.mark for entry in entries] == ["done", "done", "done", "past", "done"]
    assert [bool(entry.meta) for entry in entries] == [False, False, False, True, False]
    assert {partner.part for partner in ChainPartner.objects.all()} == set(Part.values)


def test_the_certificate_of_one_product_runs_and_that_of_another_has_ended() -> None:
    runs, ended = Product.objects.order_by("-expires")
    assert (runs.stars, runs.day <= DAY < runs.expires) == (4, True)
    assert (ended.stars, ended.expires <= DAY) == (3, True)


def test_one_initiative_wants_its_answer_one_was_answered_for_and_one_has_stopped(clerk: User) -> None:
    assert [record.title for record in asked_again(clerk, today=DAY)] == ["Tổ trồng nấm sau vụ gặt (ví dụ)"]
    first = Initiative.objects.get(title=FIRST)
    assert [event.step for event in first.events.order_by("number") if event.step != "link"] == ["create", "submit", "approve", "kept"]
    assert first.due == date(2023, 6, 20)
    stopped = Initiative.objects.get(stopped__isnull=False)
    assert (stopped.stop_reason, stopped.due) == ("Thiếu rơm (ví dụ)", None)


def test_every_page_of_it_shows_something(visitor: Client) -> None:
    page = visitor.get(reverse("record", args=[Initiative.objects.get(title=FIRST).public_id])).content.decode()
    assert 'id="spread"' in page
    assert 'id="chain"' in page
    for path, text in (
        ("/records/product/?runs=yes", "Nấm rơm sấy (ví dụ)"), ("/records/product/?runs=no", "Muối nấm (ví dụ)"),
        ("/records/chain/?part=buyer", "Bao tiêu nấm rơm (ví dụ)"), ("/reviews/", "Tổ trồng nấm sau vụ gặt (ví dụ)"),
    ):  # fmt: skip
        assert text in visitor.get(path).content.decode(), path


def test_what_the_office_handed_in_waits_for_the_secretary() -> None:
    secretary = User.objects.get(username="bithu.vidu")
    assert [record.title for record in inbox(secretary, today=DAY)] == ["Vườn nấm học sinh (ví dụ)"]


def test_everything_of_it_is_called_an_example() -> None:
    records = Record.objects.filter(unit__key__startswith=EXAMPLE_PLACE)
    assert records.count() == 11
    assert not records.exclude(title__endswith="(ví dụ)").exists()
    assert set(records.values_list("source", flat=True)) == {"Ví dụ của bản dùng thử, không lấy từ nguồn nào"}
    assert all("Ví Dụ" in unit.name for unit in Unit.objects.filter(key__startswith=EXAMPLE_PLACE))
    assert all("Ví Dụ" in name for name in ChainPartner.objects.exclude(partner_name="").values_list("partner_name", flat=True))
    approved = Record.objects.filter(title__endswith="(ví dụ)", state=State.APPROVED)
    assert not approved.exclude(unit__key__startswith=EXAMPLE_PLACE).exists()


def test_it_stands_under_no_unit_and_holds_no_other() -> None:
    stand = Closure.objects.filter(descendant__key__startswith=EXAMPLE_PLACE)
    assert not stand.exclude(ancestor__key__startswith=EXAMPLE_PLACE).exists()
    assert not Closure.objects.filter(ancestor__key__startswith=EXAMPLE_PLACE).exclude(descendant__key__startswith=EXAMPLE_PLACE).exists()


def test_it_counts_at_home_and_moves_no_figure_of_the_accounts() -> None:
    assert counted("initiatives.kept", EXAMPLE_PLACE) == (4, 4)
    assert counted("valuechain.products", EXAMPLE_PLACE) == (1, 1)
    assert counted("valuechain.partners", EXAMPLE_PLACE) == (3, 3)
    told = {"initiatives.kept": (17, 17)}  # the fourteen of Kon Plông and the three of An Phú
    assert {measure: counted(measure, COUNTRY) for measure in COUNTED} == dict.fromkeys(COUNTED, (0, 0)) | told
    for district in DISTRICTS:
        for key in (district, party_key(district)):
            assert counted("valuechain.products", key) == counted("valuechain.partners", key) == (0, 0)


def test_nobody_else_sees_it_and_its_people_see_nothing_else() -> None:
    others = User.objects.exclude(username__in=[account.username for account in EXAMPLE_ACCOUNTS]).exclude(username="quantri")
    for user in others:
        assert not Record.objects.visible_to(user, at=DAY).filter(unit__key__startswith=EXAMPLE_PLACE).exists()
    for account in EXAMPLE_ACCOUNTS:
        seen = Record.objects.visible_to(User.objects.get(username=account.username), at=DAY)
        assert seen.exists()
        assert not seen.exclude(unit__key__startswith=EXAMPLE_PLACE).exists()
