"""Cards, heads of pages, paths, lists of facts, histories, the unit tree."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.core.ui.components.basics import icon, one_of
from lantoa.core.ui.components.markup import NOTHING, attributes, classes, hidden_text, maybe
from lantoa.core.ui.formats import figure
from lantoa.core.ui.parts import Crumb, Entry, Text, TreeNode

SPANS = ("", "g3", "g4", "g5", "g6", "g7", "g8", "g9")
HEADINGS = ("h2", "h3")


def fragment(content: str) -> SafeString | str:
    """A piece of a page kept under a name (`{% fragment as foot %}`), to be handed to a component."""
    return content


def card(
    content: str,
    *,
    title: Text = "",
    id: str = "",
    span: str = "",
    heading: str = "h2",
    head: Text = "",
    foot: Text = "",
    flush: bool = False,
) -> SafeString:
    """A card. `head` stands right of the title, `foot` below; `flush` lets lists take the whole width; `span` is its place in a grid."""
    one_of("span", span, SPANS)
    one_of("heading", heading, HEADINGS)
    title_id = f"{id}-title" if id and title else ""
    shown = format_html("<{}{}>{}</{}>", heading, attributes({"id": title_id}), title, heading) if title else NOTHING
    top = format_html('<div class="card__head">{}{}</div>', shown, head) if title or head else NOTHING
    body = content if flush else format_html('<div class="card__body">{}</div>', content)
    frame = attributes({"class": classes("card", span), "id": id, "aria-labelledby": title_id})
    return format_html("<section{}>{}{}{}</section>", frame, top, body, maybe('<div class="card__foot">{}</div>', foot))


def page_head(content: str, title: Text, *, sub: Text = "", chips: Text = "", large: bool = False) -> SafeString:
    """The head of a page: its only h1, a line below, chips; the content of the block are its acts."""
    return format_html(
        '<div class="page-head"><div class="grow"><h1{}>{}</h1>{}{}</div>{}</div>',
        attributes({"class": "h1--record" if large else ""}),
        title,
        maybe('<p class="page-head__sub">{}</p>', sub),
        maybe('<div class="row row--wrap row--s page-head__chips">{}</div>', chips),
        maybe('<div class="btn-group">{}</div>', content.strip() and content),
    )


def breadcrumbs(trail: Sequence[Crumb]) -> SafeString:
    """The path to this page."""
    steps = format_html_join("", "<li>{}</li>", ((_crumb(crumb),) for crumb in trail))
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Path to this page"), steps)


def _crumb(crumb: Crumb) -> SafeString:
    if crumb.href:
        return format_html("<a{}>{}</a>", attributes({"href": crumb.href}), crumb.label)
    return format_html('<span aria-current="page">{}</span>', crumb.label)


def kv(rows: Iterable[tuple[Text, object]]) -> SafeString:
    """Facts as pairs of name and value; what is not known is said so."""
    pairs = ((name, format_html('<span class="muted">{}</span>', figure(None)) if value in (None, "") else value) for name, value in rows)
    return format_html('<dl class="kv">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs))


def timeline(entries: Iterable[Entry]) -> SafeString:
    """A history, newest first."""
    return format_html('<ol class="timeline">{}</ol>', format_html_join("", "{}", ((_entry(entry),) for entry in entries)))


def life(entries: Iterable[Entry]) -> SafeString:
    """The life of a record from left to right: done, now, still to come."""
    return format_html('<ol class="life">{}</ol>', format_html_join("", "{}", ((_entry(entry),) for entry in entries)))


def _entry(entry: Entry) -> SafeString:
    one_of("mark", entry.mark, ("done", "now", "past", ""))
    name = entry.icon or {"done": "check", "now": "minus", "past": "circle-stop", "": ""}[entry.mark]
    target = attributes({"class": "list__title", "href": entry.href})
    title = format_html("<a{}>{}</a>", target, entry.title) if entry.href else entry.title
    still = hidden_text(_("(still to come)")) if not entry.mark else NOTHING
    return format_html(
        '<li{}><span class="timeline__dot">{}</span><b>{}</b>{}{}{}</li>',
        attributes({"class": f"is-{entry.mark}" if entry.mark else ""}),
        icon(name) if name else NOTHING,
        title,
        still,
        maybe('<p class="meta">{}</p>', entry.meta),
        maybe('<p class="meta meta--text">{}</p>', entry.text),
    )


def tree(nodes: Sequence[TreeNode], *, label: Text = "") -> SafeString:
    """Units as nested lists of links; the current one is marked, what waits there is counted."""
    return format_html("<ul{}>{}</ul>", attributes({"class": "tree", "aria-label": label or _("Units")}), _branches(nodes))


def _branches(nodes: Sequence[TreeNode]) -> SafeString:
    return format_html_join("", "<li>{}{}</li>", ((_leaf(node), _below(node)) for node in nodes))


def _below(node: TreeNode) -> SafeString:
    return format_html("<ul>{}</ul>", _branches(node.children)) if node.children else NOTHING


def _leaf(node: TreeNode) -> SafeString:
    count = NOTHING
    if node.count:
        said = f"{figure(node.count)} {node.count_label}" if node.count_label else figure(node.count)
        count = format_html('<em aria-hidden="true">{}</em>{}', figure(node.count), hidden_text(f" ({said})"))
    return format_html(
        "<a{}>{}<span>{}{}</span>{}</a>",
        attributes({"href": node.href, "aria-current": "true" if node.current else ""}),
        icon(node.icon),
        node.label,
        maybe("<small>{}</small>", node.sub),
        count,
    )
