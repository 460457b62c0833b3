"""Attributes and classes, escaped; the only place that strings them together."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.core.ui.parts import Text

Attribute = str | Promise | int | bool | None
NOTHING = mark_safe("")


def attributes(values: Mapping[str, Attribute]) -> SafeString:
    """The attributes with a space before each; True stands bare; None, False and "" are left out."""
    kept = [(name, value) for name, value in values.items() if value not in (None, False, "")]
    return format_html_join("", "{}", ((one_attribute(name, value),) for name, value in kept))


def one_attribute(name: str, value: Attribute) -> SafeString:
    """The value is escaped even where it was held safe: what is safe between tags may still end an attribute."""
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, escape(value))


def classes(*names: str) -> str:
    """Class names in one string, without the empty ones."""
    return " ".join(name for name in names if name)


def modifiers(base: str, *names: str) -> str:
    """ "btn", "primary", "" -> "btn btn--primary"."""
    return classes(base, *(f"{base}--{name}" for name in names if name))


def hidden_text(text: Text) -> SafeString:
    """Words for screen readers only."""
    return format_html('<span class="sr">{}</span>', text) if text else NOTHING


def maybe(template: str, value: object) -> SafeString:
    """`template` filled with the value, or nothing where there is none."""
    return format_html(template, value) if value else NOTHING
