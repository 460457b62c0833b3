"""Where a name still stands before an erasure: found in sight only, taken out by hand only, with decision and event."""

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.doubles.merging import merge, undo
from lantoa.core.evidence.models import Citation
from lantoa.core.imports.models import Import, ImportRow
from lantoa.core.privacy.breaches import log_breach
from lantoa.core.privacy.requests import decide
from lantoa.core.privacy.standing import clear, places_of
from lantoa.core.records import ledger, sealing
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Comment, Event, Link
from lantoa.core.records.selectors import history
from lantoa.core.records.services import advance, change, comment
from lantoa.core.ui.records.queue import items, own
from lantoa.core.ui.records.telling import tell
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
    kept = f"event-{record.events.get(number=1).pk}:{record.pk}"
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


def returned(told, reason, unit=None):
    """A record about something else that was returned twice, the second time for this reason."""
    record = told.office.initiative(unit or told.unit, approved=False)
    for why in ("Thiếu ảnh", reason):
        record = advance(record, "submit", by=told.office.clerk, today=TODAY)
        record = advance(record, "return", by=told.office.leader, today=TODAY, reason=why)
    return record


def places(told, start=""):
    return [place for place in places_of(told.person, told.head, today=DAY) if place.code.startswith(start)]


def test_a_reason_in_the_history_is_withheld_by_decision_and_the_chains_stay_whole(told):
    record, asked = returned(told, f"Hỏi lại {NAME}"), told.asks()
    sealing.seal(now=NOW, everywhere=True)
    (place,) = places(told, "event")
    assert (place.record.pk, place.around) == (record.pk, ("Hỏi lại ", NAME, ""))
    clear(asked, place.code, decision=NUMBER, by=told.head, today=DAY)
    assert [event.words for event in history(record) if event.words] == [WORDS, WORDS, "Thiếu ảnh"]
    assert NAME in record.events.get(number=5).reason, "the row itself is never changed"
    assert places(told, "event") == []
    with pytest.raises(ValidationError):
        clear(asked, place.code, decision=NUMBER, by=told.head, today=DAY)
    sealing.seal(now=NOW, everywhere=True)
    assert list(ledger.verify()) == []
    assert list(sealing.verify()) == []


def test_every_event_of_a_record_that_bears_the_name_is_a_place_of_its_own(told):
    record = returned(told, f"Hỏi lại {NAME}")
    record = change(record, values={"title": f"Vườn của {NAME}"}, by=told.office.clerk, today=TODAY)
    change(record, values={"title": "Vườn mẫu"}, by=told.office.clerk, today=TODAY)
    assert [place.around[1] for place in places(told, "event")] == [NAME, NAME, NAME]
    asked = told.asks()
    clear(asked, places(told, "event")[1].code, decision=NUMBER, by=told.head, today=DAY)
    seen = {event.number: ledger.told(event) for event in history(record)}
    assert (seen[6]["title"], seen[7]["title"]) == (None, (f"Vườn của {NAME}", "Vườn mẫu"))


def test_a_reason_beside_a_record_about_the_person_goes_with_the_erasure(told):
    about = {"who": "person", "collective_name": "", "deed": "Góp công", "person": told.person}
    record = told.office.exemplar(told.unit, f"{NAME} góp công", approved=False, **about)
    record = advance(record, "submit", by=told.office.clerk, today=TODAY)
    record = advance(record, "return", by=told.office.leader, today=TODAY, reason=f"Bổ sung ảnh của {NAME} và vợ")
    assert places(told) == [], "the erasure reaches it by itself"
    decide(told.asks(), outcome="granted", decision=NUMBER, by=told.head, now=NOW, today=DAY)
    assert NAME not in str([event.words for event in history(record)])
    assert "vợ" not in str([(one.reason, one.changes) for one in tell(record, kind_of("exemplar"), actor=told.head, at=DAY)])
    assert [item.reason for item in items(own(told.office.clerk, "returned", today=DAY), today=DAY)] == [WORDS[1:-1]]
    assert list(ledger.verify()) == []


def test_shorter_forms_are_offered_one_by_one_where_the_person_is_known_and_nowhere_else(told):
    text = "Ông Xốp và bà Lan góp công; ông Xốp đi họp"
    here = told.office.initiative(told.unit, "Làm đường", description=text)
    told.office.initiative(told.other_unit, "Làm đường", description=text)
    assert list(ledger.verify()) == []
    found = [place for place in places(told) if not place.code.startswith("event")]
    assert [(place.record.pk, place.offered, place.around[1]) for place in found] == [(here.pk, True, "Xốp")] * 2
    assert not [place for place in found if "X" in place.code]
    asked = told.asks()
    clear(asked, found[1].code, decision=NUMBER, by=told.head, today=DAY)
    here.refresh_from_db()
    assert here.description == f"Ông Xốp và bà Lan góp công; ông {WORDS} đi họp"
    with pytest.raises(ValidationError):
        clear(asked, found[1].code, decision=NUMBER, by=told.head, today=DAY)


def test_shorter_forms_are_offered_in_records_linked_to_the_persons_own(told):
    far = told.office.initiative(told.other_unit, "Làm đường", description="theo gương anh Xốp")
    assert places(told) == []
    Link.objects.create(source=far.record_ptr, target=told.deed.record_ptr, kind="tells_of")
    assert {place.around[1] for place in places(told)} == {"Xốp"}


def test_remarks_files_and_reasons_are_offered_too_and_an_erasure_changes_none_of_them(told):
    record = returned(told, "Hỏi lại ông Xốp")
    remark = comment(record, text="Anh A Xốp có biết không", by=told.office.leader, today=TODAY)
    citation = make_citation(record, by=told.office.leader)
    Citation.objects.filter(pk=citation.pk).update(note="Ảnh: A. Đ. Xốp", withdrawn=True, withdrawn_reason="ông Xốp không đồng ý")
    found = [(place.offered, place.around[1]) for place in places(told)]
    assert found == [(True, "A Xốp"), (True, "A. Đ. Xốp"), (True, "Xốp"), (True, "Xốp")]
    decide(told.asks(), outcome="granted", decision=NUMBER, by=told.head, now=NOW, today=DAY)
    remark.refresh_from_db()
    assert remark.text == "Anh A Xốp có biết không"


def test_a_reason_that_may_mean_the_person_is_withheld_when_the_office_says_so(told):
    record, asked = returned(told, "Hỏi lại ông Xốp"), told.asks()
    (place,) = places(told, "event")
    clear(asked, place.code, decision=NUMBER, by=told.head, today=DAY)
    assert "Xốp" not in str([event.words for event in history(record)])
    assert places(told) == []


def test_undoing_a_merger_does_not_bring_back_a_name_that_was_withheld(told):
    first = told.office.initiative(told.unit, f"Vườn của {NAME}")
    second = told.office.initiative(told.unit, "Vườn mẫu")
    reason = f"Cùng là vườn của {NAME}"
    merger = merge(first, second, values={"title": "Vườn mẫu"}, by=told.office.leader, today=TODAY, reason=reason)
    asked = told.asks()
    while found := places(told):
        clear(asked, found[0].code, decision=NUMBER, by=told.head, today=DAY)
    merger.refresh_from_db()
    assert merger.reason == f"Cùng là vườn của {WORDS}"
    assert NAME not in str([(event.words, ledger.told(event)) for one in (first, second) for event in history(one)])
    undo(merger, by=told.office.leader, today=TODAY)
    first.refresh_from_db()
    assert first.title == "Vườn mẫu"


def test_rows_of_a_sheet_that_waits_are_told_of_without_what_else_stands_there(told):
    by = told.office.clerk
    sheet = Import.objects.create(kind="exemplar", unit=told.unit, by=by, day=TODAY, file_name="danh-sach.xlsx", language="vi")
    row = ImportRow.objects.create(source=sheet, number=2, cells=["Vườn", f"Bí mật của {NAME}", 3])
    (place,) = places(told)
    assert (place.around, place.record, place.page) == (("", NAME, ""), None, ("", ""))
    clear(told.asks(), place.code, decision=NUMBER, by=told.head, today=DAY)
    row.refresh_from_db()
    assert row.cells == ["Vườn", f"Bí mật của {WORDS}", 3]
    assert places(told) == []


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
