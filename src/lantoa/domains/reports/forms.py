"""Forms of reports: what to review, the texts, the number noted afterwards."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots
from lantoa.core.people.models import User
from lantoa.core.ui.marked import MarkFreeForm
from lantoa.core.ui.records.fields import DayField, PeriodField
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.units.kinds import PARTY_KINDS, Hierarchy
from lantoa.core.units.models import Unit
from lantoa.domains.reports.layouts import DEFAULT_SUBJECT, SECTIONS, genre_for, genre_title
from lantoa.domains.reports.models import Form, Genre, Report
from lantoa.domains.reports.spec import number_example, spec_of
from lantoa.lib.periods import Period, format_day_vi


class FrameForm(MarkFreeForm):
    """What stands at a report's head and foot besides its unit and period."""

    subject = forms.CharField(label=gettext_lazy("What is reviewed"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    signer = forms.CharField(
        label=gettext_lazy("Who signs (post)"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only the post, for instance PHÓ BÍ THƯ."),
    )
    drafter = forms.CharField(
        label=gettext_lazy("Drafting office (abbreviation)"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Who keeps a copy, in the State's form: “VHXH” gives “Lưu: VT, VHXH”."),
    )
    use_required_attribute = False

    def frame(self) -> dict[str, str]:
        """The values of the head and the foot."""
        return {name: self.cleaned_data[name] for name in FRAME}


FRAME = tuple(FrameForm.base_fields)


class ReportForm(FrameForm):
    """A new report: unit, period, kind and form."""

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    unit = UnitField(verb=Verb.REPORT, label=gettext_lazy("Unit"))
    period = PeriodField(label=gettext_lazy("Period"), help_text=gettext_lazy("Both days included: 18/5/2021-25/5/2023, 2023, 2023-H1."))
    genre = forms.ChoiceField(
        label=gettext_lazy("Kind of report"),
        choices=[("", gettext_lazy("by the length of the period")), *Genre.choices],
        required=False,
    )
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=Form.choices)
    restated = DayField(
        label=gettext_lazy("Restate to the units of"),
        required=False,
        help_text=gettext_lazy("A day, for instance 1/7/2025. Left empty, figures are told as they stood."),
    )

    def __init__(self, data: Any = None, *, actor: User, at: date, period: Period) -> None:
        initial = {
            "public_id": uuid.uuid4(),
            "period": period,
            "form": Form.PARTY,
            "subject": DEFAULT_SUBJECT,
        }
        super().__init__(data, initial=initial)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.bind(actor=actor, at=at)
        unit.day = at
        own = Unit.objects.filter(pk__in=roots(actor, Verb.REPORT, at=at)).order_by("pk").first()
        if own is not None:
            self.initial["unit"] = own

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        unit, period = found.get("unit"), found.get("period")
        day = found.get("restated")
        if unit and day and not unit.alive(day):
            self.add_error("restated", _("%(unit)s did not exist on that day.") % {"unit": unit.name})
        if unit and period and not day and not unit.alive(period.last):
            self.add_error("period", _("%(unit)s did not exist on the last day of this period.") % {"unit": unit.name})
        return found

    def values(self) -> dict[str, Any]:
        """The report's values."""
        found = self.cleaned_data
        period: Period = found["period"]
        genre = found["genre"] or genre_for(period)
        tree = Hierarchy.PARTY if found["unit"].kind in PARTY_KINDS else Hierarchy.STATE
        return {
            "unit": found["unit"],
            "form": found["form"],
            "genre": genre,
            "hierarchy": tree,
            "starts": period.start,
            "ends": period.end,
            "restated": found["restated"],
            **self.frame(),
            "title": title_for(genre, found["unit"].name, period),
        }


def title_for(genre: str, unit: str, period: Period) -> str:
    """How a report is called in lists."""
    return f"Báo cáo {genre_title(Genre(genre), period)}, {unit}, {format_day_vi(period.first)} - {format_day_vi(period.last)}"


class TextsForm(FrameForm):
    """The text sections of a report, its head and its foot."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, report: Report, initial: dict[str, Any] | None = None) -> None:
        frame = {name: getattr(report, name) for name in FRAME}
        super().__init__(data, initial={"version": report.version, **frame, **report.texts, **(initial or {})})
        for section in SECTIONS:
            self.fields[section.key] = forms.CharField(
                label=section.title,
                help_text=section.hint,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 5, "lang": "vi"}),
            )

    def texts(self) -> dict[str, str]:
        return {section.key: self.cleaned_data[section.key] for section in SECTIONS}


class NumberForm(MarkFreeForm):
    """Number and date that the document system gave."""

    number = forms.CharField(label=gettext_lazy("Number and symbol"), max_length=40)
    signed_on = DayField(label=gettext_lazy("Date of issue"))
    use_required_attribute = False

    def __init__(self, data: Any = None, *, report: Report, today: date) -> None:
        super().__init__(data, initial={"number": report.number, "signed_on": report.signed_on or today})
        self.fields["number"].help_text = _("For instance %(number)s.") % {"number": number_example(spec_of(report))}
