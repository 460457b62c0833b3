"""Why two records are taken for one, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lantoa.core.ui.parts import Text

REASONS: dict[str, Text] = {
    "name_name": _("same name"),
    "name_accents": _("same name but for accents"),
    "name_short": _("same name, abbreviated in one"),
    "name_words": _("same name but for order and linking words"),
    "name_close": _("nearly the same name"),
    "unit": _("same unit"),
    "place_same_village": _("same village"),
    "place_same_commune": _("same commune or ward"),
    "place_same": _("same place"),
    "place_same_wide": _("same district or province"),
    "place_inside_near": _("one place lies in the other"),
    "place_inside_wide": _("one is told for the whole district or province"),
    "host": _("same host"),
    "host_close": _("hosts with nearly the same name"),
    "start_day": _("begun on the same day"),
    "start_month": _("begun in the same month"),
    "start_year": _("begun in the same year"),
    "not_place": _("other place"),
    "not_host": _("other host"),
    "not_start": _("begun in another year"),
    "not_agree": _("told with another kind or amount"),
}


@dataclass(frozen=True)
class Reason:
    """One reason, for or against."""

    text: Text
    against: bool


def reasons_in_words(codes: Iterable[str]) -> Sequence[Reason]:
    """The reasons of a pair, those for it first."""
    told = [Reason(REASONS[code], code.startswith("not_")) for code in codes if code in REASONS]
    return sorted(told, key=lambda reason: reason.against)


def in_one_line(codes: Iterable[str]) -> str:
    """The reasons for a pair as one sentence, for the history."""
    return "; ".join(str(reason.text) for reason in reasons_in_words(codes) if not reason.against)
