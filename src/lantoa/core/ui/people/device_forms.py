"""Forms for phones, PINs and passkeys."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.devices import PIN_DIGITS
from lantoa.core.ui.units.forms import ActForm

NAME_LENGTH = 60  # of a phone or a passkey


def pin_field(label: Any, *, help_text: Any = "") -> forms.CharField:
    """Six digits, hidden while they are typed, on a phone's pad of digits."""
    widget = forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": PIN_DIGITS})
    return forms.CharField(label=label, widget=widget, help_text=help_text, error_messages={"required": _("Write the six digits.")})


class OfferForm(ActForm):
    """A phone that someone may enrol."""

    name = forms.CharField(
        label=_("Whose phone, or which"), max_length=NAME_LENGTH,
        help_text=_("So that it can be told from others; for instance: Y Lan's phone."),
        error_messages={"required": _("Write whose phone it is, for instance: Y Lan's phone.")},
    )  # fmt: skip


class CodeForm(ActForm):
    """The one-time code, typed where the phone cannot read the picture."""

    code = forms.CharField(
        label=_("Code from your office"), max_length=40, help_text=_("12 letters and digits; dashes may be left out."),
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class NewPinForm(ActForm):
    """A PIN, twice."""

    pin = pin_field(_("New PIN"), help_text=_("Six digits without a pattern. Tell it to nobody."))
    again = pin_field(_("The PIN again"))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("pin") and values.get("again") and values["pin"] != values["again"]:
            self.add_error("again", _("The two PINs differ. Write the same one twice."))
        return values


class PinForm(ActForm):
    """The PIN of an enrolled phone."""

    pin = pin_field(_("PIN"))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """allauth's own, with a bound to the name. It is cut, not refused: the device keeps the new passkey by then, whatever is said here."""

    name = forms.CharField(required=False, widget=forms.TextInput(attrs={"maxlength": NAME_LENGTH}))

    def clean_name(self) -> str:
        return str(super().clean_name())[:NAME_LENGTH]
