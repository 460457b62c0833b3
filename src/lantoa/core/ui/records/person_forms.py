"""Forms that name a person who has no account here: the same name stays the same person."""

from typing import ClassVar

from lantoa.core.people.models import Person
from lantoa.core.people.services import know_person
from lantoa.core.records.models import Record
from lantoa.core.ui.records.forms import RecordForm


class PersonForm(RecordForm):
    """The form of a kind whose records name a person; `model` is the kind's own."""

    model: ClassVar[type[Record]]

    def person_by(self, name: str, *, field: str) -> Person | None:
        """The person whom the record names in `field` already where the name is still the same; else a new one, or nobody.

        A form sent twice finds the record that it has made, so that nobody is known twice. Ask once, when the record is about to be saved.
        """
        if not name:
            return None
        record = self.instance or self.model._default_manager.filter(public_id=self.cleaned_data["public_id"]).first()
        known: Person | None = getattr(record, field, None)
        return known if known is not None and known.name == name else know_person(name)
