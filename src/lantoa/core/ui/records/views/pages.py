"""The page of one record, and the remarks beside it."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.roles import Verb
from lantoa.core.records.kinds import Kind, kind_of
from lantoa.core.records.models import State
from lantoa.core.records.selectors import can, offers
from lantoa.core.records.services import comment, may_edit
from lantoa.core.ui.records.asking import Asked, fetch, may_enter, page_of, signed_in
from lantoa.core.ui.records.beside import counted_in, neighbours, step_buttons
from lantoa.core.ui.records.shown import facts
from lantoa.core.ui.records.telling import Told, tell

FACTS = "ui/records/facts.html"
EVIDENCE = "evidence/panel.html"


def detail_template(kind: Kind) -> str:
    """The kind's own template, or the table of its fields where it has none."""
    return kind.detail if kind.detail and exists(kind.detail) else FACTS


def exists(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


def content_of(record: Any) -> dict[str, Any]:
    """What any page needs to show a record whole."""
    kind = kind_of(record.kind)
    evidence = EVIDENCE if apps.is_installed("lantoa.core.evidence") and exists(EVIDENCE) else ""
    shown = {"detail_template": detail_template(kind), "evidence_template": evidence}
    return {"record": record, "kind": kind, "facts": facts(record, kind), **shown}


def last_of(events: list[Told], *steps: str) -> Told | None:
    return next((told for told in events if told.event.step in steps), None)


@signed_in
def record_page(request: Asked, public_id: Any) -> HttpResponse:
    """One record: what it says, what stands behind it, what may be done, what happened."""
    record = fetch(request, public_id)
    kind = kind_of(record.kind)
    if not kind.listed:
        return redirect(page_of(record))
    events = tell(record, kind)
    context = content_of(record) | {
        "steps": step_buttons(offers(record, request.user, today=request.day), record),
        "edit": may_edit(record, request.user, today=request.day),
        "copy": may_enter(request, kind),
        "events": events,
        "approval": last_of(events, "approve") if record.state == State.APPROVED else None,
        "returned": last_of(events, "return") if record.state == State.RETURNED else None,
        "submitted": last_of(events, "submit"),
        "counted": counted_in(record),
        "neighbours": neighbours(record, actor=request.user, at=request.day),
        "comments": record.comments.select_related("by__person"),
        "may_comment": can(request.user, Verb.COMMENT, record, at=request.day),
    }
    return render(request, "ui/records/record.html", context)


@signed_in
@require_POST
def record_comment(request: Asked, public_id: Any) -> HttpResponse:
    """A remark beside the record."""
    record = fetch(request, public_id)
    try:
        comment(record, text=request.POST.get("text", ""), by=request.user, today=request.day)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The comment was added."))
    return redirect(page_of(record) + "#comments")
