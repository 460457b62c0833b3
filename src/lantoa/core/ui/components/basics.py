"""Icons, buttons, chips, switches, banners, empty places."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.core.ui.components.markup import NOTHING, Attribute, attributes, classes, maybe, modifiers
from lantoa.core.ui.icons import icon_url
from lantoa.core.ui.parts import Option, Text
from lantoa.core.ui.states import TONES, look_of

BUTTON_KINDS = ("", "primary", "quiet", "danger")
BANNER_ICONS = {"info": "info", "wait": "triangle-alert", "late": "circle-alert", "ok": "circle-check", "seal": "lock-keyhole"}


def icon(name: str, *, size: str = "", label: Text = "") -> SafeString:
    """An icon; without a label it is decoration. An unknown name raises UnknownIcon."""
    return drawn(name, size, str(label))


@lru_cache(maxsize=1000)
def drawn(name: str, size: str, label: str) -> SafeString:
    """There are some forty on a page, and always the same."""
    said = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    head = attributes({"class": modifiers("i", size), **said, "focusable": "false"})
    return format_html('<svg{}><use href="{}"/></svg>', head, icon_url(name))


def button(
    label: Text,
    *,
    href: str = "",
    icon: str = "",
    kind: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
    size: str = "",
    form: str = "",
    formaction: str = "",
    dialog: str = "",
    busy: bool = False,
    block: bool = False,
    icon_only: bool = False,
    novalidate: bool = False,
    about: Text = "",
    act: str = "",
) -> SafeString:
    """A button, or a link that looks like one (`href`, or `dialog`: the id of a confirm block).

    `about` says of which thing, for screen readers. `act` is what a script does on it (print, theme, draft-restore): such a button is
    not shown where no script runs.
    """
    one_of("kind", kind, BUTTON_KINDS)
    shapes = {"btn--block": block, "btn--icon": icon_only, "needs-js": bool(act), "no-print": bool(act)}
    css = classes(modifiers("btn", kind, size), *(name for name, wanted in shapes.items() if wanted))
    shown: dict[str, Attribute] = {"class": css, "data-act": act}
    shown |= {"aria-label": label if icon_only and not about else f"{label}: {about}" if about else "", "aria-busy": "true" if busy else ""}
    inside = format_html("{}{}", _icon(icon), NOTHING if icon_only else label)
    if href or dialog:
        return format_html("<a{}>{}</a>", attributes({**shown, "href": href or f"#{dialog}", "data-dialog": dialog}), inside)
    sent: dict[str, Attribute] = {
        "type": "button" if act else type,
        "name": name,
        "value": value,
        "form": form,
        "formaction": formaction,
        "formnovalidate": novalidate,
    }
    return format_html("<button{}>{}</button>", attributes({**shown, **sent}), inside)


def chip(state: str, *, text: Text = "", detail: Text = "") -> SafeString:
    """A state: its icon and word (or `text` in its place), and a detail after it, such as a day."""
    look = look_of(state)
    return tag(format_html("{}{}", text or look.word, maybe(" {}", detail)), icon=look.icon, tone=look.tone)


def tag(text: Text, *, icon: str = "", tone: str = "") -> SafeString:
    """A small label that is no state: a sector, a programme."""
    one_of("tone", tone, TONES)
    return format_html('<span class="{}">{}{}</span>', modifiers("chip", tone), _icon(icon), text)


def banner(content: Text, *, tone: str = "info", icon: str = "", role: str = "") -> SafeString:
    """A notice that lasts while its cause lasts."""
    one_of("tone", tone, tuple(BANNER_ICONS))
    head = attributes({"class": modifiers("banner", tone), "role": role})
    return format_html('<div{}>{}<div class="grow">{}</div></div>', head, _icon(icon or BANNER_ICONS[tone]), content)


def empty_state(title: Text, *, text: Text = "", href: str = "", action: Text = "", icon: str = "plus", heading: str = "h2") -> SafeString:
    """What will stand here, and the first step."""
    one_of("heading", heading, ("h1", "h2", "h3"))
    art = (
        '<svg class="art" viewBox="0 0 96 72" aria-hidden="true"><circle class="art__dot" cx="48" cy="50" r="5"/>'
        '<path class="art__line" d="M34 50a14 14 0 0 1 28 0M22 50a26 26 0 0 1 52 0M10 50a38 38 0 0 1 76 0M6 60h84"/></svg>'
    )
    step = button(action, href=href, icon=icon, kind="primary") if href and action else NOTHING
    return format_html(
        '<div class="empty">' + art + '<{} class="empty__title">{}</{}>{}{}</div>', heading, title, heading, maybe("<p>{}</p>", text), step
    )


def seg(options: Sequence[Option], *, label: Text) -> SafeString:
    """A switch between a few views of the same thing; `label` says what is switched."""
    links = format_html_join("", "<a{}>{}{}</a>", ((_target(option), _icon(option.icon), option.label) for option in options))
    return format_html("<div{}>{}</div>", attributes({"class": "seg", "role": "group", "aria-label": label}), links)


def _target(option: Option) -> SafeString:
    return attributes({"href": option.href, "aria-current": "true" if option.current else ""})


def avatar(initials: str, *, label: Text = "") -> SafeString:
    """The two letters of a person; with a label they can be read out."""
    said = {"role": "img", "aria-label": label, "title": label} if label else {"aria-hidden": "true"}
    return format_html("<span{}>{}</span>", attributes({"class": "avatar", **said}), initials)


def toast(text: Text, *, icon: str = "circle-check", href: str = "", action: Text = "") -> SafeString:
    """A short confirmation; `action` leads to undoing or looking."""
    link = format_html("<a{}>{}</a>", attributes({"href": href}), action) if href and action else NOTHING
    close = format_html('<button type="button" class="needs-js" data-act="dismiss" aria-label="{}">{}</button>', _("Dismiss"), _icon("x"))
    return format_html('<div class="toast" data-toast>{}<span>{}</span>{}{}</div>', _icon(icon), text, link, close)


def one_of(prop: str, value: str, allowed: tuple[str, ...]) -> None:
    """Refuses a value that the component does not know, so that a slip shows at once."""
    if value not in allowed:
        raise ValueError(f"{prop}={value!r}: one of {', '.join(repr(name) for name in allowed)}")


def _icon(name: str) -> SafeString:
    return icon(name) if name else NOTHING
