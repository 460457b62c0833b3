"""Pages of a list and the heads of its columns. Both keep the rest of the query string."""

from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lantoa.core.ui.components.basics import icon
from lantoa.core.ui.components.markup import NOTHING, attributes
from lantoa.core.ui.formats import figure
from lantoa.core.ui.links import query
from lantoa.core.ui.parts import Text


def pagination(context: Context, page: "Page[object]", *, param: str = "page", total: Text = "") -> SafeString:
    """How many there are (`total` in words, where they are no records), and links to the other pages. Of a single page only the count."""
    request: HttpRequest = context["request"]
    paginator = page.paginator
    total = total or ngettext("%(count)s record", "%(count)s records", paginator.count) % {"count": figure(paginator.count)}
    if paginator.num_pages == 1:
        return format_html('<p class="pages">{}</p>', total)
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    steps = format_html_join("", "<li>{}</li>", ((_step(request, number, page.number, param),) for number in numbers))
    back = page.previous_page_number() if page.has_previous() else None
    forth = page.next_page_number() if page.has_next() else None
    return format_html(
        '<nav class="pages" aria-label="{}"><span>{}</span><ol class="end">{}{}{}</ol></nav>',
        _("Pages of the list"),
        total,
        _turn(request, back, param, "chevron-left", _("Previous page")),
        steps,
        _turn(request, forth, param, "chevron-right", _("Next page")),
    )


def _step(request: HttpRequest, number: int | Text, current: int, param: str) -> SafeString:
    if not isinstance(number, int):  # the gap between runs of pages
        return format_html("<span>{}</span>", number)
    head = {"href": query(request, {param: str(number)}), "aria-current": "page" if number == current else ""}
    return format_html('<a{}><span class="sr">{} </span>{}</a>', attributes(head), pgettext("of a list", "Page"), figure(number))


def _turn(request: HttpRequest, number: int | None, param: str, name: str, label: str) -> SafeString:
    if number is None:
        return NOTHING
    return format_html('<li><a href="{}">{}</a></li>', query(request, {param: str(number)}), icon(name, label=label))


def sort_header(context: Context, label: Text, field: str, *, numeric: bool = False, param: str = "sort", default: str = "") -> SafeString:
    """The head of a column by which the list can be sorted; a second press turns the order (`-field`).

    `default` is the order that the list has without the parameter.
    """
    request: HttpRequest = context["request"]
    now = request.GET.get(param, default)
    order = {field: "ascending", f"-{field}": "descending"}.get(now, "none")
    href = query(request, {param: f"-{field}" if order == "ascending" else field, "page": None})
    name = {"ascending": "arrow-up", "descending": "arrow-down", "none": "chevrons-up-down"}[order]
    return format_html(
        '<th scope="col"{}><a href="{}">{}{}</a></th>',
        attributes({"class": "n" if numeric else "", "aria-sort": order}),
        href,
        label,
        icon(name),
    )
