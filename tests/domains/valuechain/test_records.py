"""OCOP products with their certificate, and partners in value chains."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from lantoa.core.measures.reading import read
from lantoa.core.records.links import link
from lantoa.core.ui.formats import day_text
from lantoa.core.units.models import Unit
from lantoa.domains.valuechain.choices import Validity
from lantoa.domains.valuechain.models import ChainPartner, Product
from lantoa.domains.valuechain.selectors import has_validity, validity_on
from lantoa.lib.periods import Period
from tests.domains.pages import change, errors, page_of, send
from tests.factories import TODAY
from tests.office import Office

pytestmark = pytest.mark.django_db


def test_a_product_counts_while_its_certificate_runs_thirty_six_months_where_no_end_is_told(office: Office, clerk: Client, commune: Unit):
    told = {"unit": commune.key, "title": "Măng khô", "day": "25/5/2023", "stars": "4", "group": "food"}
    response = send(clerk, "product", **told)
    assert response.status_code == 302, errors(response)
    product = Product.objects.get()
    assert product.expires == date(2026, 5, 25)
    office.approve(product)
    assert [read("valuechain.products", commune, Period.parse(year), where="stars=4").counted for year in ("2022", "2025", "2026")] == [
        0,
        1,
        0,
    ]
    assert send(clerk, "product", **told | {"stars": "2"}).status_code == 422
    assert send(clerk, "product", **told | {"expires": "1/1/2023"}).status_code == 422


def test_a_partner_is_named_once_and_stands_beside_the_initiative_by_a_link(office: Office, clerk: Client, leader: Client, commune: Unit):
    told = {"unit": commune.key, "title": "Bao tiêu măng khô", "day": "25/5/2023", "part": "buyer", "starts": "1/3/2023"}
    assert send(clerk, "chain", **told).status_code == 422
    assert send(clerk, "chain", **told, partner_name="Công ty rau quả").status_code == 302
    partner: Any = office.approve(ChainPartner.objects.get())
    assert read("valuechain.partners", commune, Period.parse("2023")).counted == 1
    initiative = office.initiative(commune)
    link(partner, initiative, kind="belongs_to", by=office.leader, today=TODAY)
    assert "Bao tiêu măng khô" in leader.get(f"/r/{initiative.public_id}/").content.decode()
    with pytest.raises(ValidationError):
        office.draft("chain", commune, title="Hai đối tác", part="buyer", starts=TODAY, partner=commune, partner_name="Công ty")


def test_the_chain_of_an_initiative_runs_from_supply_to_product_as_far_as_one_may_see(office: Office, leader: Client, commune: Unit):
    initiative = office.initiative(commune)
    made = [
        office.draft("product", commune, title="Măng khô", stars=4, group="food", expires=date(2026, 5, 25)),
        office.draft("chain", commune, title="Bao tiêu", part="buyer", starts=TODAY, partner_name="Công ty rau quả", contract="số 12"),
        office.draft(
            "chain", commune, title="Giống", part="supplier", starts=date(2020, 1, 1), ends=date(2021, 1, 1), partner_name="Vườn ươm"
        ),
        office.draft("chain", commune, title="Còn nháp", part="cooperative", starts=TODAY, partner_name="Hợp tác xã"),
    ]
    for draft in made:
        record = draft if draft.title == "Còn nháp" else office.approve(draft)
        link(record, initiative, kind="belongs_to", by=office.leader if record.title != "Còn nháp" else office.clerk, today=TODAY)
    page = leader.get(f"/r/{initiative.public_id}/").content.decode()
    card = page.partition('id="chain"')[2].partition("</ol>")[0]
    order = [card.index(text) for text in ("Vườn ươm", "Công ty rau quả, số 12", "Măng khô, 4 sao")]
    assert order == sorted(order)
    assert "không còn từ 1/1/2021" in card
    assert card.count("is-done") == 2
    assert card.count("is-past") == 1
    card = page_of(leader, initiative, at="2020-06-01").partition('id="chain"')[2].partition("</ol>")[0]
    assert (card.count("is-done"), card.count("is-past")) == (1, 0)
    assert "từ 25/5/2023" in card
    assert "Hợp tác xã" not in card


def test_list_and_page_say_alike_whether_the_certificate_runs_on_the_day_looked_at(office: Office, leader: Client, commune: Unit):
    product = office.draft("product", commune, title="Măng khô", stars=4, group="food", day=date(2020, 3, 1), expires=date(2023, 3, 1))
    office.approve(product)
    for at, word, other in (("2023-02-28", "còn hạn", "hết hạn"), ("2023-03-01", "hết hạn", "còn hạn")):
        page = page_of(leader, product, at=at).partition('id="facts"')[2].partition("</section>")[0]
        rows = leader.get("/records/product/", {"at": at}).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
        for shown in (page, rows):
            assert word in shown.lower()
            assert other not in shown.lower()
            assert "28/2/2023" in shown
            assert "Ngày cấp giấy chứng nhận" in shown  # on narrow screens, too
    page = page_of(leader, product)
    assert "Đang được đếm ở" not in page
    assert "đến hết 28/2/2023" in page.partition("Từng được đếm ở")[2].partition("</dd>")[0]


@pytest.mark.parametrize("at", (date(2023, 2, 28), date(2023, 3, 1)))
def test_the_filter_by_certificate_finds_what_the_column_says(office: Office, commune: Unit, at: date):
    for title, expires in (("Măng khô", date(2023, 3, 1)), ("Chè dây", date(2024, 3, 1))):
        office.approve(office.draft("product", commune, title=title, stars=4, group="food", day=date(2020, 3, 1), expires=expires))
    for validity in Validity:
        said = {product.pk for product in Product.objects.all() if validity_on(product, at) == validity}
        assert set(Product.objects.filter(has_validity(validity, at)).values_list("pk", flat=True)) == said


@pytest.mark.parametrize(("language", "label"), [("vi", "Giấy chứng nhận có giá trị đến"), ("en", "Last day of the certificate")])
def test_the_history_tells_the_last_day_as_form_and_page_do(office: Office, clerk: Client, commune: Unit, language: str, label: str):
    told = {"unit": commune.key, "title": "Măng khô", "day": "25/5/2023", "stars": "4", "group": "food", "expires": "24/5/2025"}
    assert send(clerk, "product", **told).status_code == 302
    product = Product.objects.get()
    response = change(clerk, product, **told | {"expires": "31/12/2025"})
    assert response.status_code == 302, errors(response)
    clerk.cookies["django_language"] = language
    page = clerk.get(reverse("record", args=[product.public_id])).content.decode()
    with override(language):
        before, after, *others = map(day_text, (date(2025, 5, 24), date(2025, 12, 31), date(2025, 5, 25), date(2026, 1, 1)))
    assert (page.count(before), page.count(after)) == (1, 2), "the first in the history alone"
    assert page.count(label) == 2
    assert not [day for day in others if day in page]
