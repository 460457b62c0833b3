"""The pages of a reorganisation: what is to be done, every effect before it is done, and then just that."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.decisions import Refused
from lantoa.core.access.reorganising import Changed, Preview, already, carry_out, may_begin, preview
from lantoa.core.access.services import check
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.units.order_forms import ORDER_FORMS, OrderForm
from lantoa.core.ui.units.views import crumbs, fetch_unit
from lantoa.core.units.acts import Act
from lantoa.core.units.models import Unit

ONCE = ("csrfmiddlewaretoken", "shown", "back")  # what a page adds to the form by itself


@dataclass(frozen=True)
class Way:
    """One thing that can be done, in the office's words."""

    act: Act
    title: Text
    text: Text
    icon: str
    button: Text


WAYS = (
    Way(
        Act.MOVE, gettext_lazy("Move under another superior"),
        gettext_lazy("The unit goes on, with all under it; what it holds is counted at the new superior from that day on."),
        "arrow-right", gettext_lazy("Move"),
    ),
    Way(
        Act.MERGE, gettext_lazy("Merge with other units"),
        gettext_lazy("Into a new unit, or into this one. What the ended units recorded is held by the unit that follows."),
        "git-merge", gettext_lazy("Merge"),
    ),
    Way(
        Act.SPLIT, gettext_lazy("Split into several"),
        gettext_lazy("Each sub-unit goes to a part. Records with a place go there; the rest is held by the unit above all parts."),
        "split", gettext_lazy("Split"),
    ),
    Way(
        Act.DISSOLVE, gettext_lazy("Dissolve"),
        gettext_lazy("The unit ends with none to follow it; its superior keeps what it left."),
        "archive", gettext_lazy("Dissolve"),
    ),
)  # fmt: skip


def way_of(act: str) -> Way:
    """404 where nothing is called so."""
    found = next((way for way in WAYS if way.act == act), None)
    if found is None:
        raise Http404
    return found


def asked_unit(request: Asked, key: str) -> Unit:
    """The unit, for one who may reorganise it. Raises `Refused`; not found out of sight."""
    unit = fetch_unit(request, key)
    check(may_begin(request.user, unit, today=request.day))
    return unit


@signed_in
def unit_reorganise(request: Asked, key: str) -> HttpResponse:
    """The four things that can be done to a unit."""
    unit = asked_unit(request, key)
    return render(request, "ui/units/reorganise.html", {"unit": unit, "ways": WAYS, "crumbs": crumbs(request, unit, _("Reorganise"))})


@signed_in
def unit_order(request: Asked, key: str, act: str) -> HttpResponse:
    """A form; sent once, the page that shows every effect; confirmed there, the act itself."""
    unit, way = asked_unit_sent(request, key), way_of(act)
    form = ORDER_FORMS[way.act](request.POST or None, unit=unit, actor=request.user, at=request.day)
    if request.method != "POST" or "back" in request.POST:
        return form_page(request, form, way)
    if request.POST.get("shown"):
        return confirmed(request, form, way)
    shown = form.act(lambda values: preview(form.order(), by=request.user, today=request.day, pass_on=form.passes_on))
    return form_page(request, form, way) if shown is None else preview_page(request, form, way, shown)


def asked_unit_sent(request: Asked, key: str) -> Unit:
    """As `asked_unit`; a form that was carried out already (sent twice) is let through to say so."""
    try:
        return asked_unit(request, key)
    except Refused:
        if request.method == "POST" and request.POST.get("shown") and sent_before(request):
            return fetch_unit(request, key)
        raise


def sent_before(request: Asked) -> bool:
    try:
        return already(request.POST.get("public_id", ""), by=request.user) is not None  # type: ignore[arg-type]  # sign-in is required
    except (ValidationError, ValueError):
        return False


def confirmed(request: Asked, form: OrderForm, way: Way) -> HttpResponse:
    """Do what was shown; where it is not so any more, show what it would be now."""
    if sent_before(request):
        return redirect("unit", form.unit.key)
    try:
        row = form.act(
            lambda values: carry_out(
                form.order(), shown=request.POST["shown"], by=request.user, today=request.day, public_id=values["public_id"],
                pass_on=form.passes_on,
            )
        )  # fmt: skip
    except Changed as changed:
        return preview_page(request, form, way, changed.now, changed=True)
    if row is None:
        return form_page(request, form, way)
    messages.success(request, _("Done, as it was shown. Nothing recorded was lost."))
    return redirect("unit", form.unit.key)


def form_page(request: Asked, form: OrderForm, way: Way) -> HttpResponse:
    context = {"form": form, "unit": form.unit, "way": way, "crumbs": crumbs(request, form.unit, str(way.title))}
    return render(request, "ui/units/order.html", context, status=422 if form.is_bound and form.errors else 200)


def preview_page(request: Asked, form: OrderForm, way: Way, shown: Preview, *, changed: bool = False) -> HttpResponse:
    """Every effect, and the form again as hidden fields."""
    kept = [(name, value) for name, values in request.POST.lists() if name not in ONCE for value in values]
    context: dict[str, Any] = {
        "form": form, "unit": form.unit, "way": way, "shown": shown, "kept": kept, "changed": changed,
        "crumbs": crumbs(request, form.unit, str(way.title)),
    }  # fmt: skip
    return render(request, "ui/units/preview.html", context)
