"""Merging two records of one thing, and undoing it: nothing is counted twice, nothing lost, both come back as they were."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from lantoa.core.access.decisions import Refused
from lantoa.core.doubles.merging import merge, undo
from lantoa.core.doubles.models import Merger
from lantoa.core.evidence.models import Citation
from lantoa.core.evidence.services import cite
from lantoa.core.measures import recount, rows
from lantoa.core.measures.reading import read
from lantoa.core.records import ledger
from lantoa.core.records.kinds import concrete, kind_of
from lantoa.core.records.links import link, links_of
from lantoa.core.records.models import Event, Record, State
from lantoa.core.records.selectors import offers
from lantoa.core.records.services import advance, comment
from lantoa.core.records.values import snapshot
from lantoa.core.units.kinds import UnitKind
from lantoa.lib.periods import Period
from tests.core.evidence.files import pdf
from tests.factories import TODAY, make_account, make_unit
from tests.office import Office

NEXT = date(2023, 6, 1)


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.fixture
def district(office: Office) -> Any:
    return make_unit("Huyện Kon Plông", kind=UnitKind.DISTRICT, under=office.country)


@pytest.fixture
def judge(office: Office) -> Any:
    """One who may correct everywhere and entered nothing."""
    user = make_account()
    office.let(user, office.country)
    return user


def facts(record: Any) -> dict[str, Any]:
    """All that a record says, with what stands beside it; what a write always moves is left out."""
    found = concrete(Record.objects.get(pk=record.pk))
    beside = {
        "evidence": sorted(Citation.objects.filter(record=record.pk).values_list("pk", "withdrawn")),
        "comments": sorted(found.comments.values_list("pk", flat=True)),
        "links": sorted(links_of(found).values_list("kind", "source", "target")),
        "head": (found.reference, found.approved_by_id, found.author_id, found.search_text, found.sort_key),
    }
    return snapshot(found, kind_of(found.kind)) | beside


def counted(unit: Any) -> int:
    return int(read("initiatives.kept", unit, Period.parse("2023")).counted)


def sound() -> bool:
    return not list(ledger.verify()) and not rows.verify() and not recount.verify_totals()


def file(record: Any, by: Any, text: str) -> Citation:
    return cite(record, upload=ContentFile(pdf(text)), name="bien-ban.pdf", by=by, today=TODAY)


Two = tuple[Any, Any]


@pytest.fixture
def two(office: Office, district: Any) -> Two:
    """One initiative, told of by a commune with its hosts, and by the next commune with its cost."""
    hieu, tang = make_unit("Xã Hiếu", under=district), make_unit("Xã Đăk Tăng", under=district)
    host = make_unit("Hội Nông dân xã Hiếu", kind=UnitKind.MASS_ORG, under=hieu)
    first = office.initiative(hieu, "Nuôi cá niêng", hosts=[host], households=12, places=[hieu], place=hieu)
    second = office.initiative(tang, "Nuôi cá niêng xen vịt", cost=31_000_000, households=15, places=[hieu, tang])
    return first, second


def test_what_was_merged_counts_once_and_above_both_and_both_come_back_as_they_were(office: Office, district: Any, judge: Any, two: Two):
    first, second = two
    third = office.initiative(first.unit, "Nuôi cá niêng ở thôn khác")
    link(second, third, kind="copies", by=judge, today=TODAY)
    link(first, second, kind="relates_to", by=judge, today=TODAY)
    comment(second, text="Xem lại số hộ", by=judge, today=TODAY)
    both = "Biên bản chung"
    file(first, judge, both), file(second, judge, both), file(second, judge, "Biên bản riêng")
    before = facts(first), facts(second), facts(third)
    assert (counted(district), counted(first.unit), counted(second.unit)) == (3, 2, 1)

    merger = merge(
        first, second, by=judge, today=NEXT, reason="Cùng một mô hình",
        values={"title": second.title, "households": 15, "places": list(second.places.all()), "place": None},
    )  # fmt: skip

    kept, merged = Record.objects.get(pk=first.pk), Record.objects.get(pk=second.pk)
    assert (kept.unit, kept.state, kept.title) == (district, State.APPROVED, "Nuôi cá niêng xen vịt")
    assert (merged.state, merged.merged_into) == (State.WITHDRAWN, kept)
    assert (counted(district), counted(first.unit), counted(second.unit)) == (2, 1, 0)
    assert len(facts(first)["evidence"]) == 2
    assert len(facts(second)["evidence"]) == 1
    assert len(facts(first)["comments"]) == 1
    assert ("copies", first.pk, third.pk) in facts(first)["links"]
    assert sound()

    undo(merger, by=judge, today=NEXT, reason="Là hai mô hình")

    assert (facts(first), facts(second), facts(third)) == before
    assert (counted(district), counted(first.unit), counted(second.unit)) == (3, 2, 1)
    assert sound()
    steps = list(Event.objects.filter(record=first.pk).order_by("number").values_list("step", flat=True))
    assert steps[-4:] == ["took_in", "link", "correct", "gave_back"] or steps[-2:] == ["correct", "gave_back"]


def test_undoing_takes_back_the_last_merger_first_and_a_second_call_changes_nothing(office: Office, judge: Any, two: Two):
    first, second = two
    third = office.initiative(first.unit, "Nuôi cá niêng ao thôn", households=20)
    one = merge(first, second, values={}, by=judge, today=NEXT)
    two_ = merge(concrete(Record.objects.get(pk=first.pk)), third, values={"households": 20}, by=judge, today=NEXT)
    with pytest.raises(Refused, match="ao thôn"):
        undo(one, by=judge, today=NEXT)
    undo(two_, by=judge, today=NEXT)
    undo(two_, by=judge, today=NEXT)
    undo(one, by=judge, today=NEXT)
    assert facts(first)["households"] == 12
    assert facts(third)["state"] == State.APPROVED
    assert Event.objects.filter(record=third.pk, step="unmerge").count() == 1


@pytest.mark.parametrize("who", ("author", "one_commune", "stranger"))
def test_only_who_may_correct_both_and_entered_neither_merges(office: Office, two: Two, who: str):
    user = office.clerk if who == "author" else make_account()
    if who == "one_commune":
        office.let(user, two[0].unit)
    with pytest.raises(Refused):
        merge(*two, values={}, by=user, today=NEXT)
    assert facts(two[1])["state"] == State.APPROVED
    assert not Merger.objects.exists()


def test_what_was_merged_is_taken_up_again_by_undoing_alone(office: Office, judge: Any, two: Two):
    merge(*two, values={}, by=judge, today=NEXT)
    merged = Record.objects.get(pk=two[1].pk)
    assert [offer.name for offer in offers(merged, office.clerk, today=NEXT)] == []


def test_a_record_that_awaits_approval_is_merged_into_the_approved_one_and_waits_again_when_undone(office: Office, judge: Any, two: Two):
    waiting = advance(office.initiative(two[0].unit, "Nuôi cá niêng", approved=False), "submit", by=office.clerk, today=TODAY)
    with pytest.raises(Refused, match="đã duyệt"):
        merge(waiting, two[0], values={}, by=judge, today=NEXT)
    merger = merge(two[0], waiting, values={}, by=judge, today=NEXT)
    assert counted(two[0].unit) == 1
    undo(merger, by=judge, today=NEXT)
    found = Record.objects.get(pk=waiting.pk)
    assert (found.state, found.approved_by, found.reference) == (State.SUBMITTED, None, "")
