"""What an exemplar must hold, said in sentences that a clerk can act on; the database holds the same by constraints."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.domains.exemplars.choices import Consent, Who

CONSENTS = ("name", "photo", "income", "land")
GUARDIAN = "guardian"
EVERY_CONSENT = (*CONSENTS, GUARDIAN)


def check_who(exemplar: Any) -> None:
    """Each kind of exemplar is told by its own field."""
    if exemplar.who == Who.PERSON and exemplar.person is None:
        raise ValidationError({"person": _("Write the person's full name. It stays within the offices unless they consent.")})
    if exemplar.who == Who.COLLECTIVE and exemplar.collective is None and not exemplar.collective_name.strip():
        raise ValidationError({"collective_name": _("Write the name of the collective, or choose its unit.")})
    if exemplar.who == Who.COLLECTIVE and exemplar.person is not None:
        raise ValidationError({"person": _("A collective is told by its own name. Leave the person's name empty.")})
    if exemplar.who != Who.COLLECTIVE and (exemplar.collective is not None or exemplar.collective_name.strip()):
        raise ValidationError({"collective_name": _("Choose “Collective”, or leave the name of the collective empty.")})
    if exemplar.child and exemplar.who != Who.PERSON:
        raise ValidationError({"child": _("Only a person can be a child.")})


def check_consents(exemplar: Any) -> None:
    """A consent bears its day; a guardian's is asked for a child only."""
    for what in EVERY_CONSENT:
        state, day = getattr(exemplar, f"consent_{what}"), getattr(exemplar, f"consent_{what}_day")
        if (state == Consent.NONE) != (day is None):
            raise ValidationError({f"consent_{what}": _("Write the day on which the consent was given or withdrawn.")})
    if exemplar.consent_guardian == Consent.GIVEN and not exemplar.child:
        raise ValidationError({"consent_guardian": _("A guardian's consent is kept for a child only.")})
