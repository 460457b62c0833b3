"""A copy, the withdrawal of consents, restriction and objection: their terms, who decides, and what the program then does."""

from datetime import UTC, timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.people.models import PersonEvent
from lantoa.core.people.services import appoint
from lantoa.core.privacy.copying import BESIDE, beside_counts, copy_of, take_copy
from lantoa.core.privacy.models import Look
from lantoa.core.privacy.requests import clocks, decide, extend, lift, may_copy, may_decide, may_lift
from lantoa.core.privacy.restraints import restraint_on, veil
from lantoa.core.records import ledger
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.services import advance, comment
from lantoa.core.rules.services import add_rule
from lantoa.domains.exemplars.choices import Consent
from lantoa.domains.exemplars.selectors import publishable_fields
from tests.core.privacy.world import DAY, DEED, NAME, NOW, NUMBER
from tests.factories import TODAY, make_account
from tests.routes.world import make_citation

pytestmark = pytest.mark.django_db
GIVEN = {"consent_name": Consent.GIVEN, "consent_name_day": TODAY, "consent_photo": Consent.GIVEN, "consent_photo_day": TODAY}


def granted(told, wish):
    return decide(told.asks(wish), outcome="granted", decision=NUMBER, by=told.head, now=NOW, today=DAY)


def consented(told):
    about = {"who": "person", "collective_name": "", "deed": DEED, "person": told.person, **GIVEN}
    return told.office.exemplar(told.unit, f"{NAME} dạy nghề", **about)


@pytest.mark.parametrize(
    ("wish", "answered", "longer"),
    [
        ("copy", "2026-12-04", None),
        ("withdraw", "2026-12-09", "2026-12-24"),
        ("restrict", "2026-12-09", "2026-12-24"),
        ("object", "2026-12-09", "2026-12-24"),
    ],
)
def test_each_request_has_its_own_term_and_is_extended_by_its_own_rule(told, wish, answered, longer):
    found = told.asks(wish)
    assert clocks(found).answer.last_day.isoformat() == answered
    if longer is None:
        with pytest.raises(ValidationError):
            extend(found, by=told.head, now=NOW, today=DAY)
    else:
        assert clocks(extend(found, by=told.head, now=NOW, today=DAY)).answer.last_day.isoformat() == longer


def test_the_administrator_sets_what_no_source_gives(told):
    found = told.asks("copy")
    admin = make_account(Role.ADMINISTRATOR, told.office.country)
    add_rule("privacy.extend", value=5, measured_in="days", starts=DAY, basis="Quy chế", by=admin, today=DAY)
    assert clocks(extend(found, by=told.head, now=NOW, today=DAY)).answer.last_day.isoformat() == "2026-12-09"


@pytest.mark.parametrize("wish", ["copy", "withdraw", "restrict", "object"])
def test_what_reaches_beyond_a_unit_is_decided_above_it(told, wish):
    here = make_account(Role.OFFICE, told.unit)
    found = told.asks(wish, by=here)
    assert may_decide(found, here, today=DAY)
    told.office.exemplar(told.other_unit, f"{NAME} dạy nghề", who="person", collective_name="", deed=DEED, person=told.person)
    refusal = may_decide(found, here, today=DAY)
    assert not refusal
    assert "Xã Đăk Tăng" in str(refusal.reason)
    assert may_decide(found, told.head, today=DAY)


def test_withdrawing_ends_every_consent_at_once_and_the_history_says_by_which_decision(told):
    record = consented(told)
    assert {"name", "photo"} <= publishable_fields(record)
    granted(told, "withdraw")
    record.refresh_from_db()
    assert (record.consent_name, record.consent_photo, record.consent_name_day) == (Consent.WITHDRAWN, Consent.WITHDRAWN, DAY)
    assert not {"name", "photo"} & publishable_fields(record)
    last = record.events.order_by("-number").first()
    assert (last.step, NUMBER in last.reason, record.state) == ("withdraw_consent", True, "approved")
    assert told.deed.events.filter(step="withdraw_consent").count() == 0, "no consent was given there"
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("wish", ["restrict", "object"])
def test_a_restriction_stops_publishing_and_files_until_it_is_lifted(told, wish):
    record, kind = consented(told), kind_of("exemplar")
    found = granted(told, wish)
    assert restraint_on(told.person) == found
    assert restraint_on(told.other) is None
    assert not {"name", "photo", "title"} & publishable_fields(record)
    shown = veil(kind)(type(record).objects.select_related("person").get(pk=record.pk))
    for value in (shown.title, shown.deed, shown.person.name):
        assert NUMBER in value
        assert NAME not in value
    beside = veil(kind)(type(record).objects.get(pk=told.beside.pk))
    assert (beside.title, beside.deed) == ("Y Lan cứu người", DEED)
    record.refresh_from_db()
    assert (record.title, record.consent_name) == (f"{NAME} dạy nghề", Consent.GIVEN), "kept as it was"
    with pytest.raises(ValidationError):
        lift(found, decision=" ", by=told.head, now=NOW, today=DAY)
    ended = lift(found, decision="15-QĐ/ĐU", by=told.head, now=NOW + timedelta(days=9), today=DAY)
    assert (ended.stops, ended.lifted_as, restraint_on(told.person)) == (False, "15-QĐ/ĐU", None)
    assert {"name", "photo", "title"} <= publishable_fields(record)
    assert PersonEvent.objects.filter(person=told.person, what="data_free").count() == 1
    with pytest.raises(Refused):
        lift(ended, decision="16-QĐ/ĐU", by=told.head, now=NOW, today=DAY)


def test_a_refused_restriction_stops_nothing(told):
    found = decide(told.asks("restrict"), outcome="refused", decision="9-TB", answer="Điều 1", by=told.head, now=NOW, today=DAY)
    assert not found.stops
    assert restraint_on(told.person) is None
    assert not may_lift(found, told.head, today=DAY)


def test_an_erasure_settles_what_else_was_asked_and_ends_what_was_restricted(told):
    restricted, waits = granted(told, "restrict"), told.asks("copy")
    beside = told.asks("copy", person=told.other)
    decide(told.asks("erase"), outcome="granted", decision="14-QĐ/ĐU", by=told.head, now=NOW, today=DAY)
    for row in (restricted, waits, beside):
        row.refresh_from_db()
    assert (waits.outcome, waits.decision, waits.is_open) == ("settled", "14-QĐ/ĐU", False)
    assert (restricted.outcome, restricted.stops, restricted.lifted_as) == ("granted", False, "14-QĐ/ĐU")
    assert beside.is_open
    assert restraint_on(told.person) is None
    assert not may_copy(waits, told.head, today=DAY)


def test_a_request_that_a_restore_brought_back_after_the_erasure_can_still_be_decided(told):
    waits = told.asks("restrict")
    told.forget()
    with pytest.raises(ValidationError):
        decide(waits, outcome="refused", decision="9-TB", answer="Đã xóa", by=told.head, now=NOW, today=DAY)
    done = decide(waits, outcome="refused", decision="9-TB", by=told.head, now=NOW, today=DAY)
    assert done.outcome == "refused"


def test_a_copy_tells_everything_of_one_person_and_nothing_of_another(told):
    told.asks("copy")
    values = [str(value) for row in copy_of(told.person) for _name, value in row.values]
    assert {NAME, f"{NAME} hiến đất", f"{NAME} góp tiền", DEED, f"Xóa tên {NAME}"} <= set(values)
    assert not [value for value in values if "Y Lan" in value]
    assert told.person.key.secret.hex() not in "".join(values)
    assert any(row.kept.code == "key" for row in copy_of(told.person)), "that there is a key is told"


def test_the_copy_of_the_office_holds_what_others_wrote_beside_the_record_and_not_who(told):
    record = told.office.exemplar(
        told.unit, f"{NAME} dạy nghề", approved=False, who="person", collective_name="", deed=DEED, person=told.person
    )
    record = advance(record, "submit", by=told.office.clerk, today=TODAY)
    advance(record, "return", by=told.office.leader, today=TODAY, reason="Bổ sung ảnh")
    comment(told.beside, text="Của người khác", by=told.office.leader, today=TODAY)
    make_citation(record, by=told.office.leader)
    rows = [row for row in take_copy(told.person, by=told.head, now=NOW) if row.kept in BESIDE]
    values = [str(value) for row in rows for _name, value in row.values]
    assert {f"Đã gặp {NAME}", "Bổ sung ảnh"} <= set(values)
    assert {row.kept.code for row in rows} == {"beside_remarks", "beside_reasons", "beside_files"}
    assert "Của người khác" not in values
    assert str(told.office.leader) not in "".join(values)
    assert [count for _kept, count in beside_counts(told.person)] == [1, 1, 1]
    assert [count for _kept, count in beside_counts(told.head.person)] == [0, 0, 0]


def test_ones_own_copy_leaves_out_what_others_wrote(told):
    user = make_account(name="Y Hạnh")
    told.office.exemplar(told.unit, "Y Hạnh dạy nghề", who="person", collective_name="", deed=DEED, person=user.person)
    comment(told.office.exemplar(told.unit, "Hội viên", who="person", collective_name="", deed=DEED, person=user.person),
            text="Cần hỏi thêm", by=told.office.leader, today=TODAY)  # fmt: skip
    assert "Cần hỏi thêm" not in str([row.values for row in take_copy(user.person, by=user, now=NOW)])
    assert "Cần hỏi thêm" in str([row.values for row in take_copy(user.person, by=told.head, now=NOW)])


def test_an_address_that_nobody_gave_is_not_told_as_held(told):
    person = told.head.person
    assert "email" not in {row.kept.code for row in copy_of(person)}
    told.head.email = "van.phong@example.vn"
    told.head.save()
    assert ("email", "van.phong@example.vn") in {(row.kept.code, value) for row in copy_of(person) for _name, value in row.values}


def test_a_term_of_a_post_and_a_role_say_at_which_unit(told):
    appoint(told.head.person, title="Chánh Văn phòng", unit=told.unit, starts=TODAY)
    values = {(row.kept.code, value) for row in copy_of(told.head.person) for _name, value in row.values}
    assert {("posts", "Chánh Văn phòng"), ("posts", told.unit.name), ("roles", told.office.country.name)} <= values


def test_who_makes_a_copy_for_another_stands_among_those_who_looked(told):
    found = told.asks("copy")
    assert may_copy(found, told.head, today=DAY)
    take_copy(told.person, by=told.head, now=NOW)
    assert [(look.by, look.what) for look in Look.objects.filter(person=told.person)] == [(told.head, "copy")]
    assert PersonEvent.objects.filter(person=told.person, what="data_copy", by=told.head.person).count() == 1
    refused = decide(found, outcome="refused", decision="9-TB", answer="Điều 1", by=told.head, now=NOW, today=DAY)
    assert not may_copy(refused, told.head, today=DAY)


def test_no_copy_is_made_for_another_kind_of_request_or_by_the_one_who_asks(told):
    assert not may_copy(told.asks("restrict"), told.head, today=DAY)
    own = told.asks("copy", person=told.head.person)
    assert not may_copy(own, told.head, today=DAY)


def test_the_moment_of_lifting_is_kept_whole(told):
    found = granted(told, "object")
    ended = lift(found, decision="15-QĐ/ĐU", by=told.head, now=NOW, today=DAY)
    ended.refresh_from_db()
    assert ended.lifted_at.astimezone(UTC) == NOW
    assert ended.lifted_by == told.head
