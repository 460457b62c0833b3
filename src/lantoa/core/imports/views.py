"""The pages of an import: the file, its columns, its rows with their marks, entering, taking back."""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import Error
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots, scope_q
from lantoa.core.access.services import check
from lantoa.core.imports.checking import Marked
from lantoa.core.imports.entering import begin_entering, begin_undoing, lay_aside, may_be_submitted
from lantoa.core.imports.filling import Filler
from lantoa.core.imports.forms import EnterForm, HeadingForm, MatchForm, SheetForm
from lantoa.core.imports.heading import begin_at
from lantoa.core.imports.matching import header_of, match, proposal
from lantoa.core.imports.models import Import, RowState, Stage
from lantoa.core.imports.selectors import counts, imports_in_sight, rows_shown, samples
from lantoa.core.imports.shown import SHOWS, columns_shown, rows_at_top, rows_in_words
from lantoa.core.imports.staging import drop, read_sheet, received
from lantoa.core.imports.targets import Target, targets_of
from lantoa.core.imports.tasks import work_on
from lantoa.core.imports.waiting import STANDS_STILL, put_by
from lantoa.core.imports.working import carry_on
from lantoa.core.imports.writing import Teller, heads, rows_of, template, wrong_rows
from lantoa.core.privacy.looking import looked_at_all
from lantoa.core.privacy.models import What
from lantoa.core.privacy.restraints import unrestricted
from lantoa.core.records.kinds import kind_of
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.records.asking import Asked, listed_kind, may_enter, signed_in
from lantoa.core.ui.records.exports import XLSX, as_xlsx
from lantoa.core.ui.records.views.lists import asked_list
from lantoa.core.units.models import Unit
from lantoa.lib.vietnamese import fold

AT_ONCE: Final = 300  # rows that a request works on by itself; more are for the worker
PER_PAGE: Final = 50


def require_role(request: Asked) -> None:
    if not roots(request.user, Verb.ENTER, at=request.day):
        raise Refused(_("Your role does not include entering records."))


def fetch_import(request: Asked, public_id: UUID) -> Import:
    """The person's own import; anyone else's is not found."""
    found = imports_in_sight(request.user, at=request.day).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def filler_of(request: Asked, kind: str, unit: Unit) -> tuple[Filler, list[Target]]:
    filler = Filler(kind_of(kind), unit, by=request.user, today=request.day)
    return filler, targets_of(filler.kind, filler.blank)


@signed_in
def import_list(request: Asked) -> HttpResponse:
    """The person's own imports, newest first."""
    require_role(request)
    page = Paginator(imports_in_sight(request.user, at=request.day), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "imports/list.html", {"page": page, "rows": [(one, kind_of(one.kind), counts(one)) for one in page]})


@signed_in
def import_new(request: Asked, kind: str) -> HttpResponse:
    """Upload a sheet of this kind."""
    found = listed_kind(kind)
    check(may_enter(request, found))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SheetForm(*sent, kind=found, actor=request.user, at=request.day)
    source = form.act(lambda values: read_upload(request, kind, values)) if request.method == "POST" else None
    if source is not None:
        return redirect("import-match" if source.stage == Stage.READ else "import", source.public_id)
    return render(request, "imports/new.html", {"kind": found, "form": form}, status=status_of(form))


def read_upload(request: Asked, kind: str, values: dict[str, Any]) -> Import:
    """Read the sheet, or hand it to the worker where it is long."""
    try:
        sheet = received(values["upload"], values["upload"].name or "", sheet=values["sheet"])
        take = put_by if sheet.long else read_sheet
        source = take(sheet, kind_of(kind), values["unit"], by=request.user, today=request.day, now=timezone.now())
        if sheet.long:
            work_on.enqueue(source.pk)
        return source
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            raise
        raise ValidationError({"upload": error}) from error


@signed_in
def import_template(request: Asked, kind: str) -> HttpResponseBase:
    """An empty sheet with the columns of the kind."""
    found = listed_kind(kind)
    check(may_enter(request, found))
    filler, targets = filler_of(request, kind, any_unit(request, found.entry_verb))
    return FileResponse(template(found, targets, filler), as_attachment=True, filename=f"{found.code}.xlsx", content_type=XLSX)


def any_unit(request: Asked, verb: str) -> Unit:
    """One of the person's units: what a form is made for where no row names any."""
    return Unit.objects.filter(pk__in=roots(request.user, verb, at=request.day)).order_by("pk")[0]


@signed_in
def import_export(request: Asked, kind: str) -> HttpResponseBase:
    """The list with every field of its records, in a sheet that can be imported again; at the units where the person may export."""
    found = listed_kind(kind)
    if not roots(request.user, Verb.EXPORT, at=request.day):
        raise Refused(_("Your role does not include taking lists out as files. Ask the office of your unit if this is your duty."))
    records = asked_list(request, found).records.prefetch_related(*found.prefetch)
    records = unrestricted(records.filter(scope_q(request.user, Verb.EXPORT, at=request.day)), found)
    looked_at_all(records, found, by=request.user, what=What.EXPORT, now=timezone.now())
    filler, targets = filler_of(request, kind, any_unit(request, Verb.EXPORT))
    whole = _("all-fields")
    name = f"{fold(str(found.plural)).replace(' ', '-')}-{request.at.isoformat()}-{whole}.xlsx"
    return as_xlsx(heads(targets), rows_of(records, Teller(filler, targets)), name=name, title=str(found.plural))


@signed_in
def import_match(request: Asked, public_id: UUID) -> HttpResponse:
    """Which column is what; then the rows are looked through."""
    source = fetch_import(request, public_id)
    if source.stage not in (Stage.READ, Stage.CHECKED):
        return redirect("import", public_id)
    return match_page(request, source, HeadingForm(initial=source.header))


def match_page(request: Asked, source: Import, heading: HeadingForm) -> HttpResponse:
    _filler, targets = filler_of(request, source.kind, source.unit)
    proposed = proposal(source, targets)
    form = MatchForm(
        request.POST if request.method == "POST" and not heading.is_bound else None,
        targets=targets,
        header=header_of(source),
        samples=samples(source),
        proposal=proposed,
    )
    if form.is_bound:
        done = form.act(lambda values: matched(source, targets, form))
        if done:
            return worked(request, source)
    context = {
        "source": source, "kind": kind_of(source.kind), "form": form, "known": proposed.known, "counts": counts(source),
        "heading": heading, "top": rows_at_top(source),
    }  # fmt: skip
    return render(request, "imports/match.html", context, status=status_of(form, heading))


@signed_in
@require_POST
def import_heading(request: Asked, public_id: UUID) -> HttpResponse:
    """The table begins elsewhere than was guessed; names and rows follow."""
    source = fetch_import(request, public_id)
    if source.stage not in (Stage.READ, Stage.CHECKED):
        return redirect("import", public_id)
    form = HeadingForm(request.POST)
    if form.act(lambda values: begun_at(source, values)):
        messages.success(request, _("The table begins where you said. Look at its columns anew."))
        return redirect("import-match", public_id)
    return match_page(request, source, form)


def begun_at(source: Import, values: dict[str, int]) -> bool:
    begin_at(source, **values)
    return True


def matched(source: Import, targets: list[Target], form: MatchForm) -> bool:
    match(source, targets, columns=form.columns(), same=form.same())
    return True


def worked(request: Asked, source: Import) -> HttpResponse:
    """Do what is begun: at once where it is little, else by the worker while the page tells how far it is."""
    try:
        if source.stage != Stage.READING and source.rows.count() <= AT_ONCE:
            carry_on(source, today=request.day)
        else:
            work_on.enqueue(source.pk)
    except Marked as error:
        drop(source)
        messages.error(request, error.messages[0])
        return redirect("import-new", source.kind)
    except Error:
        messages.error(
            request, _("The database could not be written just now; what was done before is kept. Look at the disk, then go on.")
        )
    return redirect("import", source.public_id)


@signed_in
def import_page(request: Asked, public_id: UUID) -> HttpResponse:
    """How far an import is, and its rows with what is wrong in them."""
    source = fetch_import(request, public_id)
    if source.stage == Stage.READ:
        return whole_page(request, redirect("import-match", public_id))
    if source.stage in (Stage.READING, Stage.REFUSED):
        context = {"source": source, "kind": kind_of(source.kind), "done": sum(counts(source).values()), "still": stands_still(source)}
        return render(request, "imports/reading.html", context)
    filler, targets = filler_of(request, source.kind, source.unit)
    found, columns = counts(source), columns_shown(source, targets)
    usual = "wrong" if found[RowState.WRONG] and source.stage == Stage.CHECKED else ""
    show = request.GET.get("show", usual)
    states = SHOWS.get(show, ())
    page = Paginator(rows_shown(source, states), PER_PAGE).get_page(request.GET.get("page"))
    total = sum(found.values())
    context = {
        "source": source, "kind": kind_of(source.kind), "counts": found, "total": total, "show": show if show in SHOWS else "",
        "columns": columns, "page": page, "rows": rows_in_words(page, source, filler, targets), "form": EnterForm(),
        "submits": may_be_submitted(source.kind), "done": total - left(source, found),
        "still": stands_still(source),
    }  # fmt: skip
    return render(request, "imports/import.html", context)


def stands_still(source: Import) -> bool:
    """Whether what is begun seems to have been broken off."""
    return source.working and timezone.now() - source.moved_at > STANDS_STILL


def whole_page(request: Asked, answer: HttpResponse) -> HttpResponse:
    """A redirect that a page which looks again and again follows as a whole, its address and all."""
    if request.headers.get("HX-Request") != "true":
        return answer
    return HttpResponse(headers={"HX-Redirect": answer["Location"]})


@signed_in
def import_wrong(request: Asked, public_id: UUID) -> HttpResponseBase:
    """The rows that are to be mended, in a sheet that can be imported again once they are."""
    source = fetch_import(request, public_id)
    _filler, targets = filler_of(request, source.kind, source.unit)
    if not source.rows.filter(state=RowState.WRONG).exists():
        raise Http404
    head, rows = wrong_rows(source, targets)
    title = _("To be mended")
    return as_xlsx(head, rows, name=f"{fold(title).replace(' ', '-')}-{Path(source.file_name).stem}.xlsx", title=title)


def left(source: Import, found: dict[str, int]) -> int:
    """Rows that what is begun has not come to yet."""
    waiting = {Stage.CHECKING: RowState.NEW, Stage.ENTERING: RowState.READY, Stage.UNDOING: RowState.DONE}
    return found[waiting[Stage(source.stage)]] if source.working else 0


def begun_or_refused(request: Asked, source: Import, begin: Any) -> HttpResponse:
    try:
        begin()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import", source.public_id)
    return worked(request, source)


@signed_in
@require_POST
def import_enter(request: Asked, public_id: UUID) -> HttpResponse:
    """Enter the rows that are ready."""
    source = fetch_import(request, public_id)
    form = EnterForm(request.POST)
    submit = form.is_valid() and form.cleaned_data["then"] == "submit"
    return begun_or_refused(request, source, lambda: begin_entering(source, submit=submit))


@signed_in
@require_POST
def import_go_on(request: Asked, public_id: UUID) -> HttpResponse:
    """Go on with what was broken off."""
    return worked(request, fetch_import(request, public_id))


@signed_in
@require_POST
def import_undo(request: Asked, public_id: UUID) -> HttpResponse:
    """Take every record of the import back, or none."""
    source = fetch_import(request, public_id)
    return begun_or_refused(request, source, lambda: begin_undoing(source))


@signed_in
@require_POST
def import_aside(request: Asked, public_id: UUID) -> HttpResponse:
    """The import and its rows are gone; records entered from it stay."""
    source = fetch_import(request, public_id)
    try:
        lay_aside(source)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import", public_id)
    messages.success(request, _("The sheet “%(name)s” is laid aside; nothing of it is kept here.") % {"name": source.file_name})
    return redirect("import-list")
