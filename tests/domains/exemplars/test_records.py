"""What exemplars promise, by the services and by the database itself."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.people.models import PersonKey
from lantoa.core.records.ledger import told, verify
from lantoa.core.records.selectors import history
from lantoa.core.records.services import advance
from lantoa.core.units.models import Unit
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.exemplars.selectors import publishable_fields
from lantoa.domains.exemplars.services import withdraw_consent
from tests.factories import TODAY, make_account, make_person
from tests.office import Office

pytestmark = pytest.mark.django_db
GIVEN = {"consent_name": "given", "consent_name_day": date(2023, 5, 1)}


def person(office: Office, commune: Unit, *, approved: bool = True, **values: Any) -> Exemplar:
    named = {"who": "person", "person": make_person("Nguyễn Văn Hai"), "collective_name": ""}
    return office.exemplar(commune, approved=approved, **{**named, **values})


class TestExemplars:
    @pytest.mark.parametrize(
        "values",
        (
            {"who": "person", "collective_name": ""},
            {"who": "collective", "collective_name": ""},
            {"who": "household"},
            {"child": True},
            {"consent_name": "given"},
            {"consent_name_day": TODAY},
            {"consent_guardian": "given", "consent_guardian_day": TODAY},
        ),
    )
    def test_what_cannot_be_is_refused(self, office: Office, commune: Unit, values: dict[str, Any]) -> None:
        with pytest.raises(ValidationError) as refusal:
            office.exemplar(commune, **values)
        assert not any("Constraint" in sentence for sentence in refusal.value.messages)

    @pytest.mark.parametrize(
        "tampering",
        (
            "person_id = NULL",
            "consent_name = 'given'",
            "consent_photo_day = '2023-05-01'",
            "consent_guardian = 'withdrawn'",
            "who = 'collective'",
            "who = 'household', collective_name = 'x'",
            "who = 'household', child = {true}",
        ),
    )
    def test_the_database_keeps_the_promise(self, office: Office, commune: Unit, tampering: str) -> None:
        person(office, commune)
        yes = "true" if connection.vendor == "postgresql" else "1"
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE exemplars_exemplar SET {tampering.format(true=yes)}")

    def test_nothing_of_a_person_is_published_without_consent(self, office: Office, commune: Unit) -> None:
        assert publishable_fields(person(office, commune)) == {"who", "place", "day", "title", "deed"}
        assert publishable_fields(person(office, commune, **GIVEN)) == {"who", "place", "day", "title", "deed", "name"}

    def test_a_title_or_deed_that_names_the_person_waits_for_consent(self, office: Office, commune: Unit) -> None:
        telling = {"title": "Ông Nguyễn Văn Hai hiến đất", "deed": "Ông Văn Hai hiến 3.500 m² đất"}
        assert publishable_fields(person(office, commune, **telling)) == {"who", "place", "day"}
        assert {"title", "deed"} <= publishable_fields(person(office, commune, **telling, **GIVEN))

    def test_of_a_child_nothing_goes_without_the_guardian(self, office: Office, commune: Unit) -> None:
        assert "name" not in publishable_fields(person(office, commune, child=True, **GIVEN))
        both = {**GIVEN, "consent_guardian": "given", "consent_guardian_day": date(2023, 5, 1)}
        assert "name" in publishable_fields(person(office, commune, child=True, **both))

    def test_a_collective_is_told_by_name(self, office: Office, commune: Unit) -> None:
        assert {"collective", "collective_name", "title", "deed"} <= publishable_fields(office.exemplar(commune))

    @pytest.mark.parametrize("state", ("draft", "submitted", "approved", "returned"))
    def test_a_consent_is_withdrawn_in_any_state_without_approval(self, office: Office, commune: Unit, state: str) -> None:
        record = person(office, commune, approved=state == "approved", **GIVEN)
        if state in {"submitted", "returned"}:
            record = advance(record, "submit", by=office.clerk, today=TODAY)
        if state == "returned":
            record = advance(record, "return", by=office.leader, today=TODAY, reason="Thiếu ngày")
        approved_by = record.approved_by
        record = withdraw_consent(record, what="name", by=office.clerk, today=TODAY)
        assert (record.consent_name, record.consent_name_day, record.state, record.approved_by) == ("withdrawn", TODAY, state, approved_by)
        assert "name" not in publishable_fields(record)

    def test_a_consent_that_was_not_given_cannot_be_withdrawn(self, office: Office, commune: Unit) -> None:
        record = person(office, commune, **GIVEN)
        for what in ("photo", "height"):
            with pytest.raises(ValidationError):
                withdraw_consent(record, what=what, by=office.clerk, today=TODAY)
        with pytest.raises(Refused):
            withdraw_consent(record, what="name", by=make_account(Role.VIEWER, commune), today=TODAY)

    def test_what_is_personal_lies_under_the_persons_own_key(self, office: Office, commune: Unit) -> None:
        record = person(office, commune, title="Hiến đất", deed="Hiến 3.500 m² đất", place=commune)
        created = history(record)[-1]
        for field in ("title", "deed", "person", "place"):
            assert set(created.changes[field]) == {"was", "is"}, field
        assert "3.500" not in str(created.changes)
        assert told(created)["deed"] == (None, "Hiến 3.500 m² đất")
        PersonKey.objects.filter(person=record.person).delete()
        assert told(history(record)[-1])["deed"] is None
        assert list(verify()) == []
