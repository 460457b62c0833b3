"""What is kept of donors."""

from django.utils.translation import gettext_lazy as _

from lantoa.core.people.purposes import DUTY, Kept, declare

declare(
    Kept(
        "donors", _("Gifts of a person: name, what was given, what for"),
        _("So that what the people contributed can be accounted for and thanked."),
        _("As long as the record is kept, or until it is erased at the person's request."), DUTY,
        ("contributions.Contribution.title", "contributions.Contribution.donor_person", "contributions.Contribution.purpose"),
    ),
)  # fmt: skip
