"""Forms that name a person who has no account here: the same name stays the same person."""

from typing import Any, ClassVar

from lantoa.core.people.models import Person
from lantoa.core.people.services import know_person
from lantoa.core.records.models import Record
from lantoa.core.ui.records.forms import RecordForm


class PersonForm(RecordForm):
    """The form of a kind whose records name a person; `model` is the kind's own."""

    model: ClassVar[type[Record]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newly_known: dict[str, Person] = {}

    def person_by(self, name: str, *, field: str) -> Person | None:
        """The person whom the record names in `field` already where the name is still the same; else a new one, or nobody.

        A form sent twice finds the record that it has made, and one asked twice whom it has named, so that nobody is known twice.
        """
        if not name:
            return None
        record = self.instance or self.model._default_manager.filter(public_id=self.cleaned_data["public_id"]).first()
        known: Person | None = getattr(record, field, None)
        if known is not None and known.name == name:
            return known
        if name not in self.newly_known:
            self.newly_known[name] = know_person(name)
        return self.newly_known[name]
