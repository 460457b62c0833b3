"""A database of the time when exemplars and contributions were models of this domain is brought up with every row and every promise."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from lantoa.core.people.models import Person, User
from lantoa.core.units.models import Unit
from lantoa.domains.contributions.models import Contribution
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.initiatives.models import Initiative
from lantoa.lib.periods import months_later
from tests.factories import make_unit

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("initiatives", "0001_initial")]
DAY = date(2023, 5, 25)


def bring_up() -> None:
    """As `lantoa run` does with a database that is behind."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def before() -> Iterator[Callable[[str], type[models.Model]]]:
    """The models as they were, by their names, on tables as they were."""
    executor = MigrationExecutor(connection)
    state = executor.migrate(BEFORE)
    yield lambda name: state.apps.get_model("initiatives", name)
    bring_up()


def row(unit: Unit, author: User, kind: str, **values: Any) -> dict[str, Any]:
    header = {"unit_id": unit.pk, "author_id": author.pk, "kind": kind, "title": f"Hồ sơ {kind}", "sort_key": kind, "day": DAY}
    return {**header, "state": "approved", "version": 3, "reference": "01", **values}


def test_every_row_is_found_again_as_it_was(before: Callable[[str], type[models.Model]]) -> None:
    unit, person = make_unit("Xã Đăk Ring"), Person.objects.create(name="Nguyễn Văn Hai")
    author = User.objects.create(username="bithu", person=person)
    consent = {"consent_name": "given", "consent_name_day": DAY}
    gift = {"gift": "rides", "low": Decimal(85), "high": Decimal(90), "qualifier": "range", "measured_in": "chuyến"}
    kept = [
        before("Exemplar").objects.create(**row(unit, author, "exemplar", who="person", person_id=person.pk, deed="Hiến đất", **consent)),
        before("Exemplar").objects.create(**row(unit, author, "exemplar", who="household", deed="Góp công", reference="02")),
        before("Contribution").objects.create(**row(unit, author, "contribution", donor="unit", donor_unit_id=unit.pk, **gift)),
        before("Initiative").objects.create(**row(unit, author, "initiative", sector="crops")),
    ]
    kept[-1].places.add(unit.pk)

    bring_up()
    kept[-1].due = months_later(DAY, 6)  # what stands is asked for again

    now = [*Exemplar.objects.order_by("pk"), Contribution.objects.get(), Initiative.objects.get()]
    for was, found in zip(kept, now, strict=True):
        assert {field.attname: getattr(was, field.attname) for field in was._meta.concrete_fields} == {
            field.attname: getattr(found, field.attname) for field in found._meta.concrete_fields
        }
    assert list(now[-1].places.all()) == [unit]
    for broken in ("UPDATE exemplars_exemplar SET consent_name_day = NULL", "UPDATE contributions_contribution SET high = 9"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{broken} WHERE record_ptr_id IN (%s, %s)", [kept[0].pk, kept[2].pk])
