"""Reading products: whether their certificate runs on a day."""

from datetime import date

from django.db.models import Q

from lantoa.domains.valuechain.choices import Validity
from lantoa.domains.valuechain.models import Product


def validity_on(product: Product, at: date) -> Validity | None:
    """Whether the certificate runs on this day or has run out; None before it is given."""
    if product.day > at:
        return None
    return Validity.RUNS if at < product.expires else Validity.ENDED


def has_validity(validity: str, at: date) -> Q:
    """The condition that products have this validity on this day; the same rule as `validity_on`."""
    return Q(day__lte=at) & (Q(expires__gt=at) if validity == Validity.RUNS else Q(expires__lte=at))
