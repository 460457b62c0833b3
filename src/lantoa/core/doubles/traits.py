"""What a record says of the thing that it tells of, read by the fields that its kind declares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from lantoa.core.doubles.names import Name, read_name
from lantoa.core.doubles.spots import Atlas, Spot, territories
from lantoa.core.records.kinds import Alike, Kind
from lantoa.core.units.models import Unit
from lantoa.lib.vietnamese import fold

FULL = "day"


@dataclass(frozen=True)
class Traits:
    """A record as it is compared. `places` are those told, or the territory of its unit; `told` says which."""

    record: int
    name: Name
    unit: int
    home: Spot | None
    places: tuple[Spot, ...]
    told: bool
    hosts: frozenset[str]
    host_units: frozenset[int]
    since: date | None
    precision: str
    agree: tuple[Any, ...]


def read_traits(kind: Kind, records: Iterable[int], atlas: Atlas) -> dict[int, Traits]:
    """The traits of these records of one kind, by key; a fixed number of queries."""
    alike = kind.alike
    assert alike is not None
    model = kind.model_class
    many = [name for name in (*alike.hosts, *alike.places) if isinstance(model._meta.get_field(name), models.ManyToManyField)]
    single = [name for name in (*alike.hosts, *alike.places) if isinstance(model._meta.get_field(name), models.ForeignKey)]
    rows = list(model._default_manager.filter(pk__in=records).select_related(*single).prefetch_related(*many))
    homes = territories({row.unit_id for row in rows})
    atlas.read({*homes.values(), *(unit.pk for row in rows for unit in units_in(row, alike.places))})
    return {row.pk: traits_of(row, alike, homes, atlas) for row in rows}


def traits_of(record: Any, alike: Alike, homes: dict[int, int], atlas: Atlas) -> Traits:
    home = atlas.spot(homes[record.unit_id]) if record.unit_id in homes else None
    told = tuple(atlas.spot(unit.pk) for unit in dict.fromkeys(units_in(record, alike.places)))
    hosts = [value for name in alike.hosts for value in values_in(record, name)]
    since = getattr(record, alike.since) if alike.since else None
    return Traits(
        record.pk, read_name(record.title), record.unit_id, home, told or ((home,) if home else ()), bool(told),
        frozenset(filter(None, (fold(str(host)) for host in hosts))), frozenset(host.pk for host in hosts if isinstance(host, Unit)),
        since, getattr(record, alike.precision) if alike.precision and since else FULL,
        tuple(getattr(record, name) for name in alike.agree),
    )  # fmt: skip


def values_in(record: Any, name: str) -> list[Any]:
    """What stands in a field, one or many; nothing where it is empty."""
    value = getattr(record, name)
    if isinstance(value, models.Manager):
        return list(value.all())
    return [] if value in (None, "") else [value]


def units_in(record: Any, names: Iterable[str]) -> list[Unit]:
    return [value for name in names for value in values_in(record, name) if isinstance(value, Unit)]
