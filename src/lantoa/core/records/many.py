"""Writing and reading the many-to-many values of a record, each once in a transaction."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects


def set_many(record: Any, many: dict[str, list[Any]]) -> None:
    """Write many-to-many values; what was read of them before is no longer so."""
    for name, chosen in many.items():
        getattr(record, name).set(chosen)
    read_many(record, anew=many)


def set_first(record: Any, many: dict[str, list[Any]]) -> None:
    """Write the many-to-many values of a record that is new, and so has none yet."""
    read_before = record.__dict__.setdefault("_prefetched_objects_cache", {})
    for field in record._meta.many_to_many:
        if chosen := many.get(field.name):
            getattr(record, field.name).add(*chosen)
        else:
            read_before[field.name] = getattr(record, field.name).none()
    read_many(record)


def read_many(record: Any, *, anew: Iterable[str] = ()) -> None:
    """Read the record's many-to-many values once for all who ask in this transaction."""
    read_before = record.__dict__.setdefault("_prefetched_objects_cache", {})
    for name in anew:
        read_before.pop(name, None)
    prefetch_related_objects([record], *(field.name for field in record._meta.many_to_many))
