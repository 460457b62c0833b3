"""What a record of this domain must hold, said in sentences that a clerk can act on; the database holds the same by constraints."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.domains.initiatives.choices import GIFT_UNITS, Consent, Donor, Gift, Precision, Who
from lantoa.lib.numbers import Qualifier
from lantoa.lib.periods import format_day_vi
from lantoa.lib.vietnamese import fold, nfc

CONSENTS = ("name", "photo", "income", "land")
GUARDIAN = "guardian"
SPREAD = (Qualifier.RANGE, Qualifier.TENS, Qualifier.HUNDREDS, Qualifier.THOUSANDS)  # told with two ends
MOST_RESULTS = 20
RESULT_KEYS = frozenset({"what", "value", "high", "unit", "year", "qualifier"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_SYMBOL = re.compile(r"(\d+[a-zđ]?)\s*([-/])\s*((?:\d{4}\s*/\s*)?[A-ZĐƯ]{1,8}(?:\s*[-/]\s*[A-ZĐƯ0-9]{1,12})*)", re.IGNORECASE)


def normal_symbol(text: str) -> str:
    """A symbol as offices write it: "Kết luận 01 – kl/tw" keeps its words and gets "01-KL/TW"."""
    plain = " ".join(nfc(text).translate(_DASHES).split())
    return _SYMBOL.sub(lambda found: re.sub(r"\s+", "", found[0]).upper(), plain)


def check_title(title: str) -> None:
    """A movement is never an initiative."""
    if fold(title).startswith("phong trao "):
        raise ValidationError(
            {"title": _("A movement (phong trào) is not an initiative and is not counted as one. Write what is done here as the title, "
                        "and the name of the movement in “Movement that it follows”.")},
            code="movement",
        )  # fmt: skip


def check_days(initiative: Any) -> None:
    since, stopped, day = initiative.since, initiative.stopped, initiative.day
    if (since is None) != (initiative.since_precision == Precision.UNKNOWN):
        raise ValidationError({"since": _("Write since when, as exactly as it is told, or leave the start empty.")})
    if since and day and since > day:
        raise ValidationError({"since": _("The start must not lie after the day of the source, %(day)s.") % {"day": format_day_vi(day)}})
    begun: date | None = since or day
    if stopped and begun and stopped < begun:
        raise ValidationError(
            {"stopped": _("It cannot have stopped before it is known to exist, %(day)s.") % {"day": format_day_vi(begun)}}
        )
    if bool(stopped) != bool(initiative.stop_reason.strip()):
        field, sentence = ("stop_reason", _("Write why it stopped.")) if stopped else ("stopped", _("Write the day on which it stopped."))
        raise ValidationError({field: sentence})


def check_results(results: Any) -> None:
    """Each result says what, how much (a figure, its upper end where it is a range) and, where known, in which year."""
    if not isinstance(results, list) or len(results) > MOST_RESULTS:
        raise ValidationError({"results": _("Write at most %(count)d results.") % {"count": MOST_RESULTS}})
    for result in results:
        if not is_result(result):
            raise ValidationError(
                {"results": _("Each result needs what it is and its figure: “income of a household”, “hơn 300 triệu đồng”.")}
            )


def is_result(result: Any) -> bool:
    if not isinstance(result, dict) or not set(result) <= RESULT_KEYS or not str(result.get("what", "")).strip():
        return False
    try:
        low, high = Decimal(str(result.get("value"))), Decimal(str(result.get("high") or result.get("value")))
        qualifier = Qualifier(result.get("qualifier", "exact"))
    except (InvalidOperation, ValueError):
        return False
    year = result.get("year")
    return low <= high and (low < high) == (qualifier in SPREAD) and (year is None or (isinstance(year, int) and 1900 <= year <= 2199))


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
    for what in (*CONSENTS, GUARDIAN):
        state, day = getattr(exemplar, f"consent_{what}"), getattr(exemplar, f"consent_{what}_day")
        if (state == Consent.NONE) != (day is None):
            raise ValidationError({f"consent_{what}": _("Write the day on which the consent was given or withdrawn.")})
    if exemplar.consent_guardian == Consent.GIVEN and not exemplar.child:
        raise ValidationError({"consent_guardian": _("A guardian's consent is kept for a child only.")})


def check_gift(gift: Any) -> None:
    """A gift of a kind is measured in that kind's unit; goods name their own."""
    due = GIFT_UNITS.get(gift.gift)
    if due and gift.measured_in not in ("", due):
        words = {"kind": gift.get_gift_display(), "unit": due}
        raise ValidationError({"measured_in": _("%(kind)s: write the amount in %(unit)s.") % words}, code="unit")
    if gift.gift == Gift.GOODS and gift.low is not None and not gift.measured_in.strip():
        raise ValidationError({"measured_in": _("Write what the goods are measured in: kg gạo, suất quà.")})
    gift.measured_in = due or gift.measured_in
    for low, high, qualifier, field in (
        (gift.low, gift.high, gift.qualifier, "low"), (gift.helped_low, gift.helped_high, gift.helped_qualifier, "helped_low"),
    ):  # fmt: skip
        spread = high is not None
        if spread != (qualifier in SPREAD) or (spread and (low is None or high <= low)):
            raise ValidationError({field: _("A range needs a lower and a higher end.")})
        if low is None and qualifier != Qualifier.EXACT:
            raise ValidationError({field: _("Write the figure, or leave it out altogether.")})
    if bool(gift.helped) != (gift.helped_low is not None):
        raise ValidationError({"helped_low": _("Write how many were helped, and whether households or people are counted.")})


def check_donor(gift: Any) -> None:
    """The donor is told by the one field of the kind chosen."""
    told = {
        Donor.PERSON: gift.donor_person is not None, Donor.UNIT: gift.donor_unit is not None, Donor.GROUP: bool(gift.donor_group.strip()),
    }  # fmt: skip
    fields = {Donor.PERSON: "donor_person", Donor.UNIT: "donor_unit", Donor.GROUP: "donor_group"}
    for donor, given in told.items():
        if given != (gift.donor == donor):
            sentence = (
                _("Write who gave, or choose “Unnamed”.") if gift.donor == donor else _("Leave this empty, or choose this kind of donor.")
            )
            raise ValidationError({fields[donor]: sentence})
