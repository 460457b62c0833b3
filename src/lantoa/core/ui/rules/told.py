"""What the pages of rules tell: terms in words, rules by group, the days off of a year."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lantoa.core.rules.clocks import Deadline
from lantoa.core.rules.models import DayKind, DecidedDay, Measured
from lantoa.core.rules.registry import Told, all_told
from lantoa.core.rules.selectors import Rule, all_histories, decided_days, in_force
from lantoa.core.ui.formats import day_text, moment_text
from lantoa.core.ui.units.told import span_text
from lantoa.lib.workdays import year_of


def term_text(rule: Rule) -> str:
    """A rule's value with what it is measured in: 10 days, 2 working days."""
    match rule.measured_in:
        case Measured.HOURS:
            words = ngettext("%(count)d hour", "%(count)d hours", rule.value)
        case Measured.WORKING_DAYS:
            words = ngettext("%(count)d working day", "%(count)d working days", rule.value)
        case Measured.DAYS:
            words = ngettext("%(count)d day", "%(count)d days", rule.value)
        case Measured.MONTHS:
            words = ngettext("%(count)d month", "%(count)d months", rule.value)
    return words % {"count": rule.value}


def due_text(deadline: Deadline) -> str:
    """The end of a term as it is met: a day, or an hour where the term is one of hours."""
    return moment_text(deadline.over) if deadline.by_the_hour else day_text(deadline.last_day)


def reckoned_text(deadline: Deadline) -> str:
    """How the end of a term was counted: 20 days, Nghị định 356/2025/NĐ-CP; 1 holiday counted: Quốc khánh 2/9/2026."""
    text = f"{term_text(deadline.rule)}, {deadline.rule.basis}"
    if not deadline.holidays or deadline.by_the_hour:
        return text
    named = ", ".join(f"{name} {day_text(day)}" for day, name in deadline.holidays)
    count = len(deadline.holidays)
    return text + "; " + ngettext("%(count)d holiday in it: %(named)s", "%(count)d holidays in it: %(named)s", count) % {
        "count": count, "named": named,
    }  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One rule as it is on the day viewed; None where none holds. `more`: it has changed, or will."""

    told: Told
    rule: Rule | None
    more: int


def lines(*, at: date) -> list[tuple[str, list[Line]]]:
    """Every rule by its group."""
    histories = all_histories()
    groups: dict[str, list[Line]] = {}
    for told in all_told():
        rows = histories[told.code]
        groups.setdefault(str(told.group), []).append(Line(told, in_force(rows, on=at), len(rows)))
    return list(groups.items())


@dataclass(frozen=True)
class Past:
    """One row of a rule's history. `state`: now, later, before, or passed over by one entered later for the same days."""

    rule: Rule
    term: str
    span: str
    state: str
    who: str


def past(rows: list[Rule], *, at: date) -> list[Past]:
    """A rule's rows in words, the one that holds on the day viewed marked."""
    now = in_force(rows, on=at)
    seen: set[date] = set()
    found = []
    for row in rows:
        later = _("not yet in force") if row.starts > at else _("no longer")
        state = _("in force") if row is now else _("replaced by a later entry") if row.starts in seen else later
        seen.add(row.starts)
        who = f"{row.by.name}, {moment_text(row.entered_at)}" if row.by else _("brought by the program")
        found.append(Past(row, term_text(row), span_text(row.starts, row.ends), state, who))
    return found


@dataclass(frozen=True)
class CalendarDay:
    """A day off or worked against the week, and where that comes from."""

    day: date
    name: str
    works: bool
    basis: str
    who: str = ""


def calendar_of(year: int) -> list[CalendarDay]:
    """The days of a year that are off or worked against the week, decided ones in place of the calendar's."""
    known = year_of(year, language())
    source = _("calendar of public holidays")
    days = {day: CalendarDay(day, name, False, source) for day, name in known.off.items()}
    days |= {day: CalendarDay(day, _("working day in exchange"), True, source) for day in known.work}
    for row in decided_days(start=date(year, 1, 1)):
        if row.day.year == year:
            days.pop(row.day, None)
            if row.kind != DayKind.USUAL:
                name = str(row.get_kind_display())
                days[row.day] = CalendarDay(row.day, name, row.kind == DayKind.WORK, row.basis, entered(row))
    return sorted(days.values(), key=lambda one: one.day)


def entered(row: DecidedDay) -> str:
    """Who entered what was decided of a day, and when."""
    return f"{row.entered_by.name}, {moment_text(row.entered_at)}"


def language() -> str:
    return "vi" if (get_language() or "vi").startswith("vi") else "en"
