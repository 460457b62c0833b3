"""Forms for founding and renaming units."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.decisions import Refused
from lantoa.core.ui.marked import MarkFreeForm
from lantoa.core.ui.records.fields import DayField
from lantoa.core.units.kinds import UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import foundable_kinds

FIELD_OF = {"name": "name", "twin": "name", "same": "name", "code": "code", "life": "day", "order": "day", "span": "day"}


class ActForm(MarkFreeForm):
    """A form whose act may still be refused: the refusal stands beside the field that it concerns."""

    use_required_attribute = False  # the server's sentences are better than the browser's

    def act(self, write: Callable[[dict[str, Any]], Any]) -> Any:
        """What `write` made of the values, or None where the form is wrong or the act refused."""
        if not self.is_valid():
            return None
        try:
            return write(self.cleaned_data)
        except Refused as refusal:
            self.add_error(None, refusal.reason)
        except ValidationError as error:
            self.take(error)
        return None

    def take(self, error: ValidationError) -> None:
        """Put what a service refused beside its field; what concerns none of them above the form."""
        if hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            field = FIELD_OF.get(error.code or "", "")
            self.add_error(field if field in self.fields else None, error)


class FoundForm(ActForm):
    """A new unit directly under another."""

    name = forms.CharField(label=_("Official name"), max_length=300, error_messages={"required": _("Write the unit's name.")})
    kind = forms.ChoiceField(label=_("Kind of unit"), error_messages={"required": _("Choose the kind of unit.")})
    day = DayField(
        label=_("In being since"), required=False, help_text=_("For instance 25/5/2023. Leave it empty where the day is not known.")
    )
    code = forms.CharField(label=_("Code"), max_length=35, required=False, help_text=_("The office's own code, if it has one."))
    basis = forms.CharField(label=_("Decision"), max_length=300, required=False, help_text=_("Number, date and issuer of the decision."))

    def __init__(self, data: Any = None, *, parent: Unit) -> None:
        super().__init__(data)
        self.parent = parent
        kinds = [("", "---------"), *((kind.value, kind.label) for kind in foundable_kinds(parent))]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of unit"), choices=kinds, error_messages={"required": _("Choose the kind of unit.")}
        )

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and not self.parent.alive(day):
            raise ValidationError(_("%(unit)s did not exist on that day.") % {"unit": self.parent.name}, code="life")
        return day

    @property
    def since(self) -> date:
        """The first day; where it is not known, that of the unit above."""
        day: date | None = self.cleaned_data.get("day")
        return day or self.parent.starts

    @property
    def kind_chosen(self) -> UnitKind:
        return UnitKind(self.cleaned_data["kind"])


class RenameForm(ActForm):
    """A new official name from a day on."""

    name = forms.CharField(label=_("New official name"), max_length=300, error_messages={"required": _("Write the unit's new name.")})
    day = DayField(label=_("Borne from"), help_text=_("The first day of the new name, for instance 25/5/2023."))
    basis = forms.CharField(label=_("Decision"), max_length=300, required=False, help_text=_("Number, date and issuer of the decision."))
