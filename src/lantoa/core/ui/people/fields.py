"""Choosing a person in a form: by account name, or by full name among those whom one keeps."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.selectors import Actor, managed_people
from lantoa.core.people.models import Person
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
