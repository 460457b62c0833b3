"""Reading units: by place in the tree, by life, by name. Days are explicit; nothing here knows who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import PARTY_KINDS, TERRITORIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Heir, Placement, Unit, UnitName


def units_alive(at: date) -> QuerySet[Unit]:
    """Units in being on this day."""
    return Unit.objects.filter(on_day(at))


def under(roots: Iterable[int], *, at: date, hierarchy: Hierarchy | None = None) -> QuerySet[Closure, int]:
    """Ids of the units that stand under these roots (roots included) on this day, in one hierarchy or in any; a subquery, not a list."""
    rows = Closure.objects.filter(on_day(at), ancestor__in=roots)
    if hierarchy:
        rows = rows.filter(hierarchy=hierarchy)
    return rows.values_list("descendant", flat=True)


def inherited(root: int, *, at: date) -> QuerySet[Unit, int]:
    """Ids of ended units whose living heirs all stand under `root` on this day: what passed whole to that root's holders."""
    living = Heir.objects.filter(on_day(at, "heir__"), unit=OuterRef("pk"))
    inside = Closure.objects.filter(on_day(at), ancestor=root).values("descendant")
    return (
        Unit.objects.filter(Exists(living), ends__lte=at)
        .exclude(Exists(living.exclude(heir__in=inside)))
        .values_list("pk", flat=True)
    )


def partly_inherited(root: int, *, at: date) -> QuerySet[Unit, int]:
    """Ids of ended units of which some living heir stands under `root` on this day: their records pass by place."""
    inside = Closure.objects.filter(on_day(at), ancestor=root).values("descendant")
    return Unit.objects.filter(
        Exists(Heir.objects.filter(on_day(at, "heir__"), unit=OuterRef("pk"), heir__in=inside)), ends__lte=at
    ).values_list("pk", flat=True)


def held_by(roots: Sequence[int], *, at: date, unit: str = "unit", place: str = "place") -> Q:
    """The condition that a row's unit is held by these roots on this day: living under them, or passed to them by succession.

    Of a unit that was split, rows with a place go to the holder of that place's successor; the rest to a root that contains all successors.
    """
    if not roots:
        return Q(pk__in=())
    condition = Q(**{f"{unit}__in": under(roots, at=at)})
    for root in roots:
        whole = inherited(root, at=at)
        condition |= Q(**{f"{unit}__in": whole})
        condition |= Q(**{f"{unit}__in": partly_inherited(root, at=at)}) & (
            Q(**{f"{place}__in": under([root], at=at)}) | Q(**{f"{place}__in": whole})
        )
    return condition


def children(unit: Unit, *, at: date, hierarchy: Hierarchy) -> QuerySet[Unit]:
    """The direct sub-units in one hierarchy on this day, in Vietnamese order."""
    placed = Placement.objects.filter(on_day(at), parent=unit, hierarchy=hierarchy).values("unit")
    return Unit.objects.filter(on_day(at), pk__in=placed).order_by("sort_key", "pk")


def ancestors(unit: Unit, *, at: date, hierarchy: Hierarchy) -> QuerySet[Unit]:
    """From the root down to the parent of `unit`; for an ended unit, as on its last day when `at` lies after it."""
    day = at if unit.alive(at) else last_day(unit)
    rows = Closure.objects.filter(on_day(day), descendant=unit, hierarchy=hierarchy, depth__gt=0)
    return Unit.objects.filter(pk__in=rows.values("ancestor")).annotate(
        depth=Subquery(rows.filter(ancestor=OuterRef("pk")).values("depth")[:1])
    ).order_by("-depth")


def last_day(unit: Unit) -> date:
    """The last day of an ended unit's life; for a living one, far in the future."""
    from datetime import timedelta

    return unit.ends - timedelta(days=1)


def name_on(unit: Unit, day: date) -> str:
    """The official name that the unit bore on this day."""
    past = unit.names.filter(on_day(day)).first()
    return past.name if past else unit.name


def territory_of(unit: Unit, *, at: date) -> Unit | None:
    """The territory that a body serves: the unit itself, or its nearest territorial superior in the State's hierarchy."""
    if unit.kind in TERRITORIAL:
        return unit
    day = at if unit.alive(at) else last_day(unit)
    row = (
        Closure.objects.filter(on_day(day), descendant=unit, hierarchy=Hierarchy.STATE, depth__gt=0, ancestor__kind__in=TERRITORIAL)
        .order_by("depth").select_related("ancestor").first()
    )  # fmt: skip
    return row.ancestor if row else None


def committee_of(territory: Unit, *, at: date) -> Unit | None:
    """The Party committee that leads a territory on this day, if it is known here."""
    return (
        children(territory, at=at, hierarchy=Hierarchy.STATE).filter(kind=UnitKind.PARTY_COMMITTEE).first()
        if territory.kind in TERRITORIAL
        else None
    )


def successors(unit: Unit, *, at: date) -> QuerySet[Unit]:
    """What an ended unit is on this day: its heirs in being then; none for a living unit."""
    return Unit.objects.filter(on_day(at), pk__in=Heir.objects.filter(unit=unit).values("heir")).order_by("sort_key", "pk")


def predecessors(unit: Unit) -> QuerySet[Unit]:
    """The units that passed into this one, directly or through others."""
    return Unit.objects.filter(pk__in=Heir.objects.filter(heir=unit).values("unit")).order_by("-ends", "sort_key")


def custodian(unit: Unit, *, at: date, place: Unit | None = None) -> Unit | None:
    """The living unit that holds the records of `unit` on this day: itself, its one successor, or the lowest unit above all of them."""
    if unit.alive(at):
        return unit
    heirs = list(Heir.objects.filter(on_day(at, "heir__"), unit=unit).values_list("heir", flat=True))
    if place is not None and len(heirs) > 1:
        own = [place.pk, *Heir.objects.filter(unit=place).values_list("heir", flat=True)]
        kept = Closure.objects.filter(on_day(at), ancestor__in=heirs, descendant__in=own).values_list("ancestor", flat=True).distinct()
        heirs = list(kept) if len(kept) == 1 else heirs
    if not heirs:
        return None
    rows = Closure.objects.filter(on_day(at), descendant__in=heirs).values_list("ancestor", "descendant", "depth")
    reached: dict[int, dict[int, int]] = {}
    for above, below, depth in rows:
        reached.setdefault(above, {})[below] = min(depth, reached.get(above, {}).get(below, depth))
    common = {above: sum(found.values()) for above, found in reached.items() if len(found) == len(heirs)}
    return Unit.objects.get(pk=min(common, key=lambda pk: (common[pk], pk))) if common else None


@dataclass(frozen=True)
class UnitHit:
    """A unit found by name: the name that matched, and where it stood."""

    unit: Unit
    name: str
    context: str


def matching(folded: str, *, exact: bool) -> QuerySet[Unit]:
    """Units that bear or bore this folded name, in full or without its opening words; or that contain all its words."""
    if exact:
        past = UnitName.objects.filter(Q(folded=folded) | Q(bare=folded)).values("unit")
        return Unit.objects.filter(Q(folded=folded) | Q(bare=folded) | Q(pk__in=past))
    own, past_names = Q(), UnitName.objects.all()
    for word in folded.split():
        own &= Q(folded__contains=word)
        past_names = past_names.filter(folded__contains=word)
    return Unit.objects.filter(own | Q(pk__in=past_names.values("unit")))


def is_party(unit: Unit) -> bool:
    return unit.kind in PARTY_KINDS
