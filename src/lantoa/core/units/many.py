"""Thousands of ids in one statement."""

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL


def among(ids: Iterable[int]) -> RawSQL:
    """These ids as one value, for `…__in`. Written into the text one by one, ten thousand take Django a tenth of a second each time."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))])
