"""The pages of an office's own Word templates."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lantoa.core.access.decisions import Decision, Refused
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots, units_in_scope
from lantoa.core.access.services import check
from lantoa.core.documents.document import Head, Style
from lantoa.core.documents.heads import Letter, head_of
from lantoa.core.documents.models import OwnTemplate, TemplateVersion
from lantoa.core.documents.own import services
from lantoa.core.documents.own.answers import Subject
from lantoa.core.documents.own.listing import shelves
from lantoa.core.documents.own.mistakes import Mistake, comments_text
from lantoa.core.documents.own.sample import sample
from lantoa.core.documents.own.selectors import asked_by, content_of, newest, templates_in_sight
from lantoa.core.ui.documents.forms import NewTemplateForm, PlaceForm, VersionForm
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.units.kinds import PARTY_KINDS, Hierarchy
from lantoa.core.units.models import Unit
from lantoa.lib.periods import Period

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def require_role(request: Asked) -> None:
    if not roots(request.user, Verb.VIEW, at=request.day):
        raise Http404


def fetch_template(request: Asked, public_id: UUID) -> OwnTemplate:
    """The template in the person's sight; else not found."""
    found = templates_in_sight(request.user, at=request.day).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@signed_in
def template_list(request: Asked) -> HttpResponse:
    """The templates that serve the person's units, and those laid aside."""
    require_role(request)
    found = list(
        templates_in_sight(request.user, at=request.day).prefetch_related("versions__by__person").order_by("unit__sort_key", "name")
    )
    rows = [(template, template.versions.all()[0]) for template in found]
    context = {
        "rows": [row for row in rows if row[0].aside_on is None], "aside": [row for row in rows if row[0].aside_on],
        "may_keep": bool(roots(request.user, Verb.TEMPLATE, at=request.day)),
    }  # fmt: skip
    return render(request, "ui/documents/list.html", context)


@signed_in
def template_new(request: Asked) -> HttpResponse:
    """Upload a template; one with mistakes is not kept, and each mistake is named with its place."""
    if not roots(request.user, Verb.TEMPLATE, at=request.day):
        raise Refused(_("Your role does not include keeping templates. Ask the office of your unit."))
    form = NewTemplateForm(*sent(request), actor=request.user, at=request.day)
    found: list[Mistake] = []
    if request.method == "POST":
        template = act(form, found, lambda values: services.new_template(values["unit"], name=values["name"], **told(request, values)))
        if template is not None:
            messages.success(request, _("The template “%(name)s” is kept. Reports offer it from now on.") % {"name": template.name})
            return redirect("template", template.public_id)
    return answered(request, "ui/documents/new.html", form, found, {"crumbs": crumbs(request, _("New template"))})


def sent(request: Asked) -> tuple[Any, Any]:
    """What a form was sent with; nothing where it is only asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def told(request: Asked, values: dict[str, Any]) -> dict[str, Any]:
    """What every upload brings."""
    return {
        "upload": values["upload"], "file_name": values["upload"].name or "", "note": values["note"], "by": request.user,
        "today": request.day, "now": timezone.now(),
    }  # fmt: skip


def act(form: VersionForm, found: list[Mistake], write: Callable[[dict[str, Any]], Any]) -> Any:
    """What `write` made, or None; mistakes of the template are put into `found`."""
    try:
        return form.act(write)
    except services.TemplateMistakes as error:
        found.extend(error.mistakes)
        said = ngettext(
            "There is %(count)d mistake in the template; nothing was kept. Mend it in Word, then upload the file again.",
            "There are %(count)d mistakes in the template; nothing was kept. Mend them in Word, then upload the file again.",
            len(found),
        )
        form.add_error("upload", said % {"count": len(found)})
        return None


def answered(request: Asked, page: str, form: VersionForm, found: list[Mistake], context: dict[str, Any]) -> HttpResponse:
    return render(request, page, {"form": form, "mistakes": found, **context}, status=422 if form.errors else 200)


@signed_in
def template_page(request: Asked, public_id: UUID) -> HttpResponse:
    """A template with its versions; a new one is uploaded here."""
    template = fetch_template(request, public_id)
    decision = services.may_keep(request.user, template.unit, today=request.day)
    form = VersionForm(*sent(request))
    found: list[Mistake] = []
    if request.method == "POST":
        check(decision)
        version = act(form, found, lambda values: services.new_version(template, **told(request, values)))
        if version is not None:
            messages.success(request, _("Version %(number)d is kept and will be filled from now on.") % {"number": version.number})
            return redirect("template", template.public_id)
    last = newest(template)
    context = {
        "template": template, "versions": template.versions.select_related("by__person", "file"), "decision": shown(request, decision),
        "crumbs": crumbs(request, template.name), "newest": last, "comments": comments_text(asked_by(last)),
    }  # fmt: skip
    return answered(request, "ui/documents/template.html", form, found, context)


def shown(request: Asked, decision: Decision) -> Decision | None:
    """Whether the person may keep templates here; None for those who may nowhere, to whom it is not offered."""
    return decision if roots(request.user, Verb.TEMPLATE, at=request.day) else None


@signed_in
def template_file(request: Asked, public_id: UUID, number: int) -> HttpResponse:
    """A version as it was uploaded."""
    template = fetch_template(request, public_id)
    version: TemplateVersion | None = template.versions.select_related("file").filter(number=number).first()
    if version is None:
        raise Http404
    return word_file(content_of(version), f"mau-{number}-{str(template.public_id)[:8]}.docx")


def word_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@signed_in
def template_aside(request: Asked, public_id: UUID) -> HttpResponse:
    """Lay a template aside."""
    template = fetch_template(request, public_id)
    services.lay_aside(template, by=request.user, today=request.day)
    messages.success(request, _("The template “%(name)s” is laid aside; reports offer it no more.") % {"name": template.name})
    return redirect("template-list")


@signed_in
def template_sample(request: Asked) -> HttpResponse:
    """A template to begin with."""
    require_role(request)
    return word_file(sample(), "mau-bao-cao.docx")


@signed_in
def template_words(request: Asked) -> HttpResponse:
    """Every placeholder, with what it says for a unit and the period looked at."""
    require_role(request)
    asked = {"unit": request.GET["unit"]} if request.GET.get("unit") else None
    own = units_in_scope(request.user, Verb.VIEW, at=request.day).filter(pk__in=roots(request.user, Verb.VIEW, at=request.day))
    first = own.order_by("pk").first()
    form = PlaceForm(asked, actor=request.user, at=request.day, initial={"unit": first})
    unit = form.cleaned_data["unit"] if form.is_bound and form.is_valid() else first
    if unit is None:
        raise Http404
    context = {"form": form, "unit": unit, "shelves": shelves(subject(unit, request.period)), "crumbs": crumbs(request, _("Words to copy"))}
    return render(request, "ui/documents/words.html", context)


def subject(unit: Unit, period: Period) -> Subject:
    """A report that nobody has begun, for showing what words say."""
    tree = Hierarchy.PARTY if unit.kind in PARTY_KINDS else Hierarchy.STATE
    return Subject(unit, period, tree, opening(unit, tree, period.last))


def opening(unit: Unit, tree: Hierarchy, at: date) -> Head:
    form = Style.PARTY if tree == Hierarchy.PARTY else Style.STATE
    return head_of(Letter(unit, form, tree, at, title="BÁO CÁO", kind="BC", subject=()))


def crumbs(request: Asked, last: str) -> list[Crumb]:
    return [Crumb(_("Word templates"), with_day(reverse("template-list"), request.chosen)), Crumb(last)]
