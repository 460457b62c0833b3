"""Forms by which an administrator adds to rules and to the calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.rules.models import DayKind, Measured
from lantoa.core.ui.people.forms import DAY_HINT, TermForm
from lantoa.core.ui.records.fields import DayField, NumberField
from lantoa.core.ui.units.forms import ActForm

MOST = 100_000


class RuleForm(TermForm):
    """One more row of a rule."""

    value = NumberField(label=_("Value"), least=0, most=MOST, error_messages={"required": _("Write the number.")})
    measured_in = forms.ChoiceField(label=_("Measured in"), choices=Measured)
    starts = DayField(label=_("In force from"), help_text=DAY_HINT)
    last = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty; a later row takes over by itself."))
    basis = forms.CharField(
        label=_("Legal source"), max_length=300, error_messages={"required": _("Write which law, decree or decision says so.")},
        help_text=_("Number, date and article, for instance: Nghị định 356/2025/NĐ-CP, Điều 5."),
    )  # fmt: skip
    doubt = forms.CharField(
        label=_("What is doubtful"), max_length=300, required=False, help_text=_("Shown wherever the rule is applied. Usually empty.")
    )
    field_order = ("value", "measured_in", "starts", "last", "basis", "doubt")


class DayForm(ActForm):
    """What a decision made of a day."""

    day = DayField(label=_("Day"), help_text=DAY_HINT)
    kind = forms.ChoiceField(label=_("What it is"), choices=DayKind)
    basis = forms.CharField(
        label=_("Decision"), max_length=300, help_text=_("Number, date and issuer of the decision."),
        error_messages={"required": _("Write number, date and issuer of the decision.")},
    )  # fmt: skip
