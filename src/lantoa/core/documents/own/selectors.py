"""Reading templates: which a person may see, which serve a unit, and what a version asks for."""

from datetime import date
from pathlib import Path

from django.db.models import Q, QuerySet

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, roots, units_in_scope
from lantoa.core.documents.models import OwnTemplate, TemplateVersion
from lantoa.core.evidence import store
from lantoa.core.units.closure import on_day
from lantoa.core.units.models import Closure, Unit
from lantoa.lib.vietnamese import fold
from lantoa.lib.wordforms import Read


def templates_in_sight(actor: Actor, *, at: date) -> QuerySet[OwnTemplate]:
    """Templates of the units that the actor may see and, since they serve those as well, of the units above the actor's own."""
    above = Closure.objects.filter(on_day(at), descendant__in=roots(actor, Verb.VIEW, at=at)).values("ancestor")
    seen = Q(unit__in=units_in_scope(actor, Verb.VIEW, at=at)) | Q(unit__in=above)
    return OwnTemplate.objects.filter(seen).select_related("unit", "aside_by__person")


def templates_for(unit: Unit, *, at: date) -> list[OwnTemplate]:
    """The templates that serve documents of this unit: its own first, then those of the units above it, nearest first."""
    above = Closure.objects.filter(on_day(at), descendant=unit).order_by("depth").values_list("ancestor", flat=True)
    order = {pk: place for place, pk in enumerate(dict.fromkeys([unit.pk, *above]))}
    found = OwnTemplate.objects.filter(unit__in=order, aside_on__isnull=True).select_related("unit")
    return sorted(found, key=lambda template: (order[template.unit_id], template.name))


def template_named(name: str, unit: Unit, *, at: date) -> OwnTemplate | None:
    """The template of this name that serves the unit; the nearest, where several offices call one so."""
    return next((found for found in templates_for(unit, at=at) if fold(found.name) == fold(name)), None)


def newest(template: OwnTemplate) -> TemplateVersion:
    """The version that is filled."""
    return template.versions.select_related("file", "by__person").latest("number")


def content_of(version: TemplateVersion) -> bytes:
    """The file as it was uploaded."""
    return Path(store.full_path(version.file.path)).read_bytes()


def asked_by(version: TemplateVersion) -> Read:
    """What the version asks for, as it was read when it came in."""
    return Read.from_plain(version.asked)
