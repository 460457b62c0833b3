"""Forms for roles, posts, invitations and one's own account. Each act may still be refused; see `units.forms.ActForm`."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.services import check_span, check_term
from lantoa.core.people.models import User
from lantoa.core.people.services import ACCOUNT_NAME_RULE
from lantoa.core.ui.people.fields import PersonField, PlaceOfWorkField
from lantoa.core.ui.records.fields import DayField
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.ui.units.forms import ActForm
from lantoa.core.units.models import FOREVER
from lantoa.lib.vietnamese import nfc

DAY_HINT = _("For instance 25/5/2023.")


class BoundForm(ActForm):
    """A form that knows who fills it in, and on which day."""

    def __init__(self, data: Any = None, *, actor: User, at: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.at = at
        for field in self.fields.values():
            if isinstance(field, UnitField | PersonField):
                field.bind(actor=actor, at=at)


class TermForm(BoundForm):
    """Something that holds from a day on, and may have a last day."""

    starts = DayField(label=_("From"), help_text=DAY_HINT)
    last = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty where no end is set."))

    @property
    def ends(self) -> date:
        """The first day on which it no longer holds."""
        last: date | None = self.cleaned_data.get("last")
        return last + timedelta(days=1) if last else FOREVER

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("starts") and "last" in values:
            try:
                self.check_days(values["starts"])
            except ValidationError as error:
                self.take(error)
        return values

    def check_days(self, starts: date) -> None:
        """What the service will ask of the term, said together with all else that is wrong."""
        check_span(starts=starts, until=self.ends)

    def take(self, error: ValidationError) -> None:
        """What the service calls `ends` is the last day here."""
        if hasattr(error, "error_dict") and "ends" in error.error_dict:
            error.error_dict["last"] = error.error_dict.pop("ends")
        super().take(error)


class RoleForm(TermForm):
    """A role at a unit, for a term that is not over yet."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", "---------"), *((role.value, role.label) for role in Role)],
        error_messages={"required": _("Choose a role from the list.")},
    )  # fmt: skip
    unit = PlaceOfWorkField(verb=Verb.MANAGE, label=_("Unit"), help_text=_("The role holds at this unit and all units under it."))

    def check_days(self, starts: date) -> None:
        check_term(starts=starts, until=self.ends, today=self.at)


class GrantForm(RoleForm):
    """A role for a person at a unit."""

    person = PersonField(label=_("Person"), help_text=_("The account name, or the full name of someone at your units."))
    basis = forms.CharField(label=_("Decision"), max_length=200, required=False)
    field_order = ("person", "role", "unit", "starts", "last", "basis")


class EndForm(BoundForm):
    """The first day on which something no longer holds."""

    day = DayField(label=_("No longer from"), help_text=_("The first day on which it no longer holds."))


class HandOverForm(BoundForm):
    """A role passes to another person."""

    to = PersonField(label=_("Passes to"), help_text=_("The account name, or the full name of someone at your units."))
    day = DayField(label=_("From"), help_text=_("The first day of the one who takes over."))
    basis = forms.CharField(label=_("Decision"), max_length=200, required=False)


class InviteForm(RoleForm):
    """Someone without an account, and the role that waits for them. `again` is asked only where one like it waits already."""

    name = forms.CharField(label=_("Full name"), max_length=120, error_messages={"required": _("Write the person's full name.")})
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("The link is sent there if this installation sends mail.")
    )
    again = forms.BooleanField(label=_("Make another invitation all the same"), required=False)
    field_order = ("name", "email", "role", "unit", "starts", "last", "again")

    def __init__(self, data: Any = None, *, actor: User, at: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, actor=actor, at=at, initial=initial)
        self.asked = None if data and data.get("again") else self.fields.pop("again")

    def take(self, error: ValidationError) -> None:
        if self.asked and "again" in getattr(error, "error_dict", {}):
            self.fields["again"] = self.asked
        super().take(error)


class AppointForm(TermForm):
    """A person holds a post for a term."""

    person = forms.CharField(
        label=_("Person"), max_length=120, error_messages={"required": _("Write the person's account name or full name.")}
    )
    newcomer = forms.BooleanField(label=_("This person is not known to the program yet"), required=False)
    title = forms.CharField(label=_("Post"), max_length=160, help_text=_("For instance: Phó Bí thư Thường trực."))
    unit = PlaceOfWorkField(verb=Verb.MANAGE, label=_("Unit"))
    basis = forms.CharField(label=_("Decision"), max_length=200, required=False)
    field_order = ("person", "newcomer", "title", "unit", "starts", "last", "basis")

    def __init__(self, data: Any = None, *, actor: User, at: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, actor=actor, at=at, initial=initial)
        self.chooser = PersonField()
        self.chooser.bind(actor=actor, at=at)
        self.fields["person"].widget = self.chooser.widget
        self.fields["title"].error_messages["required"] = _("Write the post, for instance Bí thư Đảng ủy.")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("person") and not values.get("newcomer"):
            try:
                values["known"] = self.chooser.clean(values["person"])
            except ValidationError as error:
                self.add_error("person", error)
        return values


class NameForm(ActForm):
    """A person's name, corrected."""

    name = forms.CharField(label=_("Full name"), max_length=120, error_messages={"required": _("Write the person's full name.")})


class AddressForm(ActForm):
    """A person's e-mail address, as the office knows it."""

    email = forms.EmailField(
        label=_("E-mail address"), required=False,
        help_text=_("For the link to a new password; the provider of identities finds the account by it. It may stay empty."),
    )  # fmt: skip


class AcceptForm(ActForm):
    """The account name and password that an invited person chooses."""

    username = forms.CharField(
        label=_("Account name"), max_length=60, error_messages={"required": _("Choose an account name.")},
        help_text=ACCOUNT_NAME_RULE,
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput, strip=False, error_messages={"required": _("Choose a password.")},
        help_text=_("At least 10 characters, not a common password and not the account name."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Password again"), widget=forms.PasswordInput, strip=False, error_messages={"required": _("Write the password again.")}
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("password") and values.get("again") and values["password"] != values["again"]:
            self.add_error("again", _("The two passwords differ. Write the same one twice."))
        return values


class MyAccountForm(ActForm):
    """What a person changes of the own account."""

    name = forms.CharField(label=_("Full name"), max_length=120, error_messages={"required": _("Write the person's full name.")})
    email = forms.EmailField(label=_("E-mail address"), required=False, help_text=_("For the link to a new password. It may stay empty."))
    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, nfc(capfirst(get_language_info(code)["name_local"]))) for code, _name in settings.LANGUAGES]
    )
