"""What Django says of passwords and its Vietnamese catalogue has in other words only; named here so that ours keeps the translation."""

from django.utils.translation import ngettext_lazy

TEXTS = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
