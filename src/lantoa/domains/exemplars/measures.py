"""What is counted of exemplars. Every row depends on its own record alone, never on today."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.measures.registry import Fold, Row, chosen, measure
from lantoa.domains.exemplars.choices import Who
from lantoa.domains.exemplars.models import Exemplar

WHO = chosen("who", _("Who it is"), Who)
EXEMPLARS = pgettext_lazy("counted", "exemplars")


@measure(
    "exemplars.recognised",
    kind="exemplar",
    fold=Fold.FLOW,
    title=_("Exemplars"),
    unit_label=EXEMPLARS,
    dimensions=(WHO,),
    order=20,
    headline=2,
    explain=_("Approved exemplars, people, households and collectives, on the day of their record."),
)
def recognised(exemplars: QuerySet[Exemplar]) -> Iterator[Row]:
    for one in exemplars:
        yield Row(one, one.day, dims={"who": one.who})
