"""What the page of an exemplar shows: its consents."""

from dataclasses import dataclass
from datetime import date

from lantoa.core.ui.parts import Text
from lantoa.domains.exemplars.choices import Consent
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.exemplars.selectors import consents_of


@dataclass(frozen=True)
class ConsentLine:
    """One consent as the page shows it."""

    what: str
    words: Text
    state: str
    label: Text
    day: date | None

    @property
    def given(self) -> bool:
        return self.state == Consent.GIVEN


def consent_lines(exemplar: Exemplar) -> list[ConsentLine]:
    """The consents that an exemplar can have, none for a collective."""
    return [ConsentLine(what, words, state, Consent(state).label, day) for what, words, state, day in consents_of(exemplar)]
