"""What stays true is asked for again: half a year after the last write of a record, its unit says whether all is as it was.

The answers are ordinary changes: still kept up (a step without values), changed (a correction), stopped (the kind's own step).
"""

from datetime import date
from typing import Any

from lantoa.core.records.models import State
from lantoa.lib.periods import months_later

HALF_YEAR = 6  # months


def half_a_year_on(record: Any, today: date) -> date | None:
    """When an approved record that has not stopped wants its next answer; for `Kind.due`."""
    stands = record.state == State.APPROVED and getattr(record, "stopped", None) is None
    return months_later(today, HALF_YEAR) if stands else None
