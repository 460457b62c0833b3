"""The forms of initiatives, exemplars and contributions."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.people.models import Person, User
from lantoa.core.people.services import know_person
from lantoa.core.ui.records.fields import DayField, NumberField, QuantityField
from lantoa.core.ui.records.forms import RecordForm, Section
from lantoa.core.ui.records.unit_fields import UnitField, UnitsField
from lantoa.domains.initiatives.checks import CONSENTS, GUARDIAN, MOST_RESULTS, check_title
from lantoa.domains.initiatives.choices import Consent, Donor, Gift, Helped, Precision, Sector, Who
from lantoa.domains.initiatives.form_fields import BLANK_ROWS, Start, StartField, in_unit_of, result_rows, row_of
from lantoa.domains.initiatives.models import Contribution, Exemplar
from lantoa.domains.initiatives.selectors import amount_of, consents_of, helped_by, result_quantity
from lantoa.domains.initiatives.words import quantity_words
from lantoa.lib.numbers import Quantity

EMPTY = ("", "---------")
SOURCE_DAY = _("The day of the source that tells of it.")
CONSENT_HELP = _(
    "Tick only what the person has agreed to, each by itself. Nothing of it is needed to record the deed, and it can be withdrawn "
    "at any time. For a child the guardian agrees too; the guardian's name is not kept."
)
PLACE_HELP = _("Name of the commune, ward or village, with its superior where needed.")


def source_field() -> forms.CharField:
    """Where it is told: every kind has it."""
    return forms.CharField(
        label=_("Source"),
        required=False,
        max_length=300,
        help_text=_("Report, decision or article that tells of it."),
    )


def text_area(label: Any, *, length: int, rows: int = 3, required: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=length, widget=widget, help_text=hint)


def ends_of(amount: Quantity | None, low: str, high: str, qualifier: str) -> dict[str, Any]:
    """A figure as a record keeps it: its two ends and its words, under these names."""
    if amount is None:
        return {low: None, high: None, qualifier: "exact"}
    return {low: amount.low, high: amount.high if amount.high != amount.low else None, qualifier: str(amount.qualifier)}


class InitiativeForm(RecordForm):
    """An initiative. Stopping it is a step of its own."""

    sector = forms.ChoiceField(label=_("Sector"), choices=[EMPTY, *Sector.choices])
    places = UnitsField(label=_("Places"), required=False, help_text=_("Where it is done, one place a line."))
    hosts = UnitsField(label=_("Host organisations"), required=False, help_text=_("Who runs it, one organisation a line."))
    since = StartField(
        label=_("Since"),
        required=False,
        help_text=_("As exactly as the source tells: 2021, 3/2021 or 25/3/2021. Empty where it does not."),
    )
    households = NumberField(label=_("Households taking part"), required=False, most=2_000_000_000)
    cost = NumberField(label=_("Cost in dong"), required=False, help_text=_("For instance 31 triệu."))
    directive = forms.CharField(label=_("Directive that it follows"), required=False, max_length=80, help_text="01-KL/TW")
    movement = forms.CharField(
        label=_("Movement that it follows"),
        required=False,
        max_length=200,
        help_text=_("Name of the phong trào. A movement itself is not an initiative."),
    )
    description = text_area(_("Description"), length=4000, hint=_("How it is done, who takes part. No names of poor households."))
    source = source_field()

    template: ClassVar[str] = "initiatives/result_rows.html"
    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("What, who, where"), ("unit", "title", "sector", "places", "hosts", "since", "day")),
        Section(_("Extent and origin"), ("households", "cost", "directive", "movement", "description", "source"), folded=True),
    )

    def __init__(self, data: Any = None, *, instance: Any = None, actor: User, at: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, instance=instance, actor=actor, at=at, initial=initial)
        self.fields["title"].label, self.fields["day"].help_text = _("Name of the initiative"), SOURCE_DAY
        stored = self.initial.get("results", [])
        rows = [row_of(result) for result in stored]
        self.rows = result_rows(data) if self.is_bound else result_rows(initial=rows, extra=BLANK_ROWS)

    def initial_of(self, instance: Any) -> dict[str, Any]:
        since = Start(instance.since, instance.since_precision) if instance.since else None
        return super().initial_of(instance) | {"since": since, "results": instance.results}

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        try:
            check_title(title)
        except ValidationError as error:
            raise ValidationError(error.message_dict["title"], code="movement") from error
        return title

    def inner_forms(self) -> list[forms.BaseForm]:
        return list(self.rows.forms)

    def refill(self, data: Any) -> None:
        super().refill(data)
        count = min(int(data.get("results-TOTAL_FORMS") or 0), MOST_RESULTS)
        rows = [{name: data.get(f"results-{number}-{name}", "") for name in ("what", "amount", "year")} for number in range(count)]
        self.rows = result_rows(initial=[row for row in rows if any(row.values())], extra=BLANK_ROWS + 1)

    def is_valid(self) -> bool:
        return super().is_valid() and self.rows.is_valid()

    def values(self) -> dict[str, Any]:
        found = super().values()
        since, places = found.pop("since"), found["places"]
        told = (
            {"since": since.since, "since_precision": since.precision} if since else {"since": None, "since_precision": Precision.UNKNOWN}
        )
        results = [row.result() for row in self.rows.forms if row.filled]
        return found | told | {"results": results, "place": places[0] if len(places) == 1 else None}

    def words(self, name: str, value: Any) -> str:
        if name == "results":
            return "; ".join(f"{result['what']}: {quantity_words(result_quantity(result))}" for result in value)
        return super().words(name, value)


def consent_field(what: str) -> forms.BooleanField:
    """A box that is empty until someone has agreed."""
    label = Exemplar._meta.get_field(f"consent_{what}").verbose_name
    return forms.BooleanField(label=capfirst(label), required=False)


class ExemplarForm(RecordForm):
    """An exemplar. Its title tells the deed; the name has a field of its own, and goes no further than it is consented to."""

    who = forms.ChoiceField(label=_("Who it is"), choices=Who.choices, widget=forms.RadioSelect)
    person_name = forms.CharField(label=_("Full name of the person or householder"), required=False, max_length=120)
    collective = UnitField(label=_("Collective, if it is a unit"), required=False)
    collective_name = forms.CharField(label=_("Name of the collective"), required=False, max_length=200)
    deed = text_area(pgettext_lazy("exemplar", "What was done"), length=2000, rows=4, required=True)
    place = UnitField(label=pgettext_lazy("record", "Place"), required=False, help_text=PLACE_HELP)
    consent_name = consent_field("name")
    consent_photo = consent_field("photo")
    consent_income = consent_field("income")
    consent_land = consent_field("land")
    child = forms.BooleanField(label=_("The person is a child"), required=False)
    consent_guardian = consent_field(GUARDIAN)
    consent_day = DayField(label=_("Day of the consent"), required=False)
    source = source_field()

    sections: ClassVar[tuple[Section, ...]] = (
        Section(_("The deed"), ("unit", "title", "deed", "place", "day", "source")),
        Section(_("Who it is"), ("who", "person_name", "collective", "collective_name")),
        Section(
            _("What may be published"),
            ("consent_name", "consent_photo", "consent_income", "consent_land", "child", "consent_guardian", "consent_day"),
            hint=CONSENT_HELP,
        ),
    )

    def __init__(self, data: Any = None, *, instance: Any = None, actor: User, at: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, instance=instance, actor=actor, at=at, initial=initial)
        self.fields["title"].help_text = _("The deed in one sentence, without the name: Hiến 3.500 m² đất làm đường.")
        self.fields["day"].help_text = SOURCE_DAY

    def initial_of(self, instance: Any) -> dict[str, Any]:
        found = super().initial_of(instance)
        if self.instance is None:  # a copy: another person, whose name and consents are their own
            return {name: value for name, value in found.items() if not name.startswith("consent_") and name != "child"}
        ticked = {f"consent_{what}": getattr(instance, f"consent_{what}") == Consent.GIVEN for what in (*CONSENTS, GUARDIAN)}
        return found | ticked | {"person_name": instance.person.name if instance.person else ""}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        who, name = found.get("who"), (found.get("person_name") or "").strip()
        if who == Who.PERSON and not name:
            self.add_error("person_name", _("Write the person's full name. It stays within the offices unless they consent."))
        if who == Who.COLLECTIVE and name:
            self.add_error("person_name", _("A collective is told by its own name. Leave the person's name empty."))
        if any(self.newly(what) for what in (*CONSENTS, GUARDIAN)) and not found.get("consent_day") and "consent_day" not in self.errors:
            self.add_error("consent_day", _("Write the day on which they agreed."))
        return found

    def newly(self, what: str) -> bool:
        """Whether a consent is given that was not before."""
        before = getattr(self.instance, f"consent_{what}", Consent.NONE)
        return bool(self.cleaned_data.get(f"consent_{what}")) and before != Consent.GIVEN

    def values(self) -> dict[str, Any]:
        found = super().values()
        day, name = found.pop("consent_day"), found.pop("person_name").strip()
        for what in (*CONSENTS, GUARDIAN):
            found |= self.consent(what, found.pop(f"consent_{what}"), day)
        return found | {"person": same_or_new(self.instance or earlier(Exemplar, self.cleaned_data["public_id"]), "person", name)}

    def consent(self, what: str, given: bool, day: Any) -> dict[str, Any]:
        """The state of one consent and its day: an emptied box takes a given one back today."""
        before = getattr(self.instance, f"consent_{what}", Consent.NONE)
        state, since = (Consent.GIVEN, day) if given else (Consent.WITHDRAWN, self.at)
        if given == (before == Consent.GIVEN):
            state, since = before, getattr(self.instance, f"consent_{what}_day", None)
        return {f"consent_{what}": state, f"consent_{what}_day": since}


class ContributionForm(RecordForm):
    """A gift of one kind. The donor may stay unnamed; those helped are counted, never named."""

    gift = forms.ChoiceField(label=_("Kind of gift"), choices=[EMPTY, *Gift.choices])
    amount = QuantityField(
        label=_("Amount"),
        required=False,
        help_text=_("As the source tells it: gần 40 tỷ đồng, 3.500 m², hơn 200 ngày công. Empty where it does not."),
    )
    purpose = forms.CharField(label=_("Purpose"), required=False, max_length=300)
    place = UnitField(label=pgettext_lazy("record", "Place"), required=False, help_text=PLACE_HELP)
    donor = forms.ChoiceField(label=_("Donor"), choices=Donor.choices, widget=forms.RadioSelect, initial=Donor.UNNAMED)
    donor_name = forms.CharField(label=_("Name of the person"), required=False, max_length=120)
    donor_unit = UnitField(label=_("Organisation"), required=False)
    donor_group = forms.CharField(label=_("Group of people"), required=False, max_length=200)
    helped_amount = QuantityField(
        label=_("How many were helped"),
        required=False,
        help_text=_("A number only. Poor households are never named."),
    )
    helped = forms.ChoiceField(label=_("What is counted"), required=False, choices=[EMPTY, *Helped.choices])
    source = source_field()

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
        record = self.instance or earlier(Contribution, self.cleaned_data["public_id"])
        giver = {
            "donor_person": same_or_new(record, "donor_person", name if donor == Donor.PERSON else ""),
            "donor_unit": found["donor_unit"] if donor == Donor.UNIT else None,
            "donor_group": found["donor_group"] if donor == Donor.GROUP else "",
        }
        told = ends_of(amount, "low", "high", "qualifier") | {"measured_in": amount.unit if amount else ""}
        return found | giver | told | ends_of(helped, "helped_low", "helped_high", "helped_qualifier")


def earlier(model: type[Any], public_id: Any) -> Any:
    """The record that a form sent twice has made already, if any, so that nobody is known twice."""
    return model.objects.filter(public_id=public_id).first()


def same_or_new(record: Any, field: str, name: str) -> Person | None:
    """The person that the record names already where the name is still the same; else a new one, or nobody."""
    if not name:
        return None
    known: Person | None = getattr(record, field, None)
    return known if known is not None and known.name == name else know_person(name)


def reason_field(label: Any, sentence: Any, *, length: int) -> forms.CharField:
    """A reason that must be given; `sentence` asks for it where it is missing."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=length, widget=widget, error_messages={"required": sentence})


class StopForm(forms.Form):
    """When an initiative stopped, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stopped = DayField(label=_("Stopped on"), help_text=_("The first day on which it no longer stands."))
    stop_reason = reason_field(_("Why it stopped"), _("Write why it stopped."), length=300)
    use_required_attribute = False


class ResumeForm(forms.Form):
    """Why an initiative has not stopped after all."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field(_("Reason"), _("Write the reason."), length=1000)
    use_required_attribute = False


class ConsentForm(forms.Form):
    """Which of the given consents is withdrawn. Nobody has to say why."""

    what = forms.ChoiceField(label=_("Consent that is withdrawn"), widget=forms.RadioSelect)
    reason = text_area(_("Note"), length=1000, rows=2)
    use_required_attribute = False

    def __init__(self, *args: Any, exemplar: Exemplar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [(what, capfirst(words)) for what, words, state, _day in consents_of(exemplar) if state == Consent.GIVEN]
        self.fields["what"] = forms.ChoiceField(label=_("Consent that is withdrawn"), widget=forms.RadioSelect, choices=given)
