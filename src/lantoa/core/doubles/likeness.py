"""How alike two records are, with the reasons. Every weight was set on the first half of the labelled pairs (`bench/doubles.py`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from lantoa.core.doubles.names import compare_names
from lantoa.core.doubles.spots import Where, compare_spots
from lantoa.core.doubles.traits import Traits

SUSPECT = 70  # from here on two records are offered as doubles
LEAST_NAME = 0.55  # names less alike than this are of two things, whatever else agrees
NAME = 62
PLACE = {
    (Where.SAME, "village"): 20, (Where.SAME, "commune"): 14, (Where.SAME, ""): 14, (Where.SAME, "wide"): 6,
    (Where.INSIDE, "near"): 10, (Where.INSIDE, "wide"): 5,
}  # fmt: skip
APART, SAME_HOST, LIKE_HOST, OTHER_HOST, DISAGREE = -30, 12, 8, -14, -60
DAY, MONTH, YEAR, UNTOLD, NEXT_YEAR, LATER = 16, 12, 9, 3, -5, -24
HOST_ALIKE = 88
UNSAID = (None, "")


@dataclass(frozen=True)
class Likeness:
    """From 0 (nothing alike) to 100, and the reasons for it as codes; those against begin with “not_”."""

    score: int
    reasons: tuple[str, ...]


Said = tuple[int, str]  # points, and the reason as a code


def compare(one: Traits, other: Traits) -> Likeness:
    """How alike two records of one kind are."""
    names = compare_names(one.name, other.name)
    if names.share < LEAST_NAME:
        return Likeness(0, ())
    said = [(round(NAME * names.share), f"name_{names.reason}"), *places(one, other), *hosts(one, other), *starts(one, other)]
    if any(mine != theirs and mine not in UNSAID and theirs not in UNSAID for mine, theirs in zip(one.agree, other.agree, strict=True)):
        said.append((DISAGREE, "not_agree"))
    score = max(0, min(100, sum(points for points, _code in said)))
    return Likeness(score, tuple(code for _points, code in said if code))


def places(one: Traits, other: Traits) -> Iterator[Said]:
    """Where they are. A unit's own territory speaks for a record that names no place."""
    if not one.places or not other.places:
        return
    where, level = compare_spots(one.places, other.places)
    if where == Where.APART:
        yield APART, "not_place"
    else:
        yield PLACE[where, level], f"place_{where}_{level}" if level else f"place_{where}"
    if one.unit == other.unit:
        yield 0, "unit"


def hosts(one: Traits, other: Traits) -> Iterator[Said]:
    """Who runs them, where both tell."""
    if not one.hosts or not other.hosts:
        return
    if one.hosts & other.hosts:
        yield SAME_HOST, "host"
        return
    best = max(fuzz.token_set_ratio(mine, theirs) for mine in one.hosts for theirs in other.hosts)
    yield (LIKE_HOST, "host_close") if best >= HOST_ALIKE else (OTHER_HOST, "not_host")


def starts(one: Traits, other: Traits) -> Iterator[Said]:
    """Since when, as exactly as both tell."""
    if one.since is None or other.since is None:
        yield UNTOLD, ""
        return
    years = abs(one.since.year - other.since.year)
    if years:
        yield (NEXT_YEAR, "not_start") if years == 1 else (LATER, "not_start")
    elif "year" in (one.precision, other.precision):
        yield YEAR, "start_year"
    elif one.since.month != other.since.month:
        yield UNTOLD if near(one.since, other.since) else -UNTOLD, "start_year"
    elif one.since == other.since and one.precision == other.precision == "day":
        yield DAY, "start_day"
    else:
        yield MONTH, "start_month"


def near(one: date, other: date) -> bool:
    """Within half a year."""
    return abs((one - other).days) <= 183
