"""Entering, copying, changing and correcting a record."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Decision, Refused
from lantoa.core.records.kinds import Kind
from lantoa.core.records.lifecycle import lifecycle_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import EditConflict, advance, change, create, may_edit
from lantoa.core.ui.answers import CONFLICT, status_of
from lantoa.core.ui.links import with_day
from lantoa.core.ui.marked import Unmarked, unmarked
from lantoa.core.ui.records.asking import Asked, fetch, listed_kind, may_enter, page_of, signed_in
from lantoa.core.ui.records.conflicts import clashes, theirs_kept, unanswered
from lantoa.core.ui.records.forms import RecordForm, copied
from lantoa.core.ui.records.kept_forms import kept_form
from lantoa.core.units.models import Unit

MORE = "more"  # the button that asks for more rows, before anything is checked
SUBMIT = "submit"


def form_of(kind: Kind) -> type[RecordForm]:
    """The kind's form."""
    found: type[RecordForm] = import_string(kind.form)
    return found


def check(decision: Decision) -> None:
    if not decision:
        raise Refused(decision.reason)


@signed_in
def record_new(request: Asked, kind: str) -> HttpResponse:
    """A new record of a kind."""
    found = listed_kind(kind)
    check(may_enter(request, found))
    if request.method == "POST":
        return answer_new(request, found)
    form = form_of(found)(actor=request.user, at=request.day, initial=named_in_address(request))
    return form_page(request, found, given_back(request, form))


@signed_in
def record_copy(request: Asked, public_id: Any) -> HttpResponse:
    """A new record that begins as a copy of an earlier one."""
    original = fetch(request, public_id)
    found = listed_kind(original.kind)
    check(may_enter(request, found))
    if request.method == "POST":
        return answer_new(request, found, original=original)
    form = copied(form_of(found), original, actor=request.user, at=request.day)
    return form_page(request, found, given_back(request, form), original=original)


def named_in_address(request: Asked) -> dict[str, Any]:
    """What the address names already: the unit, and the day that is looked at."""
    named: dict[str, Any] = {"day": min(request.at, request.day)}
    if unit := Unit.objects.filter(key=request.GET.get("unit", "")).first():
        named["unit"] = unit
    return named


def given_back(request: Asked, form: RecordForm) -> RecordForm:
    """The form with what its author had typed before the sign-in ran out, if anything."""
    typed = kept_form(request, request.user)
    if typed is not None:
        form.refill(typed)
        messages.info(request, _("What was typed before the sign-in ran out stands in the form again. It has not been saved yet."))
    return form


def answer_new(request: Asked, kind: Kind, *, original: Any = None) -> HttpResponse:
    """Save a new record, or give the form back with what is to be mended."""
    typed: Unmarked = unmarked(request.POST)
    if wants_more(typed):
        form = form_of(kind)(actor=request.user, at=request.day)
        form.refill(typed)
        return form_page(request, kind, form, original=original)
    form = form_of(kind)(typed, actor=request.user, at=request.day)
    record = saved(form, lambda: save_new(request, kind, form))
    return form_page(request, kind, form, original=original) if record is None else answered(request, record)


def wants_more(typed: Unmarked) -> bool:
    """Whether more rows are asked for; what bears a mark is refused first."""
    return MORE in typed and not typed.marked


@transaction.atomic
def save_new(request: Asked, kind: Kind, form: RecordForm) -> Any:
    """Create, and submit at once where that was asked; a second sending of one form finds what the first one made."""
    key = form.cleaned_data["public_id"]
    record = create(kind.code, values=form.values(), by=request.user, today=request.day, public_id=key)
    return submitted(request, record)


def submitted(request: Asked, record: Any) -> Any:
    """The record, submitted for approval if the form asked so and its state allows it."""
    asked = request.POST.get("then") == SUBMIT
    sources = next((step.sources for step in lifecycle_of(record.kind).steps if step.name == SUBMIT), ())
    return advance(record, SUBMIT, by=request.user, today=request.day) if asked and record.state in sources else record


def saved(form: RecordForm, act: Callable[[], Any]) -> Any:
    """What `act` saved, or None with the reasons put into the form. `EditConflict` passes."""
    if not form.is_valid():
        return None
    try:
        return act()
    except ValidationError as error:
        form.take(error)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    return None


@signed_in
def record_edit(request: Asked, public_id: Any) -> HttpResponse:
    """Change a draft or a returned record; correct an approved one, with a reason."""
    record = fetch(request, public_id)
    kind = listed_kind(record.kind)
    if request.method == "POST":
        return answer_edit(request, kind, record)
    check(may_edit(record, request.user, today=request.day))
    form = form_of(kind)(instance=record, actor=request.user, at=request.day)
    return form_page(request, kind, given_back(request, form), record=record)


def answer_edit(request: Asked, kind: Kind, record: Any) -> HttpResponse:
    """Save the changes, or give back the form, or both versions where someone else was quicker."""
    make, typed = form_of(kind), unmarked(request.POST)
    if wants_more(typed):
        form = make(instance=record, actor=request.user, at=request.day)
        form.refill(typed)
        return form_page(request, kind, form, record=record)
    form = make(typed, instance=record, actor=request.user, at=request.day)
    try:
        done = saved(form, lambda: save_changes(request, record, form))
    except EditConflict as conflict:
        return conflict_page(request, kind, form, conflict)
    return form_page(request, kind, form, record=record) if done is None else answered(request, done)


@transaction.atomic
def save_changes(request: Asked, record: Any, form: RecordForm) -> Any:
    """Write what the person changed, without the fields for which the other version was chosen."""
    values, version = form.values(), form.cleaned_data["version"]
    if unanswered(request.POST):
        raise EditConflict(record, values)
    kept = {name: value for name, value in values.items() if name not in theirs_kept(request.POST)}
    changed = change(record, values=kept, by=request.user, today=request.day, version=version, reason=form.reason)
    return submitted(request, changed)


def conflict_page(request: Asked, kind: Kind, form: RecordForm, conflict: EditConflict) -> HttpResponse:
    """Both versions side by side; what was typed travels on in hidden fields."""
    current = conflict.current
    opened = int(request.POST.get("opened") or form.cleaned_data["version"])
    context = {
        "kind": kind,
        "record": current,
        "clashes": clashes(form, current, conflict.mine, version=opened),
        "hidden": travelling(request.POST),
        "opened": opened,
        "last": current.events.select_related("by__person").order_by("-number").first(),
        "decision": may_edit(current, request.user, today=request.day),
    }
    return render(request, "ui/records/conflict.html", context, status=CONFLICT)


def travelling(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed, as (name, value) of hidden fields; what the page of both versions asks anew is left out."""
    asked_anew = {"version", "opened", "clash", "csrfmiddlewaretoken", "then"}
    kept = ((name, values) for name, values in data.lists() if name not in asked_anew and not name.startswith("keep_"))
    return [(name, str(value)) for name, values in kept for value in values]


def answered(request: Asked, record: Record) -> HttpResponse:
    """To the record's page, with a word on what was done."""
    words = {
        State.SUBMITTED: _("“%(title)s” was saved and submitted for approval."),
        State.APPROVED: _("“%(title)s” was corrected."),
    }.get(State(record.state), _("“%(title)s” was saved as a draft."))
    messages.success(request, words % {"title": record.title})
    return redirect(page_of(record))


def form_page(request: Asked, kind: Kind, form: RecordForm, *, record: Any = None, original: Any = None) -> HttpResponse:
    """The form on its page."""
    steps = {step.name: step for step in lifecycle_of(kind.code).steps}
    state = record.state if record is not None else lifecycle_of(kind.code).start
    groups = form.groups()
    context = {
        "kind": kind,
        "form": form,
        "summary": form.summary,
        "groups": [group for group in groups if not group[0].folded],
        "folded": [group for group in groups if group[0].folded],
        "part": form.template,
        "record": record,
        "original": original,
        "may_submit": SUBMIT in steps and state in steps[SUBMIT].sources,
        "correcting": record is not None and record.state == State.APPROVED,
        "back": with_day(page_of(record or original) if record or original else reverse("record-list", args=[kind.code]), request.chosen),
    }
    return render(request, "ui/records/form.html", context, status=status_of(form))
