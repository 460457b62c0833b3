"""The pages of exemplars: entered, shown, consents given and withdrawn."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.people.models import Person
from lantoa.core.records.models import State
from lantoa.core.units.models import Unit
from lantoa.domains.exemplars.models import Exemplar
from tests.domains.pages import blank, errors, page_of, send
from tests.factories import TODAY, make_person
from tests.office import Office

pytestmark = pytest.mark.django_db


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

    def test_a_list_takes_as_many_queries_for_three_as_for_one(
        self, office: Office, commune: Unit, list_costs_the_same: Callable[..., None]
    ) -> None:
        def enter(number: int) -> None:
            office.exemplar(commune, who="person", collective_name="", person=make_person(f"Y Người {number}"), place=commune)

        list_costs_the_same("exemplar", enter)
