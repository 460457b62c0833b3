"""What is kept of the people whom exemplars tell of."""

from django.utils.translation import gettext_lazy as _

from lantoa.core.people.purposes import DUTY, Kept, declare
from lantoa.domains.exemplars.checks import EVERY_CONSENT

declare(
    Kept(
        "exemplars", _("Good deeds told of a person: name, deed, place"),
        _("So that good deeds can be commended and followed. Within the offices only, unless the person consents to more."),
        _("As long as the record is kept, or until it is erased at the person's request."),
        _("Duty of the office by law; publishing asks for the person's consent."),
        ("exemplars.Exemplar.title", "exemplars.Exemplar.person", "exemplars.Exemplar.deed", "exemplars.Exemplar.place",
         "exemplars.Exemplar.child"),
    ),
    Kept(
        "consents", _("Consents to publish name, photographs, income or land; of a child, the guardian's"),
        _("So that it can be proved what may be published."), _("As long as the record is kept."),
        DUTY,
        tuple(f"exemplars.Exemplar.consent_{what}{tail}" for what in EVERY_CONSENT for tail in ("", "_day")),
    ),
)  # fmt: skip
