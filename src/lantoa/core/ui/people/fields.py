"""Choosing a person in a form: by account name, or by full name among those whom one keeps. Choosing where a person has a role or post."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.selectors import Actor, managed_people
from lantoa.core.people.models import Person
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.units.kinds import TERRITORIAL
from lantoa.core.units.models import Unit
from lantoa.core.units.naming import AmbiguousUnit, coded, hits, resolve_unit, without_kind
from lantoa.core.units.selectors import committee_of
from lantoa.lib.vietnamese import fold

SUGGESTED = 200  # people that the box suggests


class PersonInput(forms.TextInput):
    """A text box that suggests the people whom one keeps."""

    template_name = "ui/people/widgets/person.html"
    people: list[Person]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.people = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["people"] = self.people
        return context


class PersonField(forms.CharField):
    """A person with an account, named exactly; or by full name, where the actor keeps one person of that name."""

    widget = PersonInput

    def __init__(self, **kwargs: Any) -> None:
        required = _("Write the person's account name or full name.")
        super().__init__(**{"max_length": 120, "error_messages": {"required": required}, **kwargs})
        self.actor: Actor = None
        self.at: date | None = None

    def bind(self, *, actor: Actor, at: date) -> None:
        """Who chooses, on which day."""
        self.actor, self.at = actor, at
        box: Any = self.widget
        box.people = list(self.scope().filter(user__is_active=True).select_related("user")[:SUGGESTED])

    def scope(self) -> Any:
        assert self.at is not None, "a person field is bound before it is used"
        return managed_people(self.actor, at=self.at)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        account = Person.objects.filter(user__username__iexact=text, user__is_active=True).first()
        if account is not None:
            return account
        found = list(self.scope().filter(folded=fold(text)).select_related("user")[:10])
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(person.user.username for person in found if hasattr(person, "user"))
            raise ValidationError(
                _("Several people are called “%(name)s”. Write the account name: %(accounts)s."),
                code="several", params={"name": text, "accounts": names or "?"},
            )  # fmt: skip
        raise ValidationError(
            _("No account is called “%(name)s”. Write the account name exactly, or invite the person first."),
            code="unknown", params={"name": text},
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Person):
            return value.user.username if hasattr(value, "user") else value.name
        return value


class PlaceOfWorkField(UnitField):
    """The unit where someone has a role or a post: "Đăk Ring" may be the commune or its Party committee, so it asks which."""

    def looked_up(self, line: str, key: str) -> Unit:
        if key and (chosen := self.chosen(key)):
            return chosen
        assert self.at is not None, "a unit field is bound before it is used"
        day = self.day or self.at
        return self.only_open(line, hits(meant_by(line, at=day), at=day))


def meant_by(line: str, *, at: date) -> list[Unit]:
    """The units that a name may mean, with the committees of territories that it names without their kind. Raises `UnknownUnit`."""
    try:
        found = [resolve_unit(line, at=at)]
    except AmbiguousUnit as error:
        found = [hit.unit for hit in error.choices]
    if without_kind(line) == line and not coded(line).exists():
        found += [body for unit in found if unit.kind in TERRITORIAL and (body := committee_of(unit, at=at))]
    return list({unit.pk: unit for unit in found}.values())
