"""Finding a unit by the name that people use: folded, with as much context as they give."""

import re
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import NAME_PREFIXES, TERRITORIAL
from lantoa.core.units.models import Closure, Unit
from lantoa.core.units.selectors import UnitHit, matching, name_on
from lantoa.lib.vietnamese import fold

FOLDED_PREFIXES = tuple(fold(prefix) for prefix in NAME_PREFIXES)


class UnknownUnit(LookupError):
    """No unit bears this name (at this time)."""

    def __init__(self, text: str, *, elsewhere: Sequence[Unit] = ()) -> None:
        super().__init__(text)
        self.text, self.elsewhere = text, list(elsewhere)


class AmbiguousUnit(LookupError):
    """Several units bear this name; `choices` lists them with their context."""

    def __init__(self, text: str, choices: Sequence[UnitHit]) -> None:
        super().__init__(text)
        self.text, self.choices = text, list(choices)


def bare_name(name: str) -> str:
    """The folded name without the words that tell the kind of territory: "Xã Hiếu" gives "hieu"."""
    folded = fold(name)
    for prefix in FOLDED_PREFIXES:
        if folded.startswith(prefix + " "):
            return folded[len(prefix) + 1 :]
    return folded


def name_parts(text: str) -> list[str]:
    """A written name and its contexts, folded: "Xã Hiếu (Kon Plông, Kon Tum)" gives hieu's name, then both contexts."""
    parts = [fold(part) for part in re.split(r"[,;()/]|\s-\s", text)]
    return [part for part in parts if part]


def split_at_prefixes(folded: str) -> list[str]:
    """"xa hieu huyen kon plong" gives its two names; a text with no further prefix comes back whole."""
    pattern = r"\s(?=(?:" + "|".join(FOLDED_PREFIXES) + r")\s)"
    return re.split(pattern, folded)


def in_context(units: QuerySet[Unit], contexts: Sequence[str]) -> QuerySet[Unit]:
    """Those that stand or stood under a unit of each context's name."""
    for context in contexts:
        named = Unit.objects.filter(Q(folded=context) | Q(bare=context) | Q(folded__endswith=" " + context))
        units = units.filter(Exists(Closure.objects.filter(descendant=OuterRef("pk"), depth__gt=0, ancestor__in=named)))
    return units


def candidates(text: str) -> QuerySet[Unit]:
    """Units that the text may mean: by key or code first, then by exact name with context."""
    typed = text.strip()
    by_code = Unit.objects.filter(Q(key=typed) | Q(code=typed)) if typed else Unit.objects.none()
    if by_code.exists():
        return by_code
    parts = name_parts(text)
    if not parts:
        return Unit.objects.none()
    found = in_context(matching(parts[0], exact=True), parts[1:])
    if not found.exists():
        parts = [piece for part in parts for piece in split_at_prefixes(part)]
        found = in_context(matching(parts[0], exact=True), parts[1:])
    return found


def resolve_unit(text: str, *, at: date) -> Unit:
    """The one unit that the text means on this day. Raises `UnknownUnit` or `AmbiguousUnit`.

    Full names win over bare ones, territories over bodies: "Kon Plông" is the district, "Huyện ủy Kon Plông" its committee.
    """
    found = candidates(text)
    alive = list(found.filter(on_day(at)).order_by("sort_key", "pk")[:50])
    if not alive:
        raise UnknownUnit(text, elsewhere=list(found[:10]))
    head = (name_parts(text) or [""])[0]
    for better in (lambda unit: unit.folded == head, lambda unit: unit.kind in TERRITORIAL):
        kept = [unit for unit in alive if better(unit)]
        alive = kept or alive
    if len(alive) > 1:
        raise AmbiguousUnit(text, hits(alive, at=at))
    return alive[0]


def find_units(text: str, *, at: date | None = None, limit: int = 20) -> list[UnitHit]:
    """Units whose name, today or once, is this or contains these words; exact ones first. With `at`, only those in being then."""
    exact = candidates(text)
    found = list((exact.filter(on_day(at)) if at else exact).order_by("-ends", "sort_key")[:limit])
    if len(found) < limit:
        parts = name_parts(text)
        wider = in_context(matching(parts[0], exact=False), parts[1:]) if parts else Unit.objects.none()
        wider = (wider.filter(on_day(at)) if at else wider).exclude(pk__in=[unit.pk for unit in found])
        found += list(wider.order_by("-ends", "sort_key")[: limit - len(found)])
    return hits(found, at=at)


def hits(units: Sequence[Unit], *, at: date | None) -> list[UnitHit]:
    """These units with the name they bore and the superiors they had, on `at` or on their last day; three queries for any number."""
    rows = (
        Closure.objects.filter(descendant__in=[unit.pk for unit in units], depth__gt=0)
        .select_related("ancestor").order_by("descendant", "depth")
    )  # fmt: skip
    above: dict[int, list[str]] = {unit.pk: [] for unit in units}
    lives = {unit.pk: unit for unit in units}
    for row in rows:
        unit = lives[row.descendant_id]
        day = at if at and unit.alive(at) else min(unit.ends, at or unit.ends)
        fits = row.starts <= day < row.ends or (row.ends == day == unit.ends)
        if fits and row.hierarchy == unit.hierarchy and row.ancestor.name not in above[unit.pk]:
            above[unit.pk].append(row.ancestor.name)
    return [UnitHit(unit, name_on(unit, at) if at else unit.name, ", ".join(above[unit.pk])) for unit in units]
