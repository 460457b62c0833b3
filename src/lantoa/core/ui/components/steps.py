"""Steps of a record that are offered or refused with their reason, and the question before one that is hard to undo."""

from typing import Protocol

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.core.ui.components.basics import BUTTON_KINDS, button, icon, one_of
from lantoa.core.ui.components.markup import NOTHING, attributes, maybe, modifiers
from lantoa.core.ui.parts import Text


class Offer(Protocol):
    """A step with the decision about it, as `records` offers them."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Text: ...
    @property
    def allowed(self) -> bool: ...
    @property
    def reason(self) -> Text: ...


def step_button(
    offer: Offer, *, href: str = "", dialog: str = "", kind: str = "", icon: str = "", size: str = "", name: str = "step", form: str = ""
) -> SafeString:
    """The button of a step: a link (`href`), the opener of a confirm block (`dialog`), or a submit of `name` = the step's name.

    A refused step stays in sight, cannot be pressed, and says why.
    """
    if offer.allowed:
        return button(offer.label, href=href, dialog=dialog, kind=kind, icon=icon, size=size, name=name, value=offer.name, form=form)
    return refused_button(offer.label, offer.reason, code=offer.name, size=size, icon=icon)


def refused_button(label: Text, reason: Text, *, code: str, size: str = "", icon: str = "") -> SafeString:
    """A button that cannot be pressed, with its reason in words beside it. `code` makes its id, once on a page."""
    head = attributes({"class": modifiers("btn", size), "type": "button", "aria-disabled": "true", "aria-describedby": f"why-{code}"})
    return format_html(
        '<span class="step"><button{}>{}{}</button><span class="why" id="why-{}">{}<span>{}</span></span></span>',
        head,
        _small(icon),
        label,
        code,
        _small("info"),
        reason,
    )


def confirm(
    context: Context,
    content: str,
    id: str,
    title: Text,
    act: Text,
    *,
    action: str = "",
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    keep: Text = "",
) -> SafeString:
    """The question before a step that is hard to undo; the content tells its effect and may hold fields.

    `act` names the step on its button, `keep` the other way.

    Opened by `{% button … dialog=id %}`; without scripts by its address alone.
    """
    one_of("kind", kind, BUTTON_KINDS)
    token = maybe('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', str(context.get("csrf_token", "")))
    close = format_html('<a class="btn" href="#" data-dialog-close>{}</a>', keep or _("Go back"))
    foot = format_html('<div class="dialog__foot">{}{}</div>', close, button(act, kind=kind, icon=icon, name=name, value=value))
    return format_html(
        '<dialog class="dialog" id="{}" aria-labelledby="{}-title"><form method="post"{}>{}<h2 id="{}-title">{}</h2>'
        '<div class="dialog__text">{}</div>{}</form></dialog>',
        id,
        id,
        attributes({"action": action}),
        token,
        id,
        title,
        content,
        foot,
    )


def _small(name: str) -> SafeString:
    return icon(name) if name else NOTHING
