"""Reading exemplars: what may be published of each, and what was consented to."""

from datetime import date

from lantoa.core.privacy.restraints import restraint_on
from lantoa.domains.exemplars.checks import CONSENTS, EVERY_CONSENT
from lantoa.domains.exemplars.choices import Consent, Who
from lantoa.domains.exemplars.models import Exemplar
from lantoa.lib.vietnamese import fold


def publishable_fields(exemplar: Exemplar) -> frozenset[str]:
    """What may be told of an exemplar outside the offices: the deed, and of the person only what is consented to.

    Of a child nothing without the guardian's consent too, and nothing while a restriction or objection holds. "name" stands for the name
    of a person or householder; title and deed go only where they do not name someone without consent.
    """
    free = {"who", "place", "day"}
    consented = {what for what in CONSENTS if getattr(exemplar, f"consent_{what}") == Consent.GIVEN}
    if exemplar.who != Who.COLLECTIVE and restraint_on(exemplar.person) is not None:
        consented = set()
    if exemplar.child and exemplar.consent_guardian != Consent.GIVEN:
        consented = set()
    if exemplar.who == Who.COLLECTIVE:
        free |= {"collective", "collective_name"}
    named = "name" in consented or exemplar.person is None
    free |= {field for field in ("title", "deed") if named or not names(getattr(exemplar, field), exemplar.person.name)}
    return frozenset(free | consented)


def names(text: str, name: str) -> bool:
    """Whether a text names this person, by the whole name or its last two words."""
    words = fold(name).split()
    padded = f" {fold(text)} "
    return f" {' '.join(words)} " in padded or (len(words) > 2 and f" {' '.join(words[-2:])} " in padded)


def consents_of(exemplar: Exemplar) -> list[tuple[str, str, str, date | None]]:
    """(what, its words, state, day) of each consent that this exemplar can have."""
    kinds = () if exemplar.who == Who.COLLECTIVE else EVERY_CONSENT if exemplar.child else CONSENTS
    field = exemplar._meta.get_field
    return [
        (what, str(field(f"consent_{what}").verbose_name), getattr(exemplar, f"consent_{what}"), getattr(exemplar, f"consent_{what}_day"))
        for what in kinds
    ]


def may_name(exemplar: Exemplar) -> bool:
    """Whether the person's name may be published."""
    return "name" in publishable_fields(exemplar)
