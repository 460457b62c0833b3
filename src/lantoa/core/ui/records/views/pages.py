"""The page of one record, and the remarks beside it."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.privacy.restraints import restraint_on
from lantoa.core.records.kinds import Kind, kind_of
from lantoa.core.records.lifecycle import KEPT
from lantoa.core.records.models import State
from lantoa.core.records.opening import opened
from lantoa.core.records.selectors import offers
from lantoa.core.records.services import comment, may_comment, may_edit
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.doubles.beside import doubles_beside
from lantoa.core.ui.records.asking import Asked, fetch, listed_kind, may_enter, page_of, signed_in
from lantoa.core.ui.records.beside import counted_in, neighbours, step_buttons
from lantoa.core.ui.records.chain import chain_of
from lantoa.core.ui.records.page_forms import CommentForm, LinkForm
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
    if not kind_of(record.kind).listed:
        return redirect(page_of(record))
    return shown(request, record)


def shown(request: Asked, record: Any, *, remark: CommentForm | None = None, linking: LinkForm | None = None) -> HttpResponse:
    """The record's page; with a form that was refused, what is to be mended in it."""
    kind, actor, day = kind_of(record.kind), request.user, request.day
    opened(record, by=actor, what="record")
    events = tell(record, kind, actor=actor, at=day)
    edit, counted = may_edit(record, actor, today=day), counted_in(record, period=request.period, chosen=request.chosen)
    context = content_of(record) | {
        "steps": step_buttons(offers(record, actor, today=day), record, chosen=request.chosen),
        "edit": edit,
        "copy": may_enter(request, kind),
        "events": events,
        "approval": last_of(events, "approve") if record.state == State.APPROVED else None,
        "returned": last_of(events, "return") if record.state == State.RETURNED else None,
        "submitted": last_of(events, "submit"),
        "said_kept": last_of(events, KEPT),
        "counted": [one for one in counted if not one.over],
        "counted_before": [one for one in counted if one.over],
        "restraint": restraint_on(kind.subject(record)),
        "asks": kind.subject(record) is not None and may_at(actor, Verb.PRIVACY, record.unit, at=day),
        "neighbours": neighbours(record, actor=actor, at=day),
        "chain": chain_of(record, actor=actor, today=day, at=request.at, chosen=request.chosen),
        "linking": linking or (LinkForm(record=record, actor=actor, at=day) if edit else None),
        "comments": record.comments.select_related("by__person"),
        "remark": remark or (CommentForm() if may_comment(record, actor, today=day) else None),
    }
    context |= doubles_beside(record, actor=actor, at=day)
    return render(request, "ui/records/record.html", context, status=status_of(remark, linking))


@signed_in
@require_POST
def record_comment(request: Asked, public_id: Any) -> HttpResponse:
    """A remark beside the record."""
    record = fetch(request, public_id)
    listed_kind(record.kind)
    if not (decision := may_comment(record, request.user, today=request.day)):
        raise Refused(decision.reason)
    form = CommentForm(request.POST)
    if form.act(lambda values: comment(record, text=values["text"], by=request.user, today=request.day)) is None:
        return shown(request, record, remark=form)
    messages.success(request, _("The comment was added."))
    return redirect(page_of(record) + "#comments")
