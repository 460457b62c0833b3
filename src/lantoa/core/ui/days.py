"""The day and period at which a page is seen, read from `?at=`: a day, or a period as people write them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from lantoa.core.ui.formats import day_text
from lantoa.core.ui.parts import Text
from lantoa.lib.periods import Period, PeriodError, format_day_vi, half_of, label_en, label_vi, parse_day, year_of

CONCLUSION_01 = date(2021, 5, 18)  # Conclusion 01-KL/TW, the start of the period that the two- and three-year reviews look at
LONGEST_SHOWN = 60  # letters of a wrong day that a refusal repeats
ISO_DAY = len("2023-05-25")
TERM_YEARS = 5  # congresses of Party organisations: 2020, 2025, 2030

DAY_FORMS = gettext_lazy("Write the day as 25/5/2023.")
REFUSALS: dict[str, str | Promise] = {
    "blank": gettext_lazy("Type a day (25/5/2023) or a period (2023, first half 2023-H1, May 2023-05)."),
    "unreadable": gettext_lazy(
        "“%(text)s” is neither a day nor a period. Write for instance 25/5/2023, 2023, 2023-H1 or 18/5/2021..25/5/2023."
    ),
    "two_digit_year": gettext_lazy("Write the year with four digits in “%(text)s”."),
    "no_such_day": gettext_lazy("“%(text)s” is not in the calendar. Check the day and the month: the day comes first."),
    "no_such_month": gettext_lazy("“%(text)s” names a month that does not exist. Months go from 1 to 12; the day comes first."),
    "year_out_of_range": gettext_lazy("The year in “%(text)s” is out of range: from 1900 to 2199."),
    "reversed": gettext_lazy("“%(text)s” ends before it begins. Put the earlier day first."),
}


class DatedRequest(HttpRequest):
    """A request that has passed DayMiddleware."""

    day: date  # the business day
    at: date  # the day at which the page is seen
    period: Period  # the period that it tells of; its last day is `at`
    at_param: str  # the canonical `?at=`, "" where none was chosen
    restated: date | None  # the day of `?as=`, to whose units figures are restated; None: as it stood
    chosen: dict[str, str]  # what every link within the program carries on: `at`, `as`


@dataclass(frozen=True)
class Chosen:
    """What `?at=` means: the viewed day, the period, and the canonical form that links carry on."""

    at: date
    period: Period
    param: str = ""


@dataclass(frozen=True)
class Preset:
    """An offered day or period; an empty `param` goes back to the business day."""

    label: Text
    note: Text
    param: str


def usual(day: date) -> Chosen:
    """The business day, and its calendar year up to it."""
    return Chosen(day, Period(date(day.year, 1, 1), day + timedelta(days=1)))


def choose(text: str, *, today: date) -> Chosen:
    """What a person means by `text`; a day alone stands for its year up to it. Raises PeriodError (see `refusal`)."""
    if not text.strip():
        return usual(today)
    period = Period.parse(text)
    if period.days == 1:
        return Chosen(period.last, usual(period.last).period, period.last.isoformat())
    return Chosen(period.last, period, str(period))


def reading_day(text: str) -> date | None:
    """The day that `?as=` names; None where it names none. Raises PeriodError (see `refusal`)."""
    return parse_day(text) if text.strip() else None


def refusal(error: PeriodError) -> str:
    """The sentence that tells a person what is wrong with the day or period typed."""
    shown = error.text if len(error.text) <= LONGEST_SHOWN else error.text[:LONGEST_SHOWN] + "…"
    return str(REFUSALS[error.code]) % {"text": shown}


def day_refusal(error: PeriodError) -> str:
    """The same where a day alone was asked for."""
    return str(DAY_FORMS) if error.code in {"unreadable", "blank"} else refusal(error)


def period_text(period: Period) -> str:
    """The period in words of the page's language: 6 tháng đầu năm 2023, từ 18/5/2021 đến 25/5/2023."""
    return label_vi(period) if (get_language() or "vi").startswith("vi") else label_en(period)


def chosen_text(chosen: Chosen) -> str:
    """The chosen day or period, short enough for a button."""
    if len(chosen.param) in (0, ISO_DAY):
        return day_text(chosen.at)
    text = period_text(chosen.period)
    return text[:1].upper() + text[1:]


def typed(chosen: Chosen) -> str:
    """The chosen day or period as a person could type it: 25/5/2023, 18/5/2021..25/5/2023, 2023-H1; empty where none was chosen."""
    ends = chosen.param.split("..")
    return "..".join(format_day_vi(parse_day(end)) if len(end) == ISO_DAY else end for end in ends)


def presets(*, day: date, at: date) -> list[Preset]:
    """The days and periods that offices ask for most, from the business day and the day being viewed."""
    year, half = year_of(day), half_of(date(day.year, 1, 1))
    offered = [
        Preset(pgettext("preset", "Today"), day_text(day), ""),
        Preset(_("Year %(year)d") % {"year": day.year}, _to_text(year), str(year)),
        Preset(_("First half of %(year)d") % {"year": day.year}, _to_text(half), str(half)),
    ]
    if at >= CONCLUSION_01:
        since = Period(CONCLUSION_01, at + timedelta(days=1))
        offered.append(Preset(_conclusion_label(at), _to_text(since), str(since)))
    term = Period(date(at.year - at.year % TERM_YEARS, 1, 1), at + timedelta(days=1))
    years = {"first": term.start.year, "last": term.start.year + TERM_YEARS}
    offered.append(Preset(_("Whole term %(first)d–%(last)d") % years, _to_text(term), str(term)))
    return offered


def _to_text(period: Period) -> str:
    return _("%(first)s to %(last)s") % {"first": day_text(period.first), "last": day_text(period.last)}


def _conclusion_label(at: date) -> str:
    """ "2 years of Conclusion 01", counted in whole years up to the viewed day."""
    years = at.year - CONCLUSION_01.year - ((at.month, at.day) < (CONCLUSION_01.month, CONCLUSION_01.day))
    if years < 1:
        return _("Since Conclusion 01")
    return ngettext("%(years)d year of Conclusion 01", "%(years)d years of Conclusion 01", years) % {"years": years}
