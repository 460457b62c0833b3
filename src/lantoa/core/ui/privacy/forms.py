"""Forms of personal data: asking, deciding, and what is told of a breach."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb
from lantoa.core.privacy.models import DECIDED, Outcome, Wish
from lantoa.core.ui.people.forms import DAY_HINT, BoundForm
from lantoa.core.ui.records.fields import DayField, NumberField
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.ui.units.forms import ActForm
from lantoa.core.units.models import Unit

ANSWERS = _("Office that answers")
WISH = _("What is asked for")
SAY = _("Write what is asked for, and which data it is about.")
NUMBER = _("Write the number of the decision.")
NAMES_NOBODY = _("For instance 12-QĐ/ĐU. It stands wherever an erased value stood, so it must name nobody.")
HOUR_FORM = _("Write the hour as 16:40.")


class AskForm(ActForm):
    """What a person asks for of themselves."""

    wish = forms.ChoiceField(label=WISH, choices=Wish, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(label=ANSWERS, queryset=Unit.objects.none(), to_field_name="key", empty_label=None)
    text = forms.CharField(
        label=_("Which data, and what is to become of them"), max_length=2000, widget=forms.Textarea, error_messages={"required": SAY},
        help_text=_("For a correction: what is wrong, and how it is right. For a restriction or objection: your reasons."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, units: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"wish": Wish.CORRECT, **(initial or {})})
        offer_units(self, units)


class AskedForm(ActForm):
    """What someone without an account asked the office for."""

    unit = forms.ModelChoiceField(label=ANSWERS, queryset=Unit.objects.none(), to_field_name="key", empty_label=None)
    wish = forms.ChoiceField(label=WISH, choices=Wish, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What the person asked, how and when"), max_length=2000, widget=forms.Textarea, error_messages={"required": SAY},
        help_text=_("For instance: letter of 20/11, asks that the name be taken out of the story of the road."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, units: Any) -> None:
        super().__init__(data)
        offer_units(self, units)
        if len(units) == 1:
            self.fields["unit"].required, self.fields["unit"].initial = False, units[0]
            self.fields["unit"].widget = forms.HiddenInput()

    def clean_unit(self) -> Unit:
        """The one unit there is, or the one that was chosen."""
        found = self.cleaned_data["unit"] or self.fields["unit"].initial
        assert isinstance(found, Unit)
        return found


def offer_units(form: forms.Form, units: Any) -> None:
    """Let one of these units be chosen as the office that answers."""
    field = form.fields["unit"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = units


class DecideForm(ActForm):
    """How a request is decided."""

    outcome = forms.ChoiceField(label=_("How it is decided"), choices=[(one.value, one.label) for one in DECIDED], widget=forms.RadioSelect)
    decision = forms.CharField(
        label=_("Number of the decision"), max_length=120, error_messages={"required": NUMBER}, help_text=_("For instance 12-QĐ/ĐU.")
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Answer to the person"), max_length=2000, required=False, widget=forms.Textarea,
        help_text=_("A refusal says why and on which law."),
    )  # fmt: skip

    looked = forms.BooleanField(
        label=_("I have looked at every place where the name still stands"), required=False,
        help_text=_("Needed only to grant: afterwards the program does not know the name any more."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, erases: bool = False) -> None:
        super().__init__(data)
        if not erases:
            del self.fields["looked"]
        else:
            self.fields["decision"].help_text = NAMES_NOBODY
            self.fields["answer"].help_text = _("A refusal says why and on which law. After an erasure it cannot be read here any more.")

    def clean(self) -> dict[str, Any]:
        """Whoever erases has first looked at what the erasure does not reach."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        looked = values.pop("looked", True)
        if values.get("outcome") == Outcome.GRANTED and not looked:
            self.add_error("looked", _("Look at the places first, by the link above, and say so here."))
        return values


class NumberForm(ActForm):
    """The number of a decision, for an act that needs nothing else."""

    decision = forms.CharField(label=_("Number of the decision"), max_length=120, error_messages={"required": NUMBER})


class MomentForm(BoundForm):
    """A day with its hour."""

    day = DayField(label=_("Day"), help_text=DAY_HINT)
    hour = forms.TimeField(
        label=_("Hour"), input_formats=["%H:%M"], widget=forms.TextInput(attrs={"class": "input--short", "autocomplete": "off"}),
        help_text=_("For instance 16:40."), error_messages={"invalid": HOUR_FORM, "required": HOUR_FORM},
    )  # fmt: skip

    @property
    def moment(self) -> datetime:
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data["hour"]
        return timezone.make_aware(datetime.combine(day, hour))


class BreachForm(MomentForm):
    """A breach, as it was discovered."""

    unit = UnitField(verb=Verb.PRIVACY, label=_("Unit"))
    day = DayField(label=_("Day of discovery"), help_text=DAY_HINT)
    what = forms.CharField(
        label=_("What happened"), max_length=2000, widget=forms.Textarea, help_text=_("Without naming those concerned."),
        error_messages={"required": _("Write what happened.")},
    )  # fmt: skip
    kinds = forms.CharField(
        label=_("Which data"), max_length=300, help_text=_("For instance: names and addresses of donors."),
        error_messages={"required": _("Write which data are concerned.")},
    )  # fmt: skip
    concerned = NumberField(label=_("How many people"), required=False, help_text=_("Leave it empty where it is not known yet."))
    field_order = ("unit", "day", "hour", "what", "kinds", "concerned")


class ReportForm(MomentForm):
    """That a breach was reported."""

    day = DayField(label=_("Day of the report"), help_text=DAY_HINT)
    number = forms.CharField(
        label=_("Number of the report"), max_length=120, error_messages={"required": _("Write the number of the report.")}
    )
    field_order = ("number", "day", "hour")


class NoteForm(ActForm):
    """What was done about a breach."""

    text = forms.CharField(
        label=_("What was done"), max_length=2000, widget=forms.Textarea, error_messages={"required": _("Write what was done.")}
    )
