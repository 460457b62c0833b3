"""Finding a unit by the name that people use: folded, with as much context as they give."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import product
from operator import or_

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When

from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import NAME_PREFIXES, TERRITORIAL, UnitKind
from lantoa.core.units.models import Closure, Unit, UnitName
from lantoa.core.units.selectors import UnitHit, day_within, names_on
from lantoa.lib.vietnamese import fold, normalise_tone

FOLDED_PREFIXES = tuple(fold(prefix) for prefix in NAME_PREFIXES)
FINALS = {"k": "kct", "c": "ck", "t": "tk"}  # Ngọk Tem, Ngọc Tem; Măng Buk, Măng Bút: final consonants that papers spell either way
MOST_WORDS = 16  # of a text that is read as names without commas between them
MOST_CHOICES = 50


class UnknownUnit(LookupError):
    """No unit bears this name at this time; `elsewhere` lists those that bore it at another."""

    def __init__(self, text: str, *, elsewhere: Sequence[Unit] = ()) -> None:
        super().__init__(text)
        self.text, self.elsewhere = text, list(elsewhere)


class AmbiguousUnit(LookupError):
    """Several units bear this name; `choices` lists them with their context."""

    def __init__(self, text: str, choices: Sequence[UnitHit]) -> None:
        super().__init__(text)
        self.text, self.choices = text, list(choices)


def without_kind(name: str) -> str:
    """The name without the words that tell the kind of territory: "Xã Hiếu" gives "Hiếu"."""
    folded, words = fold(name), name.split()
    for prefix in FOLDED_PREFIXES:
        if folded.startswith(prefix + " "):
            return " ".join(words[len(prefix.split()) :])
    return name


def bare_name(name: str) -> str:
    """The folded name without the words that tell the kind of territory: "Xã Hiếu" gives "hieu"."""
    return fold(without_kind(name))


def name_parts(text: str) -> list[str]:
    """A written name and its contexts, folded: "Xã Hiếu (Kon Plông, Kon Tum)" gives hieu's name, then both contexts."""
    parts = [fold(part) for part in re.split(r"[,;()/]|\s-\s", text)]
    return [part for part in parts if part]


def split_at_prefixes(folded: str) -> list[str]:
    """ "xa hieu huyen kon plong" gives its two names; a text with no further prefix comes back whole."""
    pattern = r"\s(?=(?:" + "|".join(FOLDED_PREFIXES) + r")\s)"
    return re.split(pattern, folded)


def spelled_alike(folded: str) -> set[str]:
    """The name, and as it would be spelled with other final consonants."""
    words = folded.split()[:MOST_WORDS]
    ways = [[word[:-1] + final for final in FINALS.get(word[-1], word[-1])] if len(word) > 1 else [word] for word in words]
    return {" ".join(way) for way, _count in zip(product(*ways), range(300), strict=False)}


def bearing(names: Collection[str]) -> Q:
    """Units that bear or bore one of these folded names, in full or without the words that tell the kind."""
    past = UnitName.objects.filter(Q(folded__in=names) | Q(bare__in=names)).values("unit")
    return Q(folded__in=names) | Q(bare__in=names) | Q(pk__in=past)


def containing(folded: str) -> QuerySet[Unit]:
    """Units whose name, now or once, contains all these words or beginnings of words."""
    own, past = Q(), UnitName.objects.all()
    for word in folded.split():
        own &= Q(folded__contains=word)
        past = past.filter(folded__contains=word)
    return Unit.objects.filter(own | Q(pk__in=past.values("unit")))


def in_context(units: QuerySet[Unit], contexts: Sequence[QuerySet[Unit]]) -> QuerySet[Unit]:
    """Those that stand or stood under a unit of each context."""
    for above in contexts:
        units = units.filter(Exists(Closure.objects.filter(descendant=OuterRef("pk"), depth__gt=0, ancestor__in=above.values("pk"))))
    return units


def context(names: Collection[str]) -> QuerySet[Unit]:
    """Units that are meant by a context: "Kon Plông" fits the district and its committee alike."""
    fits = bearing(names)
    for name in names:
        fits |= Q(folded__endswith=" " + name)
    return Unit.objects.filter(fits)


def glued(words: Sequence[str]) -> QuerySet[Unit]:
    """Units named by the first words and standing under units named by all the rest: "dak tang kon plong kon tum"."""
    if not 1 < len(words) <= MOST_WORDS:
        return Unit.objects.none()
    heads = {" ".join(words[:count]): words[count:] for count in range(1, len(words))}
    named = {pk: (folded, bare) for pk, folded, bare in Unit.objects.filter(bearing(heads)).values_list("pk", "folded", "bare")[:1000]}
    above: dict[int, set[str]] = defaultdict(set)
    rows = Closure.objects.filter(descendant__in=named, depth__gt=0).values_list("descendant", "ancestor__folded", "ancestor__bare")
    for unit, folded, bare in rows:
        above[unit] |= {folded, bare}
    fits = [pk for pk, own in named.items() if any(name in heads and made_of(heads[name], above[pk]) for name in own)]
    return Unit.objects.filter(pk__in=fits)


def made_of(words: Sequence[str], names: Collection[str]) -> bool:
    """Whether the words are one or more of these names, one after the other."""
    return not words or any(" ".join(words[:count]) in names and made_of(words[count:], names) for count in range(1, len(words) + 1))


def readings(text: str) -> Iterator[QuerySet[Unit]]:
    """What the text may mean, the strictest reading first."""
    parts = name_parts(text)
    pieces = [piece for part in parts for piece in split_at_prefixes(part)]
    cuts: list[list[str]] = []
    for cut in ([fold(text)], parts, pieces):
        if cut not in cuts:
            cuts.append(cut)
    for cut in cuts:
        yield in_context(Unit.objects.filter(bearing([cut[0]])), [context([part]) for part in cut[1:]])
    yield glued([word for part in parts for word in part.split()])
    alike = [spelled_alike(part) for part in cuts[-1]]
    yield in_context(Unit.objects.filter(bearing(alike[0])), [context(names) for names in alike[1:]])


def coded(text: str) -> QuerySet[Unit]:
    """Units that bear the text as their key or code."""
    typed = text.strip()
    codes = [typed, typed.zfill(5)] if typed.isdigit() else [typed]  # spreadsheets drop leading zeros
    return Unit.objects.filter(Q(key__in=codes) | Q(code__in=codes)) if typed else Unit.objects.none()


def candidates(text: str) -> QuerySet[Unit]:
    """Units that the text may mean, at any time: by key or code first, then by name with context."""
    by_code = coded(text)
    if by_code.exists():
        return by_code
    for reading in readings(text) if name_parts(text) else ():
        if reading.exists():
            return reading
    return Unit.objects.none()


def resolve_unit(text: str, *, at: date) -> Unit:
    """The one unit that the text means on this day. Raises `UnknownUnit` or `AmbiguousUnit`.

    Names spelled as typed win over those alike but for their marks, full names over bare ones, territories over bodies:
    "Kon Plông" is the district, "Huyện ủy Kon Plông" its committee.
    """
    found = candidates(text)
    alive = list(found.filter(on_day(at)).order_by("sort_key", "pk")[: MOST_CHOICES * 4])
    if not alive:
        raise UnknownUnit(text, elsewhere=list(found.order_by("-ends", "sort_key")[:10]))
    for better in preferences(text):
        alive = [unit for unit in alive if better(unit)] or alive
    if len(alive) > 1:
        raise AmbiguousUnit(text, hits(alive[:MOST_CHOICES], at=at))
    return alive[0]


def preferences(text: str) -> list[Callable[[Unit], bool]]:
    """What makes one unit of a name more likely meant than another, in turn."""
    typed, folded = f"{as_spelled(text)} ", f"{fold(text)} "
    return [
        lambda unit: typed.startswith((f"{as_spelled(unit.name)} ", f"{as_spelled(without_kind(unit.name))} ")),
        lambda unit: folded.startswith(f"{unit.folded} "),
        lambda unit: unit.kind in TERRITORIAL,
    ]


def as_spelled(text: str) -> str:
    """The text with its marks, for comparing spellings: small letters, punctuation as spaces."""
    return " ".join("".join(char if char.isalnum() else " " for char in normalise_tone(text).casefold()).split())


def find_units(text: str, *, at: date | None = None, limit: int = 20) -> list[UnitHit]:
    """Units whose name, today or once, is this or contains these words; exact ones first. With `at`, only those in being then.

    All meanings are asked for at once, the strictest first, so that a search costs a few queries however the text is written.
    """
    parts = name_parts(text)
    *strict, alike = readings(text) if parts else [Unit.objects.none()]
    wider = in_context(containing(parts[0]), [containing(part) for part in parts[1:]]) if parts else Unit.objects.none()
    meanings = [coded(text), *strict, wider, alike]
    fits = [Q(pk__in=meaning.values("pk")) for meaning in meanings]
    rank = Case(*(When(fit, then=place) for place, fit in enumerate(fits)), output_field=IntegerField())
    rows = Unit.objects.filter(reduce(or_, fits), *([on_day(at)] if at else [])).annotate(rank=rank)
    return hits(list(rows.order_by("rank", "-ends", "sort_key", "pk")[:limit]), at=at)


def hits(units: Sequence[Unit], *, at: date | None) -> list[UnitHit]:
    """These units with the name and the superiors they had, on `at` or the nearest day of their life; two queries for any number."""
    days = {unit.pk: day_within(unit, at or unit.ends) for unit in units}
    hierarchies = {unit.pk: unit.hierarchy for unit in units}
    above: dict[int, list[str]] = {unit.pk: [] for unit in units}
    rows = Closure.objects.filter(descendant__in=days, depth__gt=0).exclude(ancestor__kind=UnitKind.COUNTRY)
    for row in rows.select_related("ancestor").order_by("descendant", "depth"):
        if row.alive(days[row.descendant_id]) and row.hierarchy == hierarchies[row.descendant_id]:
            above[row.descendant_id].append(row.ancestor.name)
    names = names_on(units, at) if at else {unit.pk: unit.name for unit in units}
    return [UnitHit(unit, names[unit.pk], ", ".join(above[unit.pk])) for unit in units]
