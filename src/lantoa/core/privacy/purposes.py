"""What this package itself keeps of people."""

from django.utils.translation import gettext_lazy as _

from lantoa.core.people.purposes import DUTY, Kept, declare

declare(
    Kept(
        "looks", _("Who looked at a person's data: account, day, at what kind of page; never the data"),
        _("So that everyone can see who looked at what is held of them."),
        _("As long as the rule “Keep who looked at a person's data” says; then the retention run removes them."), DUTY,
        ("privacy.Look.what", "privacy.Look.day"),
    ),
    Kept(
        "requests", _("Requests about personal data and their answers (enciphered under the person's own key)"),
        _("So that a request is answered within its term, and the answer can be shown."),
        _("Texts: until the person's values are forgotten. That there was a request, and how it was decided: kept as proof."), DUTY,
        ("privacy.DataRequest.wish", "privacy.DataRequest.text", "privacy.DataRequest.asked_at", "privacy.DataRequest.acknowledged_at",
         "privacy.DataRequest.extended_at", "privacy.DataRequest.decided_at", "privacy.DataRequest.outcome",
         "privacy.DataRequest.decision", "privacy.DataRequest.answer", "privacy.DataRequest.lifted_at",
         "privacy.DataRequest.lifted_as"),
    ),
    Kept(
        "erasures", _("That a person's values were forgotten, by which decision and when"),
        _("So that the history stays provable, and a backup of before forgets them again when it is restored."),
        _("Kept as proof."), DUTY,
        ("privacy.Erasure.decision", "privacy.Erasure.at", "privacy.Erasure.records", "privacy.Erasure.name_kept"),
    ),
)  # fmt: skip
