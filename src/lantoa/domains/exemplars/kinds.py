"""The kind `exemplar`: what lists, pages, exports and the search need to know of it."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.records.columns import DAY, PLACE, REFERENCE, UNIT
from lantoa.core.records.kinds import Alike, Column, Filter, Kind, in_both_languages, register
from lantoa.domains.exemplars.checks import EVERY_CONSENT
from lantoa.domains.exemplars.choices import Consent, Who
from lantoa.domains.exemplars.models import Exemplar


def exemplar_words(record: Exemplar) -> str:
    """Who, where and what; names stay within the list's own scope."""
    named = [unit.name for unit in (record.collective, record.place) if unit is not None]
    person = [record.person.name] if record.person is not None else []
    return " ".join((in_both_languages(Who(record.who).label), *person, *named, record.collective_name, record.deed[:1000]))


def withdrawn(record: Exemplar, day: date) -> dict[str, Any]:
    """What withdrawing every consent that was given writes."""
    given = [what for what in EVERY_CONSENT if getattr(record, f"consent_{what}") == Consent.GIVEN]
    return {f"consent_{what}{tail}": value for what in given for tail, value in (("", Consent.WITHDRAWN), ("_day", day))}


EXEMPLAR = register(
    Kind(
        code="exemplar", model="exemplars.Exemplar", prefix="GT", title=_("exemplar"), plural=_("exemplars"), icon="award",
        fields=(
            "unit", "title", "day", "place", "who", "person", "collective", "collective_name", "deed", "child",
            *(name for what in EVERY_CONSENT for name in (f"consent_{what}", f"consent_{what}_day")), "source",
        ),
        form="lantoa.domains.exemplars.forms.ExemplarForm", detail="exemplars/exemplar.html",
        columns=(
            Column("title", _("Deed"), lambda record: record.title, sort="sort_key"),
            Column("who", _("Who it is"), lambda record: Who(record.who).label, sort="who"),
            UNIT,
            PLACE,
            DAY,
            REFERENCE,
        ),
        filters=(Filter("who", _("Who it is"), lambda: list(Who.choices), lambda value: Q(who=value)),),
        related=("place", "person", "collective"), personal=frozenset({"title", "person", "deed", "place"}),
        subject=lambda record: record.person, search=exemplar_words, order=21, withdrawn=withdrawn,
        alike=Alike(
            hosts=("person", "collective", "collective_name"),
            together=(
                ("who", "person", "collective", "collective_name", "child"),
                *((f"consent_{what}", f"consent_{what}_day") for what in EVERY_CONSENT),
            ),
        ),
    )
)  # fmt: skip
