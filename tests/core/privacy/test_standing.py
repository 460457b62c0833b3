"""Where a name still stands before an erasure: found in sight only, taken out by hand only, with decision and event."""

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.evidence.models import Citation
from lantoa.core.privacy.breaches import log_breach
from lantoa.core.privacy.requests import decide
from lantoa.core.privacy.standing import clear, places_of
from lantoa.core.records import ledger
from lantoa.core.records.models import Comment, Event
from lantoa.core.records.services import advance, comment
from tests.core.privacy.world import DAY, NAME, NOW, NUMBER
from tests.factories import TODAY, make_account, make_unit
from tests.routes.world import make_citation

pytestmark = pytest.mark.django_db
WORDS = f"[Đã xóa theo quyết định số {NUMBER}]"


def codes(told, by=None):
    return [place.code for place in places_of(told.person, by or told.head, today=DAY)]


def named(told):
    """A record about something else, whose texts bear the name however it is written."""
    return told.office.initiative(told.other_unit, f"Mô hình của ông {NAME}", source="Báo cáo, theo lời a dang xop", description="Y Lan kể")


def test_nothing_is_listed_that_erasing_reaches_by_itself(told):
    assert codes(told) == []


def test_titles_sources_remarks_and_files_are_found_with_and_without_marks(told):
    record = named(told)
    remark = comment(record, text=f"Hỏi lại {NAME.upper()} nhé", by=told.office.leader, today=TODAY)
    citation = make_citation(record, by=told.office.leader)
    Citation.objects.filter(pk=citation.pk).update(name="a-dang-xop.jpg", note=f"Ảnh {NAME}")
    kept = f"event:{record.events.order_by('-number').values_list('pk', flat=True)[record.events.count() - 1]}"
    assert set(codes(told)) == {
        f"title:{record.pk}", f"source:{record.pk}", f"remark-{remark.pk}:{record.pk}", f"file-{citation.pk}-name:{record.pk}",
        f"file-{citation.pk}-note:{record.pk}", kept,
    }  # fmt: skip


def test_a_source_of_a_record_about_the_person_is_found_and_its_personal_texts_are_not(told):
    about = {"who": "person", "collective_name": "", "deed": f"{NAME} dạy nghề", "person": told.person}
    record = told.office.exemplar(told.unit, f"{NAME} dạy nghề", source=f"Lời kể của {NAME}", **about)
    assert f"source:{record.pk}" in codes(told)
    assert f"title:{record.pk}" not in codes(told)


def test_only_what_the_decider_may_see_is_listed_and_only_their_own_is_theirs_to_change(told):
    record = named(told)
    here = make_account(Role.OFFICE, told.unit)
    assert codes(told, by=here) == []
    there = make_account(Role.OFFICE, told.other_unit)
    assert f"title:{record.pk}" in codes(told, by=there)
    viewer = make_account(Role.VIEWER, told.other_unit)
    seen = {place.code: place for place in places_of(told.person, viewer, today=DAY)}
    assert seen[f"title:{record.pk}"].act is None
    assert str(seen[f"title:{record.pk}"].why)


def test_the_name_is_taken_out_of_one_field_with_an_event_that_does_not_name_anyone(told):
    record, asked = named(told), told.asks()
    clear(asked, f"title:{record.pk}", decision=NUMBER, by=told.head, today=DAY)
    record.refresh_from_db()
    assert (record.title, record.source) == (f"Mô hình của ông {WORDS}", "Báo cáo, theo lời a dang xop")
    assert "a dang xop" not in record.search_text
    last = record.events.order_by("-number").first()
    assert (last.step, NUMBER in last.reason) == ("redact", True)
    assert NAME not in f"{last.changes} {last.reason}"
    assert ledger.told(last)["title"] == (f"Mô hình của ông {NAME}", f"Mô hình của ông {WORDS}")
    assert f"title:{record.pk}" not in codes(told)
    decide(asked, outcome="granted", decision=NUMBER, by=told.head, now=NOW, today=DAY)
    assert ledger.told(Event.objects.get(pk=last.pk))["title"] is None
    assert list(ledger.verify()) == []


def test_the_name_is_taken_out_of_a_remark_and_of_a_files_name(told):
    record, asked = named(told), told.asks()
    remark = comment(record, text=f"Hỏi lại {NAME} nhé", by=told.office.leader, today=TODAY)
    citation = make_citation(record, by=told.office.leader)
    Citation.objects.filter(pk=citation.pk).update(note=f"Ảnh {NAME}")
    clear(asked, f"remark-{remark.pk}:{record.pk}", decision=NUMBER, by=told.head, today=DAY)
    clear(asked, f"file-{citation.pk}-note:{record.pk}", decision=NUMBER, by=told.head, today=DAY)
    assert Comment.objects.get(pk=remark.pk).text == f"Hỏi lại {WORDS} nhé"
    assert Citation.objects.get(pk=citation.pk).note == f"Ảnh {WORDS}"
    assert record.events.filter(step="redact").count() == 2
    assert list(ledger.verify()) == []


def test_a_reason_in_the_history_is_told_of_and_cannot_be_changed(told):
    record, asked = told.office.initiative(told.unit, approved=False), told.asks()
    advance(record, "submit", by=told.office.clerk, today=TODAY)
    advance(record, "return", by=told.office.leader, today=TODAY, reason=f"Hỏi lại {NAME}")
    place = next(place for place in places_of(told.person, told.head, today=DAY) if place.code.startswith("event:"))
    assert place.record.pk == record.pk
    assert place.around == ("Hỏi lại ", NAME, "")
    with pytest.raises(ValidationError):
        clear(asked, place.code, decision=NUMBER, by=told.head, today=DAY)


def test_breaches_and_units_that_bear_the_name_are_told_of(told):
    unit = make_unit(f"Hộ {NAME}", under=told.unit)
    moment = {"discovered_at": NOW, "now": NOW, "today": DAY}
    breach = log_breach(told.unit, what=f"Gửi nhầm đơn của {NAME}", kinds="họ tên", by=told.head, **moment)
    found = {place.code: place.page for place in places_of(told.person, told.head, today=DAY)}
    assert found == {f"breach:{breach.pk}": ("breach", str(breach.public_id)), f"unit:{unit.pk}": ("unit", unit.key)}


def test_a_wrong_number_a_place_that_is_gone_and_one_who_may_not_decide_change_nothing(told):
    record, asked = named(told), told.asks()
    code = f"title:{record.pk}"
    for decision in (" ", f"12-QĐ về {NAME}"):
        with pytest.raises(ValidationError):
            clear(asked, code, decision=decision, by=told.head, today=DAY)
    with pytest.raises(ValidationError):
        clear(asked, f"title:{told.beside.pk}", decision=NUMBER, by=told.head, today=DAY)
    with pytest.raises(Refused):
        clear(asked, code, decision=NUMBER, by=make_account(Role.OFFICE, told.other_unit), today=DAY)
    with pytest.raises(ValidationError):
        clear(told.asks("restrict"), code, decision=NUMBER, by=told.head, today=DAY)
    record.refresh_from_db()
    assert NAME in record.title
    assert record.events.filter(step="redact").count() == 0


def test_an_erasure_is_not_decided_by_a_number_that_names_the_person(told):
    with pytest.raises(ValidationError):
        decide(told.asks(), outcome="granted", decision=f"12-QĐ {NAME}", by=told.head, now=NOW, today=DAY)
