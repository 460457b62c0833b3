"""The pages of units."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.core.access.accounts import posts_of
from lantoa.core.access.decisions import Decision
from lantoa.core.access.reorganising import may_begin, reorganisations_of
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import grants_of, hits_in_sight, is_in_scope, may_at, roots, visible_units
from lantoa.core.access.services import check
from lantoa.core.measures.registry import all_measures
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.units.forms import FoundForm, RenameForm
from lantoa.core.ui.units.told import came_from, ending, name_entries, places, shelves, span_text, went_to
from lantoa.core.ui.units.tree import grown, unit_tree
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.naming import find_units
from lantoa.core.units.selectors import name_on, parents_of_new
from lantoa.core.units.services import found_unit, rename_unit

FOUND = 40  # hits that a search shows


def fetch_unit(request: Asked, key: str) -> Unit:
    """The unit, where the person may open its page; else not found."""
    unit = visible_units(request.user, at=request.day).filter(key=key).first()
    if unit is None:
        raise Http404
    return unit


def hierarchy_asked(request: Asked, unit: Unit | None) -> Hierarchy:
    """The hierarchy that the address names, else the one in which the unit (or the person's own) reports."""
    asked = request.GET.get("hierarchy", "")
    if asked in Hierarchy.values:
        return Hierarchy(asked)
    if unit is None:
        held = grants_of(request.user, at=request.day)
        return held[0].unit.hierarchy if held else Hierarchy.STATE
    return unit.hierarchy


@signed_in
def unit_tree_page(request: Asked) -> HttpResponse:
    """The tree of a day, one branch open; and a search over all names, of today and before."""
    if not roots(request.user, Verb.VIEW, at=request.day):
        raise Http404
    opened = fetch_unit(request, request.GET["open"]) if request.GET.get("open") else None
    now = request.GET.get("view") == "now" and request.at != request.day
    hierarchy = hierarchy_asked(request, opened)
    text = request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"hierarchy": hierarchy, "now": now, "dated": request.at != request.day, "q": text, "opened": opened}
    if text:
        hits = hits_in_sight(find_units(text, limit=FOUND), request.user, at=request.day)
        context["hits"] = [(hit, span_text(hit.unit.starts, hit.unit.ends)) for hit in hits]
    else:
        day, compared = (request.day, request.at) if now else (request.at, None)
        context["twigs"] = grown(request.user, opened, at=day, today=request.day, hierarchy=hierarchy, compared=compared)
    return render(request, "ui/units/tree.html", context)


@signed_in
def unit_page(request: Asked, key: str) -> HttpResponse:
    """A unit over time, and what is known there on the day looked at."""
    unit = fetch_unit(request, key)
    own = is_in_scope(request.user, Verb.VIEW, unit, at=request.day)
    hierarchy = hierarchy_asked(request, unit)
    only = None if own else visible_units(request.user, at=request.day)
    context = {
        "unit": unit, "name": name_on(unit, request.at), "own": own, "hierarchy": hierarchy, "life": span_text(unit.starts, unit.ends),
        "ended_by": None if request.at < unit.ends else unit.ends - timedelta(days=1), "unborn": request.at < unit.starts,
        "ending": ending(unit, at=max(request.at, request.day)), "names": name_entries(unit),
        "places": places(unit, at=request.at, only=only), "came_from": came_from(unit), "went_to": went_to(unit),
        "posts": posts_of(unit, at=request.at) if own else [],
        "shelves": shelves(unit, request.user, at=request.at, today=request.day) if own else [],
        "measures": [measure for measure in all_measures() if measure.headline] if own else [],
        "manage": may_manage_here(request, unit), "reorganise": may_reorganise_here(request, unit),
        "done": reorganisations_of(unit) if own else [], "crumbs": crumbs(request, unit),
        "tree": unit_tree(request.user, unit, at=request.at, today=request.day, hierarchy=hierarchy, href=address_of),
    }  # fmt: skip
    return render(request, "ui/units/unit.html", context)


def may_manage_here(request: Asked, unit: Unit) -> Decision | None:
    """Whether the person may found and rename here; None for those who manage nowhere, to whom it is not offered."""
    if not roots(request.user, Verb.MANAGE, at=request.day):
        return None
    return may_at(request.user, Verb.MANAGE, unit, at=request.day)


def may_reorganise_here(request: Asked, unit: Unit) -> Decision | None:
    """Whether the person may move, merge, split or dissolve the unit; None where it is not offered: it ended, or they manage nowhere."""
    if unit.ends <= request.day or not roots(request.user, Verb.MANAGE, at=request.day):
        return None
    return may_begin(request.user, unit, today=request.day)


def address_of(unit: Unit) -> str:
    return reverse("unit", args=[unit.key])


def crumbs(request: Asked, unit: Unit, last: str = "") -> list[Crumb]:
    """The path to a page of a unit."""
    tree = Crumb(_("Units"), with_day(reverse("unit-tree"), request.chosen))
    here = with_day(address_of(unit), request.chosen)
    return [tree, Crumb(unit.name, here), Crumb(last)] if last else [tree, Crumb(unit.name)]


@signed_in
def unit_found(request: Asked, key: str) -> HttpResponse:
    """Found a unit directly under this one."""
    parent = fetch_unit(request, key)
    check(may_at(request.user, Verb.MANAGE, parent, at=request.day))
    form = FoundForm(request.POST or None, parent=parent)
    if request.method == "POST":
        unit = form.act(lambda values: found(form, parent, values))
        if unit is not None:
            messages.success(request, _("%(unit)s stands in the tree.") % {"unit": unit.name})
            return redirect("unit", unit.key)
    context = {"form": form, "parent": parent, "crumbs": crumbs(request, parent, _("New sub-unit"))}
    return render(request, "ui/units/found.html", context, status=status_of(form))


def found(form: FoundForm, parent: Unit, values: dict[str, Any]) -> Unit:
    parents = parents_of_new(form.kind_chosen, under=parent, at=form.since)
    return found_unit(values["name"], kind=form.kind_chosen, parents=parents, starts=form.since, code=values["code"], basis=values["basis"])


@signed_in
def unit_rename(request: Asked, key: str) -> HttpResponse:
    """Give the unit a new official name from a day on."""
    unit = fetch_unit(request, key)
    check(may_at(request.user, Verb.MANAGE, unit, at=request.day))
    form = RenameForm(request.POST or None)
    if request.method == "POST":
        renamed = form.act(lambda values: rename_unit(unit, name=values["name"], day=values["day"], basis=values["basis"]))
        if renamed is not None:
            messages.success(request, _("The unit bears its new name; the old one is still found."))
            return redirect("unit", unit.key)
    context = {"form": form, "unit": unit, "crumbs": crumbs(request, unit, _("New name"))}
    return render(request, "ui/units/rename.html", context, status=status_of(form))
