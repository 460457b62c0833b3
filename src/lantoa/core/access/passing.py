"""What a reorganisation brings for units, roles and posts. Rights over what an ended unit left pass to the holders of its successors."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.access.models import Grant
from lantoa.core.access.reorganising import Effect, Sample, Undertaking, consequence
from lantoa.core.people.models import Invitation, Person, PersonEvent, Tenure
from lantoa.core.people.services import tell
from lantoa.core.units.acts import Moved
from lantoa.core.units.closure import on_day
from lantoa.core.units.models import Closure, Unit
from lantoa.lib.periods import format_day_vi

SHOWN = 6  # samples of one effect


@consequence(10)
def units(done: Undertaking) -> Iterator[Effect]:
    """Units that end, begin and stand elsewhere."""
    outcome, day = done.outcome, format_day_vi(done.order.day)
    if outcome.ended:
        text = ngettext("%(count)d unit ends before %(day)s", "%(count)d units end before %(day)s", len(outcome.ended))
        yield unit_effect("units.ended", text % {"count": len(outcome.ended), "day": day}, outcome.ended, icon="archive")
    if outcome.founded:
        text = ngettext("%(count)d unit is founded on %(day)s", "%(count)d units are founded on %(day)s", len(outcome.founded))
        samples = tuple(Sample(unit.name, str(unit.get_kind_display())) for unit in outcome.founded)
        keys = tuple(f"{unit.key}:{unit.name}:{unit.kind}:{unit.code}" for unit in outcome.founded)
        yield Effect("units.founded", text % {"count": len(outcome.founded), "day": day}, keys, samples, "plus", len(outcome.founded))
    if outcome.moved:
        text = ngettext("%(count)d unit stands elsewhere", "%(count)d units stand elsewhere", len(outcome.moved))
        samples = tuple(moved_sample(row) for row in outcome.moved[:SHOWN])
        keys = tuple(moved_key(row) for row in outcome.moved)
        yield Effect("units.moved", text % {"count": len(outcome.moved)}, keys, samples, "building-2", len(outcome.moved))
    yield from below(done)


def below(done: Undertaking) -> Iterator[Effect]:
    """Units further down, which come along without a word of their own."""
    moved = {row.unit.pk for row in done.outcome.moved}
    rows = Closure.objects.filter(on_day(done.order.day), ancestor__in=moved, depth__gt=0).exclude(descendant__in=moved)
    count = rows.values("descendant").distinct().count() if moved else 0
    if count:
        text = ngettext("%(count)d unit under them comes along", "%(count)d units under them come along", count)
        yield Effect("units.below", text % {"count": count}, (str(count),), icon="building-2", count=count)


def unit_effect(code: str, text: str, found: Iterable[Unit], *, icon: str) -> Effect:
    listed = list(found)
    samples = tuple(Sample(unit.name, str(unit.get_kind_display()), unit=unit.key) for unit in listed[:SHOWN])
    return Effect(code, text, tuple(unit.key for unit in listed), samples, icon, len(listed))


def moved_key(row: Moved) -> str:
    return ":".join((row.unit.key, row.hierarchy, row.before.key if row.before else "", row.after.key if row.after else ""))


def moved_sample(row: Moved) -> Sample:
    none = _("no superior")
    names = {"before": row.before.name if row.before else none, "after": row.after.name if row.after else none}
    note = _("from %(before)s to %(after)s") % names
    return Sample(row.unit.name, f"{note} ({row.hierarchy.label})", unit=row.unit.key)


@consequence(20)
def roles(done: Undertaking) -> Iterator[Effect]:
    """Roles at ended units end with them. Where one unit takes over the whole and it was asked for, their holders have them there."""
    day, heirs = done.order.day, done.outcome.heirs
    held = list(lasting(Grant.objects.filter(unit__in=done.outcome.ended), day=day))
    if held:
        text = ngettext("%(count)d role ends with its unit", "%(count)d roles end with their unit", len(held))
        samples = tuple(Sample(grant.person.name, f"{grant.get_role_display()}, {grant.unit.name}") for grant in held[:SHOWN])
        yield Effect("roles.ended", text % {"count": len(held)}, tuple(map(grant_key, held)), samples, "key-round", len(held))
    passed = [grant for grant in held if len(heirs) == 1 and done.pass_on and not own(done, grant.person)]
    given = [given_on for grant in held if (given_on := closed_and_passed(done, grant, passes=grant in passed))]
    if given:
        text = ngettext(
            "%(count)d role is given at %(unit)s to the same person",
            "%(count)d roles are given at %(unit)s to the same persons",
            len(given),
        )
        samples = tuple(Sample(grant.person.name, str(grant.get_role_display())) for grant in given[:SHOWN])
        words = {"count": len(given), "unit": heirs[0].name}
        yield Effect("roles.passed", text % words, tuple(map(grant_key, given)), samples, "key-round", len(given))
    if done.pass_on and heirs and any(own(done, grant.person) for grant in held):
        text = _("Your own role is not passed on: nobody grants a role to themselves. Ask another administrator.")
        yield Effect("roles.own", text, (), icon="info")
    yield from reached(done)


def own(done: Undertaking, person: Person) -> bool:
    return done.by is not None and done.by.person_id == person.pk


def grant_key(grant: Grant) -> str:
    return f"{grant.person_id}:{grant.role}:{grant.unit.key}:{grant.starts}:{grant.ends}"


def lasting(rows: QuerySet[Grant], *, day: date) -> QuerySet[Grant]:
    return rows.filter(ends__gt=day).select_related("person", "unit").order_by("unit__sort_key", "person__sort_key", "pk")


def closed_and_passed(done: Undertaking, grant: Grant, *, passes: bool) -> Grant | None:
    """End a role with its unit; the same role at the heir, where it passes on and is not held there already."""
    day, until, begun = done.order.day, grant.ends, grant.starts
    tell(grant.person, PersonEvent.What.GRANT_ENDED, by=done.by, role=grant.role, unit=grant.unit, starts=begun, ends=max(day, begun))
    if begun >= day:
        grant.delete()
    else:
        Grant.objects.filter(pk=grant.pk).update(ends=day)
    starts, heir = max(day, begun), done.outcome.heirs[0] if passes else None
    if heir is None or Grant.objects.filter(person=grant.person, role=grant.role, unit=heir, starts__lt=until, ends__gt=starts).exists():
        return None
    given = Grant.objects.create(
        person=grant.person, role=grant.role, unit=heir, starts=starts, ends=until, basis=done.order.basis[:200],
        granted_by=done.by.person if done.by else None,
    )  # fmt: skip
    tell(grant.person, PersonEvent.What.GRANTED, by=done.by, role=given.role, unit=heir, starts=starts, ends=until)
    return given


def reached(done: Undertaking) -> Iterator[Effect]:
    """Roles held higher up, whose reach grows or shrinks with what moved."""
    day = done.order.day
    for row in done.outcome.moved if done.order.act == "move" else ():
        for code, above, text in (
            ("roles.lost", row.before, _("%(count)d roles at %(unit)s no longer reach it from there")),
            ("roles.won", row.after, _("%(count)d roles at %(unit)s reach it from now on")),
        ):
            found = list(lasting(Grant.objects.filter(unit=above), day=day)) if above else []
            if found and above:
                samples = tuple(Sample(grant.person.name, str(grant.get_role_display())) for grant in found[:SHOWN])
                words = {"count": len(found), "unit": above.name}
                yield Effect(code, text % words, tuple(map(grant_key, found)), samples, "key-round", len(found))


@consequence(30)
def posts(done: Undertaking) -> Iterator[Effect]:
    """Terms of posts at ended units end with them; who holds a post at what follows is decided anew. Invitations there lapse."""
    day = done.order.day
    held = Tenure.objects.filter(post__unit__in=done.outcome.ended, ends__gt=day).select_related("person", "post__unit")
    terms = list(held.order_by("post__unit__sort_key", "post__title", "pk"))
    if terms:
        text = ngettext("%(count)d term of a post ends with its unit", "%(count)d terms of posts end with their unit", len(terms))
        keys = tuple(f"{term.person_id}:{term.post.title}:{term.post.unit.key}:{term.starts}:{term.ends}" for term in terms)
        samples = tuple(Sample(term.person.name, f"{term.post.title}, {term.post.unit.name}") for term in terms[:SHOWN])
        yield Effect("posts.ended", text % {"count": len(terms)}, keys, samples, "users", len(terms))
    for term in terms:
        end_term(term, done)
    open_to = Invitation.objects.filter(unit__in=done.outcome.ended, used_at=None).exclude(name="").count()
    if open_to:
        text = ngettext("%(count)d invitation there gives no role any more", "%(count)d invitations there give no role any more", open_to)
        yield Effect("invitations", text % {"count": open_to}, (str(open_to),), icon="send", count=open_to)


def end_term(term: Tenure, done: Undertaking) -> None:
    day, post = done.order.day, term.post
    ends = max(day, term.starts)
    tell(term.person, PersonEvent.What.TENURE_ENDED, by=done.by, unit=post.unit, title=post.title, starts=term.starts, ends=ends)
    if term.starts >= day:
        term.delete()
    else:
        term.ends = day
        term.save()
