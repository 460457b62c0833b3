"""The forms by which a template comes in."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots
from lantoa.core.people.models import User
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.ui.units.forms import ActForm
from lantoa.core.units.models import Unit

WORD = ".docx"


class VersionForm(ActForm):
    """The file of a template, and what is new in it."""

    upload = forms.FileField(
        label=_("Word file"), widget=forms.FileInput(attrs={"accept": WORD}), help_text=_("A .docx of at most 5 MB, without macros."),
        error_messages={"required": _("Choose the Word file."), "empty": _("The file is empty. Choose it again.")},
    )  # fmt: skip
    note = forms.CharField(label=_("What is new"), max_length=300, required=False)


class NewTemplateForm(VersionForm):
    """A new template of a unit."""

    unit = UnitField(verb=Verb.TEMPLATE, label=_("Unit"), help_text=_("The template serves this unit and all units under it."))
    name = forms.CharField(
        label=_("Name of the template"), max_length=120, error_messages={"required": _("Write how the template is called.")}
    )
    field_order = ("unit", "name", "upload", "note")

    def __init__(self, data: Any = None, files: Any = None, *, actor: User, at: date) -> None:
        super().__init__(data, files)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.bind(actor=actor, at=at)
        own = Unit.objects.filter(pk__in=roots(actor, Verb.TEMPLATE, at=at)).order_by("pk").first()
        if own is not None:
            self.initial["unit"] = own


class PlaceForm(forms.Form):
    """For which unit the words are shown with their values."""

    unit = UnitField(verb=Verb.VIEW, label=_("Unit"))

    def __init__(self, data: Any = None, *, actor: User, at: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.bind(actor=actor, at=at)
