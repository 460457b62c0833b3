"""What the program knows of rules when it is shipped. A row once published is never changed; a later law is one more row."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from lantoa.core.rules.models import Measured
from lantoa.core.rules.registry import Shipped, Told, declare

PERSONAL_DATA = _("Personal data")
LAW_OF_2026 = date(2026, 1, 1)
DECREE_13 = (date(2023, 7, 1), LAW_OF_2026)
DAYS_OR_WORKING_DAYS = _(
    "One secondary source says working days, law firms say days; days are counted, since they are the stricter. "
    "Read the decree itself before relying on it."
)
PROCESSOR = _(
    "One secondary source says working days, law firms say days; days are counted, since they are the stricter. "
    "Where a processor or a third party has to act too, the decree gives 20 days; the program counts 15 for all. "
    "Read the decree itself before relying on it."
)
THREE_DAYS = Shipped(
    72, Measured.HOURS, "Nghị định 13/2023/NĐ-CP", *DECREE_13,
    _("The source gives one term for all requests without telling the kinds apart."),
)  # fmt: skip

declare(
    Told(
        "privacy.acknowledge", PERSONAL_DATA, _("Acknowledge a request about personal data"),
        _("Counted from the hour of the request. Without a row no term is shown."),
        (Shipped(2, Measured.WORKING_DAYS, "Nghị định 356/2025/NĐ-CP, Điều 5", LAW_OF_2026),),
    ),
    Told(
        "privacy.correct", PERSONAL_DATA, _("Answer a request to correct personal data"),
        _("Counted from the hour of the request. Without a row no term is shown."),
        (THREE_DAYS, Shipped(10, Measured.DAYS, "Nghị định 356/2025/NĐ-CP, Điều 5", LAW_OF_2026, doubt=DAYS_OR_WORKING_DAYS)),
    ),
    Told(
        "privacy.erase", PERSONAL_DATA, _("Answer a request to erase personal data"),
        _("Counted from the hour of the request. Without a row no term is shown."),
        (THREE_DAYS, Shipped(20, Measured.DAYS, "Nghị định 356/2025/NĐ-CP, Điều 5", LAW_OF_2026, doubt=DAYS_OR_WORKING_DAYS)),
    ),
    Told(
        "privacy.copy", PERSONAL_DATA, _("Show personal data that was asked for, or hand over a copy"),
        _("Counted from the hour of the request. Without a row no term is shown."),
        (THREE_DAYS, Shipped(10, Measured.DAYS, "Nghị định 356/2025/NĐ-CP, Điều 5", LAW_OF_2026, doubt=DAYS_OR_WORKING_DAYS)),
    ),
    *(
        Told(
            code, PERSONAL_DATA, label, _("Counted from the hour of the request. Without a row no term is shown."),
            (THREE_DAYS, Shipped(15, Measured.DAYS, "Nghị định 356/2025/NĐ-CP, Điều 5", LAW_OF_2026, doubt=PROCESSOR)),
        )
        for code, label in (
            ("privacy.withdraw", _("Carry out a withdrawal of consent")),
            ("privacy.restrict", _("Carry out a restriction of the processing of personal data")),
            ("privacy.object", _("Carry out an objection to the processing of personal data")),
        )
    ),
    Told(
        "privacy.extend_stop", PERSONAL_DATA, _("Extend the term of a withdrawal, restriction or objection, once"),
        _("Counted from the last day of the term. Without a row no such request can be extended."),
        (Shipped(15, Measured.DAYS, "Nghị định 356/2025/NĐ-CP, Điều 5", LAW_OF_2026, doubt=DAYS_OR_WORKING_DAYS),),
    ),
    Told(
        "privacy.extend", PERSONAL_DATA, _("Extend the term of another request, once"),
        _("Counted from the last day of the term. Without a row no request can be extended."),
    ),
    Told(
        "privacy.breach", PERSONAL_DATA, _("Report a breach to the Ministry of Public Security"),
        _("Counted from the hour of discovery. Without a row no term is shown."),
        (Shipped(72, Measured.HOURS, "Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP", LAW_OF_2026),),
    ),
    Told(
        "privacy.looks_kept", PERSONAL_DATA, _("Keep who looked at a person's data"),
        _("Older entries are removed by the retention run. Without a row none is removed."),
        (Shipped(24, Measured.MONTHS, _("The program's own; no law sets it. The office may enter another."),
                 doubt=_("Chosen by the program's authors, not by a law.")),),
    ),
)  # fmt: skip
