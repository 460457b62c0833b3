"""Spans that must not overlap: the database itself refuses, on SQLite and PostgreSQL alike."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lantoa.core.access.models import Grant
from lantoa.core.people.models import Post, Tenure
from lantoa.core.units.models import Placement, UnitName
from tests.factories import make_person, make_unit

FIRST, SECOND, THIRD = date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)

pytestmark = pytest.mark.django_db


def placements():
    unit, parent = make_unit("Xã A"), make_unit("Huyện B", kind="district")
    return Placement, {"unit": unit, "parent": parent, "hierarchy": "state"}, {"hierarchy": "party"}


def names():
    return UnitName, {"unit": make_unit("Xã A"), "name": "Xã Cũ"}, {"unit": make_unit("Xã B")}


def tenures():
    post = Post.objects.create(unit=make_unit("Xã A"), title="Bí thư")
    return Tenure, {"person": make_person(), "post": post}, {"person": make_person()}


def grants():
    return Grant, {"person": make_person(), "unit": make_unit("Xã A"), "role": "office"}, {"role": "leader"}


@pytest.mark.parametrize("rows", [placements, names, tenures, grants])
def test_spans_of_the_same_thing_may_touch_but_never_overlap(rows):
    model, same, other = rows()
    model.objects.create(**same, starts=FIRST, ends=SECOND)
    later = model.objects.create(**same, starts=SECOND, ends=THIRD)
    model.objects.create(**{**same, **other}, starts=FIRST, ends=THIRD)
    with pytest.raises(IntegrityError, match="spans overlap"), transaction.atomic():
        model.objects.create(**same, starts=date(2021, 6, 1), ends=date(2021, 7, 1))
    with pytest.raises(IntegrityError, match="spans overlap"), transaction.atomic():
        model.objects.filter(pk=later.pk).update(starts=date(2021, 12, 31))
    with pytest.raises(IntegrityError, match="spans overlap"), transaction.atomic():
        model.objects.bulk_create([model(**same, starts=THIRD), model(**same, starts=date(2025, 1, 1))])
    assert model.objects.filter(**same).count() == 2
    model.objects.filter(pk=later.pk).update(ends=date(2023, 1, 1))
