"""Links: who may make and take them away, once whatever is pressed twice, told on both sides and naming nobody."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.records.ledger import verify
from lantoa.core.records.links import link, links_of, unlink, words_of
from lantoa.core.records.models import Event, Link, LinkKind
from lantoa.core.records.services import advance
from tests.factories import TODAY, make_account, make_approved, make_declaration, make_tree


@pytest.fixture
def tree(db):
    return make_tree()


@pytest.fixture
def clerk(tree):
    return make_account(Role.OFFICE, tree.hieu_committee)


@pytest.fixture
def office(tree):
    return make_account(Role.OFFICE, tree.committee)


@pytest.fixture
def draft(tree, clerk):
    return make_declaration(tree.hieu_committee, by=clerk, title="Số liệu của xã")


@pytest.fixture
def other(tree, clerk):
    return make_declaration(tree.hieu_committee, by=clerk, title="Số liệu năm trước")


def steps(record):
    return list(record.events.order_by("number").values_list("step", flat=True))


def test_a_link_is_told_on_both_sides_by_the_other_s_key_alone(draft, other, clerk):
    link(draft, other, kind="copies", by=clerk, today=TODAY)
    told = {event.record_id: event.changes["link"] for event in Event.objects.filter(step="link")}
    assert told == {
        draft.pk: [None, {"kind": "copies", "back": False, "record": str(other.public_id)}],
        other.pk: [None, {"kind": "copies", "back": True, "record": str(draft.public_id)}],
    }
    assert "Số liệu" not in str(told)
    assert list(verify()) == []


def test_a_link_leaves_the_version_as_it_is(draft, other, clerk):
    link(draft, other, kind="copies", by=clerk, today=TODAY)
    for record, version in ((draft, draft.version), (other, other.version)):
        record.refresh_from_db()
        assert record.version == version


def test_a_link_can_go_out_from_the_other_record(draft, other, clerk):
    made = link(draft, other, kind="copies", back=True, by=clerk, today=TODAY)
    assert (made.source_id, made.target_id) == (other.pk, draft.pk)


def test_the_other_record_need_only_be_in_sight(tree, draft, clerk, office):
    above = make_approved(make_declaration(tree.committee, by=make_account(Role.MEMBER, tree.committee)), by=office)
    theirs = make_declaration(tree.other_committee, by=make_account(Role.OFFICE, tree.other_committee))
    ours = make_approved(draft, by=office)
    assert link(above, ours, kind="implements", by=office, today=TODAY).target_id == ours.pk
    with pytest.raises(Refused):
        link(ours, theirs, kind="copies", by=office, today=TODAY)
    with pytest.raises(Refused):
        link(make_declaration(tree.hieu_committee, by=clerk), above, kind="copies", by=clerk, today=TODAY)
    assert Link.objects.count() == 1


def test_only_those_who_may_change_the_record_link_it(tree, draft, other, clerk, office):
    here, there = make_approved(draft, by=office), make_approved(other, by=office)
    author_and_viewer = (clerk, make_account(Role.VIEWER, tree.committee))
    for who in author_and_viewer:
        with pytest.raises(Refused):
            link(here, there, kind="answers", by=who, today=TODAY)
    made = link(here, there, kind="answers", by=office, today=TODAY)
    for who in author_and_viewer:
        with pytest.raises(Refused):
            unlink(made, here, by=who, today=TODAY)
    assert Link.objects.filter(pk=made.pk).exists()


def test_a_submitted_record_is_not_linked_while_it_waits(draft, other, clerk):
    waiting = advance(draft, "submit", by=clerk, today=TODAY)
    with pytest.raises(Refused):
        link(waiting, other, kind="copies", by=clerk, today=TODAY)


def test_a_record_is_not_linked_to_itself(draft, clerk):
    with pytest.raises(ValidationError, match=r"itself|chính nó"):
        link(draft, draft, kind="copies", by=clerk, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(source=draft, target=draft, kind="copies")


@pytest.mark.parametrize("back", (False, True))
def test_two_records_are_linked_once_in_a_kind_whichever_way(draft, other, clerk, back):
    link(draft, other, kind="copies", by=clerk, today=TODAY)
    with pytest.raises(ValidationError):
        link(draft, other, kind="copies", back=back, by=clerk, today=TODAY)
    with pytest.raises(ValidationError):
        link(other, draft, kind="copies", back=back, by=clerk, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(source=other, target=draft, kind="copies")
    assert link(draft, other, kind="answers", by=clerk, today=TODAY).kind == "answers"
    assert steps(draft) == ["create", "link", "link"]


def test_the_same_form_sent_twice_makes_one_link(draft, other, clerk):
    key = uuid.uuid4()
    first, second = (link(draft, other, kind="copies", by=clerk, today=TODAY, key=key) for _time in range(2))
    assert first == second
    assert (steps(draft), steps(other)) == (["create", "link"], ["create", "link"])
    with pytest.raises(ValidationError):
        link(draft, other, kind="answers", by=clerk, today=TODAY, key=key)


def test_a_link_is_taken_away_from_either_side_and_told_once(draft, other, clerk):
    made = link(draft, other, kind="copies", by=clerk, today=TODAY)
    assert unlink(made, other, by=clerk, today=TODAY)
    assert not unlink(made, draft, by=clerk, today=TODAY)
    assert list(links_of(draft)) == []
    assert (steps(draft), steps(other)) == (["create", "link", "unlink"], ["create", "link", "unlink"])
    assert list(verify()) == []


@pytest.mark.parametrize("kind", LinkKind)
@pytest.mark.parametrize("back", (False, True))
def test_every_kind_says_itself_from_both_ends_in_both_languages(kind, back):
    said = {}
    for language in ("vi", "en"):
        with override(language):
            said[language] = words_of({"kind": kind.value, "back": back, "record": ""})
    assert said["vi"] != said["en"]
    assert "_" not in said["en"]
