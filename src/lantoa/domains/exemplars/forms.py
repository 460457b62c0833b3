"""The form of an exemplar, and that of a consent withdrawn."""

from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.people.models import User
from lantoa.core.ui.marked import MarkFreeForm
from lantoa.core.ui.records.fields import DayField
from lantoa.core.ui.records.form_parts import SOURCE_DAY, place_field, source_field, text_area
from lantoa.core.ui.records.forms import Section
from lantoa.core.ui.records.person_forms import PersonForm
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.domains.exemplars.checks import EVERY_CONSENT
from lantoa.domains.exemplars.choices import Consent, Who
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.exemplars.selectors import consents_of

CONSENT_HELP = _(
    "Tick only what the person has agreed to, each by itself. Nothing of it is needed to record the deed, and it can be withdrawn "
    "at any time. For a child the guardian agrees too; the guardian's name is not kept."
)


def consent_field(what: str) -> forms.BooleanField:
    """A box that is empty until someone has agreed."""
    label = Exemplar._meta.get_field(f"consent_{what}").verbose_name
    return forms.BooleanField(label=capfirst(label), required=False)


class ExemplarForm(PersonForm):
    """An exemplar. Its title tells the deed; the name has a field of its own, and goes no further than it is consented to."""

    who = forms.ChoiceField(label=_("Who it is"), choices=Who.choices, widget=forms.RadioSelect)
    person_name = forms.CharField(label=_("Full name of the person or householder"), required=False, max_length=120)
    collective = UnitField(label=_("Collective, if it is a unit"), required=False)
    collective_name = forms.CharField(label=_("Name of the collective"), required=False, max_length=200)
    deed = text_area(pgettext_lazy("exemplar", "What was done"), length=2000, rows=4, required=True)
    place = place_field()
    consent_name = consent_field("name")
    consent_photo = consent_field("photo")
    consent_income = consent_field("income")
    consent_land = consent_field("land")
    child = forms.BooleanField(label=_("The person is a child"), required=False)
    consent_guardian = consent_field("guardian")
    consent_day = DayField(label=_("Day of the consent"), required=False)
    source = source_field()

    model = Exemplar
    sheet_names: ClassVar[dict[str, tuple[str, ...]]] = {
        "title": ("việc làm", "gương", "tên điển hình", "nội dung"), "deed": ("thành tích", "tóm tắt thành tích", "việc làm cụ thể"),
        "who": ("loại điển hình", "đối tượng"), "person_name": ("họ và tên", "họ tên", "tên cá nhân"), "collective_name": ("tên tập thể",),
        "place": ("địa bàn", "nơi ở"), "source": ("nguồn", "căn cứ"),
    }  # fmt: skip
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
        ticked = {f"consent_{what}": getattr(instance, f"consent_{what}") == Consent.GIVEN for what in EVERY_CONSENT}
        return found | ticked | {"person_name": instance.person.name if instance.person else ""}

    def sheet_values(self) -> dict[str, Any]:
        """A row has one day for all consents: those of another day are left out, so that nothing is published by mistake."""
        found = super().sheet_values()
        days = [getattr(self.instance, f"consent_{what}_day") for what in EVERY_CONSENT if found.get(f"consent_{what}")]
        day = max(days, default=None)
        for what in EVERY_CONSENT:
            given = bool(found.get(f"consent_{what}"))
            found[f"consent_{what}"] = given and getattr(self.instance, f"consent_{what}_day") == day
        return found | {"consent_day": day}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        who, name = found.get("who"), (found.get("person_name") or "").strip()
        if who == Who.PERSON and not name:
            self.add_error("person_name", _("Write the person's full name. It stays within the offices unless they consent."))
        if who == Who.COLLECTIVE and name:
            self.add_error("person_name", _("A collective is told by its own name. Leave the person's name empty."))
        if any(self.newly(what) for what in EVERY_CONSENT) and not found.get("consent_day") and "consent_day" not in self.errors:
            self.add_error("consent_day", _("Write the day on which they agreed."))
        return found

    def newly(self, what: str) -> bool:
        """Whether a consent is given that was not before."""
        before = getattr(self.instance, f"consent_{what}", Consent.NONE)
        return bool(self.cleaned_data.get(f"consent_{what}")) and before != Consent.GIVEN

    def values(self) -> dict[str, Any]:
        found = super().values()
        day, name = found.pop("consent_day"), found.pop("person_name").strip()
        for what in EVERY_CONSENT:
            found |= self.consent(what, found.pop(f"consent_{what}"), day)
        return found | {"person": self.person_by(name, field="person")}

    def consent(self, what: str, given: bool, day: Any) -> dict[str, Any]:
        """The state of one consent and its day: an emptied box takes a given one back today."""
        before = getattr(self.instance, f"consent_{what}", Consent.NONE)
        state, since = (Consent.GIVEN, day) if given else (Consent.WITHDRAWN, self.at)
        if given == (before == Consent.GIVEN):
            state, since = before, getattr(self.instance, f"consent_{what}_day", None)
        return {f"consent_{what}": state, f"consent_{what}_day": since}


class ConsentForm(MarkFreeForm):
    """Which of the given consents is withdrawn. Nobody has to say why."""

    what = forms.ChoiceField(label=_("Consent that is withdrawn"), widget=forms.RadioSelect)
    reason = text_area(_("Note"), length=1000, rows=2)
    use_required_attribute = False

    def __init__(self, *args: Any, exemplar: Exemplar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [(what, capfirst(words)) for what, words, state, _day in consents_of(exemplar) if state == Consent.GIVEN]
        self.fields["what"] = forms.ChoiceField(label=_("Consent that is withdrawn"), widget=forms.RadioSelect, choices=given)
