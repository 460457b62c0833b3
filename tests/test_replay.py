"""What is written again is what was made."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from lantoa.core.access.roles import Role
from lantoa.core.people.models import User
from lantoa.core.units.models import Unit
from tests.factories import TODAY, Tree, make_account, make_approved, make_declaration, make_tree, make_unit
from tests.replay import SHELF, Table, everything, replayed

pytestmark = pytest.mark.django_db
Made = TypeVar("Made")


def told() -> tuple[Tree, User]:
    tree = make_tree()
    clerk = make_account(Role.OFFICE, tree.committee)
    make_approved(make_declaration(tree.hieu_committee, by=clerk), by=make_account(Role.LEADER, tree.committee))
    return tree, clerk


def taken_back(make: Callable[[], Made]) -> tuple[Made, dict[str, Table]]:
    with transaction.atomic():
        made, rows = make(), everything()
        transaction.set_rollback(True)
    return made, rows


def test_its_rows_and_what_it_returns_are_those_of_the_first_time() -> None:
    make = replayed(told)
    (tree, clerk), rows = taken_back(make)
    again, same = taken_back(make)
    assert same == rows
    assert {"units_closure", "records_event", "measures_declaredfigure", "access_grant"} <= {
        name for name, table in rows.items() if table.rows
    }
    assert again == (tree, clerk)
    assert again[1] is not clerk


def test_what_is_played_takes_part_in_what_comes_after() -> None:
    make = replayed(told)
    taken_back(make)
    tree, clerk = make()
    unit = make_unit("Thôn mới", under=tree.hieu)
    assert unit.pk > max(Unit.objects.exclude(pk=unit.pk).values_list("pk", flat=True))
    assert make_declaration(tree.committee, by=clerk, day=TODAY).unit == tree.committee


def test_what_one_process_made_another_plays_and_counts_on_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SHELF, "folder", tmp_path)
    (tree, _clerk), rows = taken_back(replayed(told))
    assert len(list(tmp_path.glob("tests.test_replay.told-*.pickle"))) == 1

    def never() -> tuple[Tree, User]:
        raise AssertionError("it was made already")

    never.__module__, never.__qualname__ = told.__module__, told.__qualname__  # as it is named in the other process
    elsewhere = replayed(never)
    assert taken_back(elsewhere)[1] == rows
    again, clerk = elsewhere()
    assert again == tree
    unit = make_unit("Thôn mới", under=again.hieu)
    assert unit.pk > max(Unit.objects.exclude(pk=unit.pk).values_list("pk", flat=True))
    assert make_declaration(again.committee, by=clerk, day=TODAY).unit == again.committee


def test_where_something_is_there_already_it_is_made_as_ever() -> None:
    make = replayed(lambda: make_unit("Xã Hiếu"))
    first, second = make(), make()
    assert (first.pk < second.pk, Unit.objects.count()) == (True, 2)


def test_a_maker_that_changes_what_was_there_is_never_played() -> None:
    there = ContentType.objects.create(app_label="x", model="before")

    def changing() -> Unit:
        ContentType.objects.filter(pk=there.pk).update(model="after")
        return make_unit("Xã Hiếu")

    make = replayed(changing)
    for _time in range(2):
        assert taken_back(lambda: (make(), ContentType.objects.get(pk=there.pk).model))[0][1] == "after"
