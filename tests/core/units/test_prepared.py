"""Statements put together once find what their query set finds, whatever is given and in each thread; nothing is kept of what was given."""

from datetime import UTC, date, datetime
from threading import Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import ExtractYear

from lantoa.core.units.closure import on_day
from lantoa.core.units.many import listed
from lantoa.core.units.models import Closure, Placement, Unit
from lantoa.core.units.prepared import Statement, prepared, stand_in
from tests.factories import TODAY, make_child, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def test_models_are_found_with_what_belongs_to_them(tree, django_assert_num_queries):
    @prepared
    def placed(parent: int, at: date) -> QuerySet[Placement]:
        rows = Placement.objects.filter(on_day(at), parent=parent).select_related("unit").order_by("unit__sort_key", "hierarchy")
        return rows.annotate(twice=F("parent_id") * 2)

    for unit in (tree.district, tree.hieu, tree.other_district, tree.committee):
        for day in (TODAY, date(1900, 1, 1), date(2500, 1, 1)):
            rows = Placement.objects.filter(on_day(day), parent=unit.pk).order_by("unit__sort_key", "hierarchy")
            with django_assert_num_queries(1):
                found = placed(unit.pk, day)
                names = [(one.unit.name, one.twice, one.starts) for one in found]
            assert names == [(one.unit.name, unit.pk * 2, one.starts) for one in rows]
    found = placed(tree.district.pk, TODAY)
    assert found, "else nothing was tried"
    found[0].unit.refresh_from_db()  # models like any others
    assert not found[0]._state.adding


def test_what_is_given_changes_from_one_to_the_next(tree):
    asked: list[tuple[object, ...]] = []

    @prepared
    def under(at: date, *roots: int) -> QuerySet[Closure]:
        asked.append(roots)
        return Closure.objects.filter(on_day(at), ancestor__in=roots).order_by().values_list("descendant").distinct()

    for roots in ((tree.district.pk,), (tree.hieu.pk,), (tree.hieu.pk, tree.other_district.pk), (tree.district.pk, tree.hieu.pk)):
        rows = Closure.objects.filter(on_day(TODAY), ancestor__in=roots)
        assert {pk for (pk,) in under(TODAY, *roots)} == set(rows.values_list("descendant", flat=True))
    assert len(asked) == 2, "composed once for each number of roots"
    assert not {tree.district.pk, tree.hieu.pk} & {root for roots in asked for root in roots}


def test_texts_and_moments_come_as_they_are(tree):
    @prepared
    def running(key: str, now: datetime) -> QuerySet[Session]:
        return Session.objects.filter(session_key=key, expire_date__gt=now)

    for key in ("a", "100%", "'; DROP TABLE units_unit --", "%s", "\ue0000\ue001"):
        Session.objects.create(session_key=key, session_data=key, expire_date=datetime(2026, 1, 1, 12, 0, 0, 5, tzinfo=UTC))
    for key in ("a", "100%", "'; DROP TABLE units_unit --", "%s", "\ue0000\ue001"):
        assert [one.session_data for one in running(key, datetime(2026, 1, 1, 12, 0, 0, 4, tzinfo=UTC))] == [key]
        assert running(key, datetime(2026, 1, 1, 12, 0, 0, 5, tzinfo=UTC)) == []
    assert running("b", datetime(2025, 1, 1, tzinfo=UTC)) == []


def test_beside_values_that_are_written_in(tree):
    make_child(tree.hieu, "100% đạt '5'")
    rows = Unit.objects.filter(Q(name__contains="%") | Q(name__contains="'"), above__ancestor=stand_in(int, 0)).order_by("pk")
    statement = Statement.of(rows.annotate(one=Value(1, output_field=IntegerField())).values_list("name", "one"), stand_in(int, 0))
    assert statement.rows(tree.hieu.pk) == [("100% đạt '5'", 1)] * len(statement.rows(tree.hieu.pk))
    assert statement.rows(tree.hieu.pk)
    assert statement.rows(tree.other_district.pk) == []


def test_of_a_sum_each_number_is_what_django_makes_of_it(tree):
    @prepared
    def sizes(at: date) -> QuerySet[Closure]:
        rows = Closure.objects.filter(on_day(at)).order_by("ancestor").values("ancestor").annotate(many=Count("pk"))
        return rows.values_list("ancestor", "many", "ancestor__starts").distinct()

    rows = Closure.objects.filter(on_day(TODAY)).order_by("ancestor").values("ancestor").annotate(many=Count("pk"))
    assert sizes(TODAY) == list(rows.values_list("ancestor", "many", "ancestor__starts").distinct())


def test_where_nothing_can_be_found_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert prepared(lambda pk: Unit.objects.filter(pk=pk, name__in=[]))(1) == []
        assert Statement.of(Unit.objects.none().values_list("pk")).rows() == []


@pytest.mark.parametrize(
    "reckoned",
    [
        lambda at: Unit.objects.filter(starts__year=at.year),
        lambda at: Unit.objects.annotate(year=ExtractYear("starts")).filter(year=2020 if at < TODAY else 2021),
    ],
)
def test_a_value_that_is_reckoned_with_is_refused(reckoned):
    with pytest.raises(ValueError, match="as it is"):
        prepared(reckoned)(TODAY)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_its_own_connection():
    tree = make_tree()

    @prepared
    def named(pk: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=pk)

    assert named(tree.hieu.pk)[0].name == tree.hieu.name
    told: list[str] = []

    def ask() -> None:
        try:
            told.append(named(tree.district.pk)[0].name)
        finally:
            connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert told == [tree.district.name]


def test_many_ids_come_as_one_value(tree):
    ids = [tree.district.pk, tree.hieu.pk, tree.other_district.pk]
    for chosen in (ids, ids[:1], []):
        rows = Placement.objects.filter(parent__in=chosen)
        assert set(Placement.objects.filter(parent__among=listed(chosen))) == set(rows)
        below = Unit.objects.filter(above__ancestor__among=listed(chosen))
        assert set(below) == set(Unit.objects.filter(above__ancestor__in=chosen))
