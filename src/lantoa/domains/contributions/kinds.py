"""The kind `contribution`: what lists, pages, exports and the search need to know of it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.records.columns import DAY, REFERENCE, UNIT
from lantoa.core.records.kinds import Alike, Column, Filter, Kind, in_both_languages, register
from lantoa.core.ui.formats import quantity_words
from lantoa.domains.contributions.choices import Gift
from lantoa.domains.contributions.models import Contribution
from lantoa.domains.contributions.selectors import amount_of, donor_name
from lantoa.domains.contributions.words import donor_words


def gift_words(record: Contribution) -> str:
    place = [record.place.name] if record.place is not None else []
    return " ".join((in_both_languages(Gift(record.gift).label), donor_name(record), record.purpose, *place))


CONTRIBUTION = register(
    Kind(
        code="contribution", model="contributions.Contribution", prefix="DG", title=_("contribution"), plural=_("contributions"),
        icon="gift",
        fields=(
            "unit", "title", "day", "place", "gift", "low", "high", "qualifier", "measured_in", "donor", "donor_person", "donor_unit",
            "donor_group", "purpose", "helped", "helped_low", "helped_high", "helped_qualifier", "source",
        ),
        form="lantoa.domains.contributions.forms.ContributionForm", detail="contributions/contribution.html",
        columns=(
            Column("title", _("Contribution"), lambda record: record.title, sort="sort_key"),
            Column("gift", _("Kind of gift"), lambda record: Gift(record.gift).label, sort="gift"),
            Column("amount", _("Amount"), lambda record: quantity_words(amount_of(record)), sort="low", numeric=True),
            Column("donor", _("Donor"), donor_words),
            UNIT,
            DAY,
            Column("purpose", _("Purpose"), lambda record: record.purpose, default=False),
            REFERENCE,
        ),
        filters=(Filter("gift", _("Kind of gift"), lambda: list(Gift.choices), lambda value: Q(gift=value)),),
        related=("place", "donor_person", "donor_unit"), personal=frozenset({"title", "donor_person", "purpose"}),
        subject=lambda record: record.donor_person, search=gift_words, order=22,
        alike=Alike(
            hosts=("donor_person", "donor_unit", "donor_group"), agree=("gift", "low"),
            together=(
                ("low", "high", "qualifier", "measured_in"), ("donor", "donor_person", "donor_unit", "donor_group"),
                ("helped", "helped_low", "helped_high", "helped_qualifier"),
            ),
        ),
    )
)  # fmt: skip
