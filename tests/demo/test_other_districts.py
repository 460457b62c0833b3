"""An Phú, Nông Cống, Tam Dương and Xuân Trường in the demo."""

from datetime import date

import pytest

from lantoa.core.measures.reading import Reading, read
from lantoa.core.records.models import Link, LinkKind, Record
from lantoa.core.units.models import Unit
from lantoa.demo.units import AN_PHU, NONG_CONG, TAM_DUONG, XUAN_TRUONG, party_key
from lantoa.domains.contributions.models import Contribution
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.initiatives.models import Initiative
from lantoa.lib.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def reading(measure: str, district: str, last: date, **more: str) -> Reading:
    return read(measure, Unit.objects.get(key=party_key(district)), Period(date(2021, 1, 1), last), **more)


AN_PHU_DAY, NONG_CONG_DAY, TAM_DUONG_DAY = date(2022, 8, 17), date(2024, 9, 1), date(2025, 1, 1)  # the days after


def test_an_initiative_in_fourteen_communes_is_one_initiative() -> None:
    assert reading("initiatives.kept", AN_PHU, AN_PHU_DAY).value == 3
    assert reading("initiatives.present_in", AN_PHU, AN_PHU_DAY).value == 28
    widest = Initiative.objects.get(title="Nắm gạo tình thương")
    assert (widest.unit.name, widest.places.count(), widest.hosts.count()) == ("Huyện ủy An Phú", 14, 0)
    communes = Unit.objects.filter(placements__parent__key=AN_PHU, kind__in=("commune", "township"))
    assert set(widest.places.all()) == set(communes)


def test_kinds_of_gift_stay_apart_and_nearly_stays_nearly() -> None:
    land, money, work = (reading(f"contributions.{kind}", AN_PHU, AN_PHU_DAY) for kind in ("land", "money", "work_days"))
    assert (land.value, land.qualifier) == (3500, "exact")
    assert (money.value, money.qualifier) == (40_000_000_000, "nearly")
    assert (work.value, work.n) == (0, 0)
    assert reading("contributions.gifts", AN_PHU, AN_PHU_DAY).value == 4


def test_what_he_gave_belongs_to_the_exemplar_and_to_one_person() -> None:
    exemplar = Exemplar.objects.get(person__name="Nguyễn Tuấn Thành")
    gifts = Contribution.objects.filter(donor_person=exemplar.person)
    assert len(gifts) == 3
    assert set(Link.objects.filter(target=exemplar.pk, kind=LinkKind.BELONGS_TO).values_list("source", flat=True)) == {
        gift.pk for gift in gifts
    }


@pytest.mark.parametrize("measure", ("programme.frontline_people", "contributions.household_turns"))
def test_thousands_stay_thousands_and_declared(measure: str) -> None:
    told = reading(measure, AN_PHU, AN_PHU_DAY)
    assert (told.value, told.high, told.qualifier, told.n) == (1000, 9999, "thousands", 0)


def test_five_initiatives_of_the_township_each_with_its_hosts() -> None:
    assert reading("initiatives.kept", NONG_CONG, NONG_CONG_DAY).value == 5
    gate = Initiative.objects.get(title="Cổng trường tự quản về an toàn giao thông")
    assert {host.name.removesuffix(" thị trấn Nông Cống") for host in gate.hosts.all()} == {
        "Công an",
        "Hội Cựu chiến binh",
        "Đoàn Thanh niên",
    }
    veterans = Initiative.objects.get(title="Cựu chiến binh tham gia bảo đảm an toàn giao thông")
    assert {place.name for place in veterans.places.all()} == {"Tiểu khu Bắc Giang", "Tiểu khu Thái Hòa"}


def test_what_is_told_later_does_not_count_before_its_day() -> None:
    assert reading("initiatives.kept", NONG_CONG, date(2023, 5, 26)).value == 0
    assert reading("initiatives.kept", TAM_DUONG, date(2023, 5, 26)).value == 0


def test_more_than_two_hundred_is_a_mixed_lower_bound_never_split_nor_completed() -> None:
    mixed = reading("programme.models_and_exemplars", TAM_DUONG, TAM_DUONG_DAY)
    assert (mixed.value, mixed.counted, mixed.declared, mixed.qualifier, mixed.high) == (200, 0, 200, "more_than", None)
    kept = reading("initiatives.kept", TAM_DUONG, TAM_DUONG_DAY)
    assert (kept.value, kept.declared) == (1, 0)
    good = reading("programme.good_practices", TAM_DUONG, TAM_DUONG_DAY)
    assert (good.value, good.high, good.qualifier) == (100, 999, "hundreds")


def test_the_household_tells_of_its_initiative_with_the_result_as_told() -> None:
    pigeons = Initiative.objects.get(title="Nuôi chim bồ câu")
    assert pigeons.results == [{"what": "Thu nhập mỗi năm", "value": 300_000_000, "unit": "đồng", "qualifier": "more_than"}]
    assert [host.name for host in pigeons.hosts.all()] == ["Hộ ông Nguyễn Văn Hồ"]
    exemplar = Exemplar.objects.get(who="household")
    assert Link.objects.filter(source=exemplar.pk, target=pigeons.pk, kind=LinkKind.TELLS_OF).exists()


def test_no_movement_is_an_initiative() -> None:
    assert not Record.objects.filter(search_text__contains="phong trao").exists()
    assert not Initiative.objects.filter(places__name="Thôn Chằm").exists()


def test_nobody_is_taken_to_have_consented() -> None:
    exemplars = Exemplar.objects.all()
    assert len(exemplars) == 2
    assert not any(exemplar.consented for exemplar in exemplars)


def test_a_source_without_a_day_says_which_day_stands_for_it() -> None:
    months = set(Record.objects.filter(day=date(2024, 8, 31)).values_list("source", flat=True))
    none = set(Record.objects.filter(day=date(2024, 12, 31)).values_list("source", flat=True))
    assert all("chỉ ghi tháng" in source for source in months)
    assert all("không ghi ngày" in source for source in none)
    assert len(months) == len(none) == 1


def test_xuan_truong_tells_of_no_initiative() -> None:
    assert reading("initiatives.kept", XUAN_TRUONG, TAM_DUONG_DAY).value == 0
