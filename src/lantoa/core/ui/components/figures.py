"""Numbers that open their records, and the marks that show them: bar, pair, stat."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.core.ui.components.markup import NOTHING, attributes, hidden_text, maybe, modifiers
from lantoa.core.ui.formats import Number, figure, quantity
from lantoa.core.ui.parts import Text


def num(
    value: Number | str | None,
    href: str,
    *,
    unit: str = "",
    declared: bool = False,
    current: bool = False,
    label: Text = "",
    panel: bool = False,
) -> SafeString:
    """A figure that opens what stands behind it; `declared`: no record does. `label` says of what, for screen readers.

    `panel` lets the records open beside the page where scripts run. None is said as such and leads nowhere.
    """
    if value is None:
        return format_html('<span class="muted">{}</span>', figure(None))
    if not href:
        raise ValueError("a figure must open its records: give its href")
    head = {
        "class": modifiers("num", "declared" if declared else ""),
        "href": href,
        "title": _("Reported by the unit, no records yet") if declared else "",
        "aria-current": "true" if current else "",
        "data-panel-open": panel,
    }
    said = ", ".join(str(word) for word in (label, _("no records yet") if declared else "") if word)
    note = hidden_text(f" ({said})") if said else NOTHING
    return format_html("<a{}>{}{}</a>", attributes(head), quantity(value, unit), note)


def declared_note(text: Text = "") -> SafeString:
    """The words that stand by a declared figure."""
    return format_html('<span class="declared">{}</span>', text or _("no records yet"))


def stat(
    value: Number | str | None, label: Text, href: str, *, unit: str = "", note: Text = "", declared: bool = False, panel: bool = False
) -> SafeString:
    """A large figure with its words below."""
    shown = num(value, href, unit=unit, declared=declared, panel=panel)
    small = format_html(
        '<span class="tiny">{}{}{}</span>', note, " · " if note and declared else "", declared_note() if declared else NOTHING
    )
    return format_html('<div class="stat"><b>{}</b><span>{}</span>{}</div>', shown, label, small if note or declared else NOTHING)


def share(part: Number, whole: Number) -> int:
    """Whole per cent for drawing: never nothing for something, never full for less than all."""
    if whole <= 0 or part <= 0:
        return 0
    if part >= whole:
        return 100
    return min(99, max(1, round(float(part) / float(whole) * 100)))


def bar(done: Number, *, whole: Number = 100, waiting: Number = 0, label: Text) -> SafeString:
    """Done (filled), waiting to be approved (hatched) and still owed (empty) of a whole; `label` says it in words."""
    filled = share(done, whole)
    hatched = min(share(waiting, whole), 100 - filled)
    return format_html(
        "<div{}>{}{}</div>",
        attributes({"class": "bar bar--tall", "role": "img", "aria-label": label}),
        maybe('<i class="w-{}"></i>', filled),
        maybe('<i class="w w-{}"></i>', hatched),
    )


def pair(
    title: Text,
    done: Number,
    whole: Number,
    done_href: str,
    whole_href: str,
    *,
    sub: Text = "",
    waiting: Number = 0,
    late: Number = 0,
) -> SafeString:
    """Promised against done for one group, with what waits (hatched) and what is overdue (crossed)."""
    words = _("%(done)s of %(whole)s done, %(waiting)s waiting for approval, %(late)s overdue")
    label = words % {"done": figure(done), "whole": figure(whole), "waiting": figure(waiting), "late": figure(late)}
    filled = share(done, whole)
    hatched = min(share(waiting, whole), 100 - filled)
    crossed = min(share(late, whole), 100 - filled - hatched)
    track = format_html(
        "{}{}{}",
        maybe('<i class="a w-{}"></i>', filled),
        maybe('<i class="b w-{}"></i>', hatched),
        maybe('<i class="c w-{}"></i>', crossed),
    )
    return format_html(
        '<div class="pair"><div><b class="strong">{}</b>{}</div><div class="pair__track" role="img" aria-label="{}">{}</div>'
        '<div class="pair__val">{} <span class="muted">/ {}</span></div></div>',
        title,
        maybe('<div class="tiny">{}</div>', sub),
        label,
        track,
        num(done, done_href),
        num(whole, whole_href),
    )
