"""Form fields and what is wrong with them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.ui.components.basics import button, icon, one_of
from lantoa.core.ui.components.markup import NOTHING, Attribute, attributes, classes, maybe
from lantoa.core.ui.days import DAY_FORMS, day_refusal
from lantoa.core.ui.marked import bears_marks, is_classified
from lantoa.core.ui.parts import Text
from lantoa.lib.periods import PeriodError, parse_day

WIDTHS = ("", "date", "short")
DIGITS = "numeric"
TEXT_ROWS = 4
REQUIRED = mark_safe(' <span class="req" aria-hidden="true">*</span>')  # the control itself says `required`
SELECTED = mark_safe(" selected")
DASHES = "---------"  # what Django, and we, write where nothing is chosen yet


def field(
    bound: BoundField,
    *,
    label: Text = "",
    hint: Text | None = None,
    width: str = "",
    placeholder: Text = "",
    autocomplete: str = "",
    autofocus: bool = False,
    rows: int = TEXT_ROWS,
    star: bool = True,
) -> SafeString:
    """A field with its label, hint, errors and required mark; a misspelt field name fails where the template runs.

    `label` and `hint` stand in for the form's own (an empty hint: none). Days are typed as text (24/5/2023), so that every browser agrees.
    `star=False` leaves the mark out where everything is required anyway.
    """
    one_of("width", width, WIDTHS)
    if not isinstance(bound, BoundField):
        raise ValueError(f"no such field: {bound!r}")
    if bound.is_hidden:
        return SafeString(bound)
    marked = REQUIRED if star and bound.field.required else NOTHING
    shown, help_text = format_html("{}{}", label or bound.label, marked), bound.help_text if hint is None else hint
    ticked = isinstance(bound.field.widget, CheckboxInput)
    extra: dict[str, Attribute] = {"placeholder": placeholder, "autocomplete": autocomplete, "autofocus": autofocus, "rows": rows}
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        inside = _choices(bound, shown, help_text)
    elif ticked:
        inside = _check(bound, shown, help_text, extra)
    else:
        inside = _control(bound, shown, help_text, extra, width)
    return format_html(
        '<div class="{}">{}</div>', classes("field", "field--check" if ticked else "", "field--error" if bound.errors else ""), inside
    )


def _control(bound: BoundField, label: Text, hint: Text, extra: dict[str, Attribute], width: str) -> SafeString:
    return format_html(
        '<label for="{}">{}</label>{}{}{}',
        bound.id_for_label,
        label,
        _hint(bound, hint),
        _errors(bound),
        _widget(bound, hint, extra, input_class(bound, width)),
    )


def _check(bound: BoundField, label: Text, hint: Text, extra: dict[str, Attribute]) -> SafeString:
    box = _widget(bound, hint, extra, "")
    return format_html('{}<label class="check">{}<span>{}</span></label>{}', _errors(bound), box, label, _hint(bound, hint))


def _choices(bound: BoundField, label: Text, hint: Text) -> SafeString:
    boxes = format_html_join(
        "", '<label class="check">{}<span>{}</span></label>', ((choice.tag(), choice.choice_label) for choice in bound.subwidgets)
    )
    return format_html(
        '<fieldset id="{}"{}><legend class="label">{}</legend>{}{}<div class="checks">{}</div></fieldset>',
        bound.auto_id,
        attributes({"aria-describedby": described_by(bound, hint)}),
        label,
        _hint(bound, hint),
        _errors(bound),
        boxes,
    )


def input_class(bound: BoundField, width: str) -> str:
    """The classes of the control: its kind, and its width where its content is short."""
    widget = bound.field.widget
    kind = "file" if isinstance(widget, FileInput) else width or ("date" if isinstance(bound.field, forms.DateField) else "")
    return classes("input", f"input--{kind}" if kind else "", str(widget.attrs.get("class", "")))


def _widget(bound: BoundField, hint: Text, extra: dict[str, Attribute], css: str) -> SafeString:
    kept: dict[str, Any] = {name: value for name, value in extra.items() if value not in (None, False, "")}
    if css:
        kept["class"] = css
    if bound.field.widget.attrs.get("placeholder") == bound.label and "placeholder" not in kept:
        kept["placeholder"] = ""  # a label is not said twice
    if isinstance(bound.field, forms.DateField) and not isinstance(bound.field.widget, Select):
        kept.setdefault("inputmode", DIGITS)
        kept.setdefault("autocomplete", "off")
    if not isinstance(bound.field.widget, Textarea):
        kept.pop("rows", None)
    if described := described_by(bound, hint):
        kept["aria-describedby"] = described
    if is_classified(bound):  # nothing of it is given back
        shown = bound.build_widget_attrs({"id": bound.auto_id, **kept})
        return SafeString(bound.field.widget.render(bound.html_name, None, shown, bound.form.renderer))
    if type(bound.field.widget) is Select:
        return _select(bound, bound.field.widget, kept)
    return bound.as_widget(attrs=kept)


def _select(bound: BoundField, widget: Select, shown: dict[str, Any]) -> SafeString:
    """A list to choose one from, as Django draws it but in one piece: a list's filters hold some forty choices."""
    chosen = set(widget.format_value(bound.value()))
    head = bound.build_widget_attrs({"id": bound.auto_id, **widget.attrs, **shown}, widget)

    def options(choices: Iterable[tuple[Any, Any]]) -> SafeString:
        return format_html_join("", "{}", ((one(value, label),) for value, label in choices))

    def one(value: Any, label: Any) -> SafeString:
        if isinstance(label, list | tuple):
            return format_html('<optgroup label="{}">{}</optgroup>', value, options(label))
        text = "" if value is None else str(value)
        label = _("choose") if not text and label == DASHES else label
        return format_html('<option value="{}"{}>{}</option>', text, SELECTED if text in chosen else NOTHING, label)

    return format_html('<select name="{}"{}>{}</select>', bound.html_name, attributes(head), options(widget.choices))


def described_by(bound: BoundField, hint: Text) -> str:
    """The ids of the hint and of the errors, for screen readers."""
    return classes(f"{bound.auto_id}-hint" if hint else "", f"{bound.auto_id}-error" if bound.errors else "")


def _hint(bound: BoundField, hint: Text) -> SafeString:
    return format_html('<p class="hint" id="{}-hint">{}</p>', bound.auto_id, hint) if hint else NOTHING


def _errors(bound: BoundField) -> SafeString:
    if not bound.errors:
        return NOTHING
    told = format_html_join("", '<p class="error">{}<span>{}</span></p>', ((icon("circle-alert"), error) for error in sentences(bound)))
    return format_html('<div id="{}-error">{}</div>', bound.auto_id, told)


def error_summary(*bound_forms: forms.BaseForm) -> SafeString:
    """After a refused submit: what is to be mended, each a link to its field. Nothing where nothing is wrong."""
    wrong = [mend for form in bound_forms for mend in mends(form)]
    if not wrong:
        return NOTHING
    title = ngettext("%(count)d thing to mend", "%(count)d things to mend", len(wrong)) % {"count": len(wrong)}
    rows = format_html_join("", "<li>{}</li>", ((format_html('<a href="#{}">{}</a>', at, text) if at else text,) for at, text in wrong))
    drop = bears_marks(*bound_forms)  # the browser keeps no draft of it (drafts.js)
    frame = attributes({"class": "error-summary", "role": "alert", "tabindex": "-1", "data-errors": True, "data-classified": drop})
    return format_html("<div{}><h2>{}</h2><ul>{}</ul></div>", frame, title, rows)


def mends(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(id of the control, sentence) of everything wrong in the form; no id for what concerns the whole."""
    own = [("", str(error)) for error in form.non_field_errors()]
    return own + [(first_control(bound), sentence) for bound in form for sentence in sentences(bound)]


def sentences(bound: BoundField) -> list[str]:
    """What is wrong with the field, as something to do: Django's own "This field is required" names no field and no act."""
    return [sentence for error in bound.errors.as_data() for sentence in _acts(bound, error)]


def _acts(bound: BoundField, error: ValidationError) -> list[str]:
    if error.message == forms.Field.default_error_messages["required"]:
        chosen = isinstance(bound.field, forms.ChoiceField | forms.BooleanField | forms.FileField)
        return [(_("Choose “%(label)s”.") if chosen else _("Fill in “%(label)s”.")) % {"label": bound.label}]
    if error.message == forms.DateField.default_error_messages["invalid"]:
        return [_day_told(str(bound.data))]
    return list(error.messages)


def _day_told(typed: str) -> str:
    """What is wrong with a day that Django's own field refused."""
    try:
        parse_day(typed)
    except PeriodError as error:
        return day_refusal(error)
    return str(DAY_FORMS)


def first_control(bound: BoundField) -> str:
    """The id that a link to the field goes to: of a group of boxes, the group's."""
    grouped = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
    return bound.auto_id if grouped else bound.id_for_label


def copy_box(value: str, *, id: str, label: Text, hint: Text = "") -> SafeString:
    """A text to be taken away whole: shown in full, selected by a press, copied by a button where scripts run."""
    told = format_html('<p class="hint" id="{}-hint">{}</p>', id, hint) if hint else NOTHING
    box = attributes({"class": "input copy__text", "id": id, "value": value, "aria-describedby": f"{id}-hint" if hint else ""})
    return format_html(
        '<div class="field copy" data-copy><label for="{}">{}</label>{}<div class="copy__row"><input type="text" readonly{}>{}'
        '<span class="meta" role="status" data-copied="{}"></span></div></div>',
        id, label, told, box, button(_("Copy"), icon="copy", act="copy", about=label), _("Copied"),
    )  # fmt: skip


def required_note() -> SafeString:
    """What the mark means, once above a form."""
    return maybe('<p class="meta form-note"><span class="req" aria-hidden="true">*</span> {}</p>', _("must be filled in"))
