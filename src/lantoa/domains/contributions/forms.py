"""The form of a contribution."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import User
from lantoa.core.ui.records.fields import QuantityField
from lantoa.core.ui.records.form_parts import SOURCE_DAY, choice_field, ends_of, place_field, source_field
from lantoa.core.ui.records.forms import Section
from lantoa.core.ui.records.person_forms import PersonForm
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.domains.contributions.choices import Donor, Gift, Helped
from lantoa.domains.contributions.models import Contribution
from lantoa.domains.contributions.selectors import amount_of, helped_by
from lantoa.domains.contributions.typed_units import in_unit_of
from lantoa.lib.numbers import Quantity


class ContributionForm(PersonForm):
    """A gift of one kind. The donor may stay unnamed; those helped are counted, never named."""

    gift = choice_field(_("Kind of gift"), Gift)
    amount = QuantityField(
        label=_("Amount"),
        required=False,
        help_text=_("As the source tells it: gần 40 tỷ đồng, 3.500 m², hơn 200 ngày công. Empty where it does not."),
    )
    purpose = forms.CharField(label=_("Purpose"), required=False, max_length=300)
    place = place_field()
    donor = forms.ChoiceField(label=_("Donor"), choices=Donor.choices, widget=forms.RadioSelect, initial=Donor.UNNAMED)
    donor_name = forms.CharField(label=_("Name of the person"), required=False, max_length=120)
    donor_unit = UnitField(label=_("Organisation"), required=False)
    donor_group = forms.CharField(label=_("Group of people"), required=False, max_length=200)
    helped_amount = QuantityField(
        label=_("How many were helped"),
        required=False,
        help_text=_("A number only. Poor households are never named."),
    )
    helped = choice_field(_("What is counted"), Helped, required=False)
    source = source_field()

    model = Contribution
    sheet_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "title": ("nội dung đóng góp", "nội dung"),
        "gift": ("loại đóng góp", "hình thức"), "amount": ("số tiền", "giá trị", "mức đóng góp"),
        "donor": ("người đóng góp là",), "donor_name": ("họ và tên", "họ tên"), "donor_unit": ("đơn vị ủng hộ", "cơ quan ủng hộ"),
        "helped_amount": ("số hộ được giúp", "số người được giúp"), "purpose": ("dùng vào việc",), "source": ("nguồn", "căn cứ"),
    }  # fmt: skip
    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("The gift"), ("unit", "title", "gift", "amount", "purpose", "place", "day", "source")),
        Section(_("Donor"), ("donor", "donor_name", "donor_unit", "donor_group")),
        Section(_("Who was helped"), ("helped_amount", "helped"), folded=True),
    )

    def __init__(self, data: Any = None, *, instance: Any = None, actor: User, at: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, instance=instance, actor=actor, at=at, initial=initial)
        self.fields["day"].help_text = SOURCE_DAY

    def initial_of(self, instance: Any) -> dict[str, Any]:
        helped = helped_by(instance)
        told = {"amount": amount_of(instance), "helped_amount": Quantity(helped.low, helped.high, "", helped.qualifier) if helped else None}
        return super().initial_of(instance) | told | {"donor_name": instance.donor_person.name if instance.donor_person else ""}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("gift") and found.get("amount") is not None:
            try:
                found["amount"] = in_unit_of(found["gift"], found["amount"])
            except ValidationError as error:
                self.add_error("amount", error)
        named = {Donor.PERSON: "donor_name", Donor.UNIT: "donor_unit", Donor.GROUP: "donor_group"}
        for donor, name in named.items():
            if found.get("donor") == donor and not found.get(name) and name not in self.errors:
                self.add_error(name, _("Write who gave, or choose “Unnamed”."))
        if (found.get("helped_amount") is None) != (not found.get("helped")):
            self.add_error("helped_amount", _("Write how many were helped, and whether households or people are counted."))
        return found

    def values(self) -> dict[str, Any]:
        found = super().values()
        amount, helped, name = found.pop("amount"), found.pop("helped_amount"), found.pop("donor_name").strip()
        donor = found["donor"]
        giver = {
            "donor_person": self.person_by(name if donor == Donor.PERSON else "", field="donor_person"),
            "donor_unit": found["donor_unit"] if donor == Donor.UNIT else None,
            "donor_group": found["donor_group"] if donor == Donor.GROUP else "",
        }
        told = ends_of(amount, "low", "high", "qualifier") | {"measured_in": amount.unit if amount else ""}
        return found | giver | told | ends_of(helped, "helped_low", "helped_high", "helped_qualifier")
