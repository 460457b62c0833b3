"""The forms of a product and of a partner."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.core.ui.records.fields import DayField
from lantoa.core.ui.records.form_parts import choice_field, place_field, source_field
from lantoa.core.ui.records.forms import RecordForm, Section
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.domains.valuechain.choices import Group, Part, Stars
from lantoa.lib.periods import months_later

CERTIFICATE = 36  # months, Decision 148/QĐ-TTg of 24/2/2023
ONE = timedelta(days=1)


class ProductForm(RecordForm):
    """A graded product. Where no last day is told, the certificate runs for thirty-six months."""

    stars = forms.TypedChoiceField(label=_("Stars"), choices=[("", "---------"), *Stars.choices], coerce=int)
    group = choice_field(_("Group of products"), Group)
    maker = UnitField(label=_("Who makes it"), required=False, help_text=_("Cooperative, enterprise or group, as a unit known here."))
    decision = forms.CharField(label=_("Decision that grades it"), required=False, max_length=120)
    expires = DayField(label=_("Last day of the certificate"), required=False, help_text=_("Empty: thirty-six months from its day."))
    place = place_field()
    source = source_field()
    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("The product"), ("unit", "title", "stars", "group", "maker", "place")),
        Section(_("Its certificate"), ("day", "expires", "decision", "source")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label, self.fields["day"].label = _("Name of the product"), _("Day of the certificate")

    def initial_of(self, instance: Any) -> dict[str, Any]:
        return super().initial_of(instance) | {"expires": instance.last_day}

    def values(self) -> dict[str, Any]:
        found = super().values()
        last = found.pop("expires")
        return found | {"expires": last + ONE if last else months_later(found["day"], CERTIFICATE)}


class ChainPartnerForm(RecordForm):
    """A partner in a value chain."""

    part = choice_field(_("Part in the chain"), Part)
    partner = UnitField(label=_("Partner, a unit known here"), required=False)
    partner_name = forms.CharField(
        label=_("Partner, by name"),
        required=False,
        max_length=200,
        help_text=_("Name of the enterprise or cooperative, no private person."),
    )
    goods = forms.CharField(label=_("Goods traded"), required=False, max_length=200)
    contract = forms.CharField(label=_("Contract"), required=False, max_length=120, help_text=_("Number and day, if there is one."))
    starts = DayField(label=_("Takes part from"))
    ends = DayField(label=_("Takes part until"), required=False)
    source = source_field()
    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("Who and what"), ("unit", "title", "part", "partner", "partner_name", "goods")),
        Section(_("Since when"), ("starts", "ends", "contract", "day", "source")),
    )

    def initial_of(self, instance: Any) -> dict[str, Any]:
        return super().initial_of(instance) | {"ends": instance.ends - ONE if instance.ends else None}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if bool(found.get("partner")) == bool((found.get("partner_name") or "").strip()) and not self.errors:
            raise ValidationError({"partner_name": _("Name the partner once: as a unit known here, or by name.")})
        return found

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found | {"ends": found["ends"] + ONE if found["ends"] else None, "partner_name": found["partner_name"].strip()}
