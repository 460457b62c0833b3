"""Forgetting a person: the values go, the proof stays, and no backup brings them back for good."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.evidence import store
from lantoa.core.evidence.models import Citation
from lantoa.core.people.models import Person, PersonKey
from lantoa.core.privacy import forgotten
from lantoa.core.privacy.copying import take_copy
from lantoa.core.privacy.erasing import forget, replay, returned
from lantoa.core.privacy.models import Erasure
from lantoa.core.privacy.requests import acknowledge, clocks, decide, extend, may_decide, opened, requests_for
from lantoa.core.records import ledger, sealing
from lantoa.core.records.models import Comment, EventValue
from lantoa.core.records.services import change
from lantoa.core.rules.services import add_rule
from tests.core.privacy.world import DAY, DEED, NAME, NOW, NUMBER
from tests.factories import TODAY, make_account
from tests.routes.world import make_citation

WORDS = "Đã xóa theo quyết định số 12-QĐ/ĐU"

pytestmark = pytest.mark.django_db


def everything() -> str:
    """Every text in every table that could hold one."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def test_of_the_person_nothing_is_left_in_any_table_and_of_others_everything(told):
    assert NAME in everything()
    assert DEED in everything()
    told.forget()
    left = everything()
    assert NAME not in left
    assert "a dang xop" not in left
    told.beside.refresh_from_db()
    assert (told.beside.title, told.beside.deed, told.beside.person.name) == ("Y Lan cứu người", DEED, "Y Lan")


def test_the_decision_stands_where_the_values_stood_and_figures_stay(told):
    told.forget()
    told.deed.refresh_from_db()
    told.gift.refresh_from_db()
    assert (told.deed.title, told.deed.deed, str(Person.objects.get(pk=told.person.pk))) == (WORDS, WORDS, WORDS)
    assert (told.gift.title, told.gift.low) == (WORDS, 500_000)
    assert [one.text for one in Comment.objects.filter(record=told.deed.pk)] == [WORDS]


def test_both_chains_stay_whole_and_the_old_values_cannot_be_read(told):
    sealing.seal(now=NOW, everywhere=True)
    told.forget()
    sealing.seal(now=NOW, everywhere=True)
    assert list(ledger.verify()) == []
    assert list(sealing.verify()) == []
    events = list(told.deed.events.order_by("number"))
    assert [event.step for event in events] == ["create", "submit", "approve", "redact"]
    assert ledger.told(events[0])["title"] is None
    assert EventValue.objects.filter(person=told.person).exists()
    assert not PersonKey.objects.filter(person=told.person).exists()


def test_a_changed_digest_is_still_found_after_forgetting(told):
    told.forget()
    event = told.deed.events.get(number=1)
    event.changes["title"]["is"] = "0" * 64
    assert ledger.digest_of(event) != event.digest


def test_files_about_the_person_are_destroyed_and_one_that_another_record_needs_stays(told, django_capture_on_commit_callbacks):
    alone = make_citation(told.deed, by=told.office.leader)
    with django_capture_on_commit_callbacks(execute=True):
        told.forget()
    alone.refresh_from_db()
    assert (alone.withdrawn, alone.name, alone.file.erased) == (True, WORDS, True)
    assert not store.full_path(alone.file.path).exists()


def test_a_shared_file_stays_for_the_other_record(told, django_capture_on_commit_callbacks):
    mine = make_citation(told.deed, by=told.office.leader)
    theirs = make_citation(told.beside, by=told.office.leader)
    assert mine.file_id == theirs.file_id
    with django_capture_on_commit_callbacks(execute=True):
        told.forget()
    theirs.refresh_from_db()
    assert (theirs.withdrawn, theirs.file.erased) == (False, False)
    assert store.full_path(theirs.file.path).exists()
    assert Citation.objects.get(pk=mine.pk).withdrawn


def test_an_open_account_is_closed_first_and_acts_of_office_keep_their_name(told):
    clerk = told.office.clerk
    with pytest.raises(ValidationError):
        forget(clerk.person, decision=NUMBER, by=told.head, now=NOW)
    clerk.is_active = False
    clerk.email = "y.nguoi@example.vn"
    clerk.save()
    done = forget(clerk.person, decision=NUMBER, by=told.head, now=NOW)
    clerk.refresh_from_db()
    assert done.name_kept
    assert clerk.person.name.startswith("Y Người")
    assert (clerk.email, clerk.has_usable_password()) == ("", False)
    assert told.deed.events.first().by == clerk


def test_one_who_only_took_a_copy_or_asked_has_done_no_act_of_office_and_keeps_no_name(told):
    user = make_account(name="Y Hạnh")
    told.asks("correct", person=user.person, by=user)
    take_copy(user.person, by=user, now=NOW)
    user.is_active = False
    user.save()
    assert not forget(user.person, decision=NUMBER, by=told.head, now=NOW).name_kept
    user.refresh_from_db()
    assert (user.person.name, "Y Hạnh" in everything()) == (WORDS, False)


def test_a_record_about_one_whose_acts_stay_tells_of_nobody_any_more(told):
    official = told.office.leader
    about = told.office.exemplar(
        told.unit, "Cán bộ gương mẫu", who="person", collective_name="", deed=DEED, person=official.person, approved=False
    )
    official.is_active = False
    official.save()
    assert forget(official.person, decision=NUMBER, by=told.head, now=NOW).name_kept
    about.refresh_from_db()
    assert (about.person.name, about.deed) == (WORDS, WORDS)
    assert official.person.folded not in about.search_text
    assert list(ledger.verify()) == []


def test_a_restored_backup_of_before_is_forgotten_anew(told, own_lists, django_capture_on_commit_callbacks):
    key = bytes(told.person.key.secret)
    with django_capture_on_commit_callbacks(execute=True):
        told.forget()
    lists = [own_lists / forgotten.NAME, own_lists / "backups" / forgotten.NAME]
    for file in lists:
        assert [one["person"] for one in json.loads(file.read_text())] == [str(told.person.public_id)]
        assert NAME not in file.read_text()
        assert file.stat().st_mode & 0o077 == 0
    Erasure.objects.all().delete()  # as an older backup brings it back: the key, the name, no erasure
    PersonKey.objects.create(person=told.person, secret=key)
    Person.objects.filter(pk=told.person.pk).update(name=NAME)
    assert [person for person, _told in returned()] == [told.person]
    with django_capture_on_commit_callbacks(execute=True):
        assert replay(now=NOW) == 1
    assert list(returned()) == []
    assert NAME not in everything()
    assert Erasure.objects.get().decision == NUMBER
    assert list(ledger.verify()) == []
    assert replay(now=NOW) == 0


def test_a_list_from_elsewhere_is_taken_up(told, own_lists, tmp_path):
    elsewhere = tmp_path / "old" / "forgotten.json"
    elsewhere.parent.mkdir()
    forgotten.write(elsewhere, [forgotten.Forgotten(NOW.isoformat(), str(told.person.public_id), NUMBER)])
    assert replay(elsewhere, now=NOW) == 1
    assert json.loads((own_lists / forgotten.NAME).read_text())[0]["decision"] == NUMBER


def test_a_request_lies_under_the_persons_key_and_its_terms_are_those_of_its_day(told):
    found = told.asks()
    assert NAME not in str(bytes(found.text))
    assert opened(told.person, found.text) == f"Xóa tên {NAME}"
    assert clocks(found).acknowledge.last_day.isoformat() == "2026-11-26"
    assert clocks(found).answer.last_day.isoformat() == "2026-12-14"
    assert not clocks(found).answer.late(NOW)
    with pytest.raises(ValidationError):
        told.asks()


def test_an_office_over_all_that_is_held_decides_and_nobody_for_themselves(told):
    here = make_account(Role.OFFICE, told.unit)
    found = told.asks(by=here)
    assert may_decide(found, here, today=DAY)
    told.office.exemplar(told.other_unit, f"{NAME} dạy nghề", who="person", collective_name="", deed=DEED, person=told.person)
    decision = may_decide(found, here, today=DAY)
    assert not decision
    assert "Xã Đăk Tăng" in str(decision.reason)
    assert may_decide(found, told.head, today=DAY)
    own = told.asks(person=here.person, by=here, wish="correct")
    assert not may_decide(own, here, today=DAY)
    assert may_decide(own, told.head, today=DAY)
    stranger = make_account(Role.OFFICE, told.other_unit)
    assert found not in requests_for(stranger, today=DAY)
    with pytest.raises(Refused):
        decide(found, outcome="granted", decision=NUMBER, by=stranger, now=NOW, today=DAY)


def test_granting_erases_and_refusing_says_why(told):
    found = told.asks()
    with pytest.raises(ValidationError):
        decide(found, outcome="refused", decision="13-TB/ĐU", by=told.head, now=NOW, today=DAY)
    done = decide(found, outcome="granted", decision=NUMBER, by=told.head, now=NOW, today=DAY)
    assert (done.outcome, done.decision) == ("granted", NUMBER)
    assert opened(told.person, done.text) is None
    assert NAME not in everything()
    with pytest.raises(Refused):
        decide(done, outcome="refused", decision=NUMBER, answer="x", by=told.head, now=NOW, today=DAY)


def test_a_term_is_extended_once_and_only_where_a_rule_says_by_how_much(told):
    found = acknowledge(told.asks(), by=told.head, now=NOW, today=DAY)
    assert found.acknowledged_by == told.head
    with pytest.raises(ValidationError):
        extend(found, by=told.head, now=NOW, today=DAY)
    admin = make_account(Role.ADMINISTRATOR, told.office.country)
    add_rule("privacy.extend", value=20, measured_in="days", starts=DAY, basis="Quy chế", by=admin, today=DAY)
    longer = extend(found, by=told.head, now=NOW, today=DAY)
    assert clocks(longer).answer.last_day.isoformat() == "2027-01-04"
    with pytest.raises(ValidationError):
        extend(longer, by=told.head, now=NOW, today=DAY)


def test_a_record_may_be_corrected_after_the_person_was_forgotten(told):
    told.forget()
    record = type(told.deed).objects.get(pk=told.deed.pk)
    changed = change(record, values={"source": "Báo cáo"}, by=told.office.leader, today=TODAY, reason="bổ sung nguồn")
    assert changed.source == "Báo cáo"
