"""Reading rules: which holds on a day, what was entered of it, and which days are off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from lantoa.core.people.models import Person
from lantoa.core.rules.models import DayKind, DecidedDay, Measured, RuleRow
from lantoa.core.rules.registry import Text, all_told, told
from lantoa.core.units.models import BEGINNING
from lantoa.lib.workdays import Decided


@dataclass(frozen=True)
class Rule:
    """What a rule says for a time, and where that comes from. `by` and `entered_at` are None for what the program brought."""

    code: str
    value: int
    measured_in: Measured
    starts: date
    ends: date
    basis: Text
    doubt: Text = ""
    by: Person | None = None
    entered_at: datetime | None = None

    def alive(self, day: date) -> bool:
        return self.starts <= day < self.ends


class NoRule(LookupError):
    """No row of the rule holds on the day."""


def rule(code: str, *, on: date) -> Rule:
    """The rule as it is on this day. Raises `NoRule`; `KeyError` for a code that nothing declares."""
    found = in_force(history(code), on=on)
    if found is None:
        raise NoRule(code)
    return found


def in_force(rows: Iterable[Rule], *, on: date) -> Rule | None:
    """Which of a rule's rows, as `history` gives them, counts on this day."""
    return next((row for row in rows if row.alive(on)), None)


def history(code: str) -> list[Rule]:
    """Every row of the rule, the one that starts last first; of rows that start on one day the last entered."""
    return sorted_rows(code, RuleRow.objects.filter(code=code).select_related("entered_by"))


def all_histories() -> dict[str, list[Rule]]:
    """The rows of every rule, in one query."""
    entered: dict[str, list[RuleRow]] = {}
    for row in RuleRow.objects.select_related("entered_by"):
        entered.setdefault(row.code, []).append(row)
    return {known.code: sorted_rows(known.code, entered.get(known.code, ())) for known in all_told()}


def sorted_rows(code: str, entered: Iterable[RuleRow]) -> list[Rule]:
    shipped = [Rule(code, row.value, row.measured_in, row.starts, row.ends, row.basis, row.doubt) for row in told(code).rows]
    own = [
        Rule(code, row.value, Measured(row.measured_in), row.starts, row.ends, row.basis, row.doubt, row.entered_by, row.entered_at)
        for row in sorted(entered, key=lambda row: row.pk)
    ]
    numbered = sorted(enumerate((*shipped, *own)), key=lambda pair: (pair[1].starts, pair[0]), reverse=True)
    return [row for _number, row in numbered]


def decided_days(*, start: date | None = None) -> list[DecidedDay]:
    """What was decided of days, the last entered of each day, latest day first; `start`: of this day and later."""
    newest: dict[date, DecidedDay] = {}
    for row in DecidedDay.objects.filter(day__gte=start or BEGINNING).select_related("entered_by").order_by("pk"):
        newest[row.day] = row
    return sorted(newest.values(), key=lambda row: row.day, reverse=True)


def decided(*, start: date | None = None) -> Decided:
    """The same for counting working days."""
    rows = decided_days(start=start)
    return Decided(
        {row.day: row.basis for row in rows if row.kind == DayKind.OFF}, frozenset(row.day for row in rows if row.kind == DayKind.WORK)
    )
