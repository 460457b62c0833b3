"""Pages of reports: list, begin, read with what stands behind each number, write texts, keep drafts, close, number, take away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.decisions import YES, Refused
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots
from lantoa.core.documents import sheet, word
from lantoa.core.documents.own.filling import fill
from lantoa.core.documents.own.selectors import newest
from lantoa.core.documents.printing import NoPdf, office_found, pdf_of_document, pdf_of_word
from lantoa.core.evidence.selectors import citations_of
from lantoa.core.measures.counting import is_refolding
from lantoa.core.records.models import State
from lantoa.core.records.selectors import can, history, offers
from lantoa.core.records.services import EditConflict
from lantoa.core.units.kinds import Hierarchy
from lantoa.domains.reports import pages, services
from lantoa.domains.reports.forms import NumberForm, ReportForm, TextsForm
from lantoa.domains.reports.layouts import SECTION_OF
from lantoa.domains.reports.models import Report
from lantoa.domains.reports.own import offered, subject_of
from lantoa.domains.reports.selectors import document_of, latest_snapshot, texts_below

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
PAGE = 50


def fetch(request: Any, public_id: UUID, *, verb: str = Verb.VIEW) -> Report:
    """The report in the actor's sight. 404 out of scope; `Refused` where it may be seen but not this."""
    report = Report.objects.visible_to(request.user, at=request.day).filter(public_id=public_id).select_related("unit").first()
    if report is None:
        raise Http404
    allowed = can(request.user, verb, report, at=request.day) if verb != Verb.VIEW else YES
    if not allowed:
        raise Refused(allowed.worded(_("Your role does not allow this at %(unit)s.") % {"unit": report.unit.name}).reason)
    assert isinstance(report, Report)
    return report


@login_required
def report_list(request: Any) -> HttpResponse:
    """Reports in sight, newest period first."""
    rows = Report.objects.visible_to(request.user, at=request.day).filter(day__lte=request.at).exclude(state=State.WITHDRAWN)
    page = Paginator(rows.select_related("unit", "author__person").order_by("-ends", "unit__sort_key", "-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "reports/list.html", {"page": page, "may_begin": bool(roots(request.user, Verb.REPORT, at=request.day))})


@login_required
def report_new(request: Any) -> HttpResponse:
    """Begin a report; a second press of the button opens the same one."""
    if not roots(request.user, Verb.REPORT, at=request.day):
        raise Refused(_("Your role does not allow writing reports."))
    form = ReportForm(request.POST or None, actor=request.user, at=request.day, period=request.period)
    if request.method == "POST" and form.is_valid():
        try:
            report = services.start_report(
                values=form.values(), by=request.user, today=request.day, now=timezone.now(), public_id=form.cleaned_data["public_id"]
            )
            return redirect("report", report.public_id)
        except ValidationError as error:
            pages.take(form, error)
    return render(request, "reports/new.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def report(request: Any, public_id: UUID) -> HttpResponse:
    """The report as it will be printed; `?figure=` opens what stands behind a number."""
    found = fetch(request, public_id)
    document = document_of(found)
    context = {
        "report": found,
        "document": document,
        "outline": pages.outline(document),
        "tally": pages.tally(document),
        "snapshot": latest_snapshot(found),
        "offers": {offer.name: offer for offer in offers(found, request.user, today=request.day)},
        "panel": pages.panel(found, document, request.GET.get("figure", ""), actor=request.user, today=request.day),
        "may_write": found.state == State.DRAFT and can(request.user, Verb.REPORT, found, at=request.day),
        "refolding": found.state == State.DRAFT and not found.restated and is_refolding(found.unit, hierarchy=Hierarchy(found.hierarchy)),
    }
    return render(request, "reports/report.html", context)


@login_required
def report_changes(request: Any, public_id: UUID) -> HttpResponse:
    """What has changed since the newest draft kept, or since the figures were closed."""
    found = fetch(request, public_id)
    context = {"report": found, "snapshot": latest_snapshot(found), "changes": pages.changes(found, actor=request.user, today=request.day)}
    context["history"] = history(found)
    context["citations"] = citations_of(found)
    return render(request, "reports/changes.html", context)


@login_required
def report_write(request: Any, public_id: UUID) -> HttpResponse:
    """The text sections, with those of the sub-units beside them."""
    found = fetch(request, public_id, verb=Verb.REPORT)
    merged = request.GET.get("merge", "")
    initial = {merged: services.merge_texts(found, section=merged)} if merged in SECTION_OF else {}
    form = TextsForm(request.POST or None, report=found, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.write_texts(
                found, texts=form.texts(), frame=form.frame(), by=request.user, today=request.day, version=form.cleaned_data["version"]
            )
            messages.success(request, _("The texts are saved."))
            return redirect("report", found.public_id)
        except EditConflict as conflict:
            rows = pages.both_versions(conflict.current, form)
            context = {"report": found, "rows": rows, "rest": pages.agreed_texts(form, rows), "current": conflict.current}
            return render(request, "reports/conflict.html", context, status=409)
        except ValidationError as error:
            pages.take(form, error)
    status = 422 if form.errors else 200
    below = {key: texts_below(found, key) for key in SECTION_OF}
    return render(request, "reports/write.html", {"report": found, "form": form, "rows": pages.text_rows(form, below)}, status=status)


@login_required
@require_POST
def report_keep(request: Any, public_id: UUID) -> HttpResponse:
    """Keep a draft: later changes are told against it."""
    found = fetch(request, public_id, verb=Verb.REPORT)
    if found.state != State.DRAFT:
        raise Refused(_("The figures are closed; the report keeps no more drafts."))
    snapshot = services.keep_draft(found, by=request.user, today=request.day, now=timezone.now())
    messages.success(request, _("Draft %(number)s is kept.") % {"number": snapshot.number})
    return redirect("report", found.public_id)


@login_required
def report_close(request: Any, public_id: UUID) -> HttpResponse:
    """Close the figures, after saying what that does."""
    found = fetch(request, public_id, verb=Verb.CLOSE)
    offer = {offer.name: offer for offer in offers(found, request.user, today=request.day)}.get("close")
    if request.method == "POST":
        try:
            services.close_figures(found, by=request.user, today=request.day, now=timezone.now())
            messages.success(request, _("The figures are closed. Later corrections appear as differences."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("report", found.public_id)
    return render(request, "reports/close.html", {"report": found, "offer": offer, "tally": pages.tally(document_of(found))})


@login_required
def report_number(request: Any, public_id: UUID) -> HttpResponse:
    """Note number and date, once the report was signed in the office's document system."""
    found = fetch(request, public_id, verb=Verb.CLOSE)
    form = NumberForm(request.POST or None, report=found, today=request.day)
    if request.method == "POST" and form.is_valid():
        try:
            services.number_report(found, **form.cleaned_data, by=request.user, today=request.day)
            messages.success(request, _("Number and date are noted."))
            return redirect(f"{reverse('report-changes', args=[found.public_id])}#signed")  # where the signed file is added
        except ValidationError as error:
            pages.take(form, error)
    return render(request, "reports/number.html", {"report": found, "form": form}, status=422 if form.errors else 200)


def attachment(content: bytes, *, name: str, mime: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
def report_word(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The report as a Word file."""
    found = fetch(request, public_id)
    return attachment(word.render(document_of(found)), name=file_name(found, "bao-cao", "docx"), mime=DOCX)


@login_required
def report_excel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The report's figures as an Excel file."""
    found = fetch(request, public_id)
    return attachment(sheet.render(document_of(found)), name=file_name(found, "so-lieu", "xlsx"), mime=XLSX)


@login_required
def report_templates(request: Any, public_id: UUID) -> HttpResponse:
    """The office's own templates that serve this report, and which of their figures were not closed with it."""
    found = fetch(request, public_id)
    return render(request, "reports/templates.html", {"report": found, "offered": offered(found), "office": bool(office_found())})


def filled(report: Report, template_id: UUID) -> bytes:
    """The report in one of the office's own templates. Raises `ValidationError` with the reason where it cannot be filled."""
    template = next((offer.template for offer in offered(report) if offer.template.public_id == template_id), None)
    if template is None:
        raise Http404
    return fill(newest(template), subject_of(report)).content


def not_made(request: Any, report: Report, sentence: str, *, back: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(back, report.public_id)


@login_required
def report_filled(request: Any, public_id: UUID, template_id: UUID) -> HttpResponse:
    """The report in the form of one of the office's own templates."""
    found = fetch(request, public_id)
    try:
        content = filled(found, template_id)
    except ValidationError as error:
        return not_made(request, found, " ".join(error.messages), back="report-templates")
    return attachment(content, name=file_name(found, "bao-cao-mau", "docx"), mime=DOCX)


@login_required
def report_filled_pdf(request: Any, public_id: UUID, template_id: UUID) -> HttpResponse:
    """The same as a PDF, where LibreOffice is at hand."""
    found = fetch(request, public_id)
    try:
        content = pdf_of_word(filled(found, template_id))
    except ValidationError as error:
        return not_made(request, found, " ".join(error.messages), back="report-templates")
    except NoPdf as error:
        return not_made(request, found, str(error), back="report-templates")
    return attachment(content, name=file_name(found, "bao-cao-mau", "pdf"), mime=PDF)


@login_required
def report_pdf(request: Any, public_id: UUID) -> HttpResponse:
    """The report as printed, as a PDF."""
    found = fetch(request, public_id)
    try:
        return attachment(pdf_of_document(document_of(found)), name=file_name(found, "bao-cao", "pdf"), mime=PDF)
    except NoPdf as error:
        return not_made(request, found, str(error), back="report")


def file_name(report: Report, name: str, ending: str) -> str:
    return f"{name}-{report.ends.year}-{str(report.public_id)[:8]}.{ending}"
