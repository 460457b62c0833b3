"""How each state is shown: an icon and a word, with the colour only as a third sign."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from lantoa.core.ui.parts import Text

TONES = ("", "ok", "wait", "late", "info", "gold", "seal")


@dataclass(frozen=True)
class Look:
    """The icon, the word and the tone of one state."""

    icon: str
    word: Text
    tone: str = ""


LOOKS: dict[str, Look] = {
    "draft": Look("circle-dashed", pgettext_lazy("state", "Draft")),
    "submitted": Look("hourglass", pgettext_lazy("state", "Waiting for approval"), "wait"),
    "approved": Look("shield-check", pgettext_lazy("state", "Approved"), "ok"),
    "returned": Look("undo-2", pgettext_lazy("state", "Returned"), "late"),
    "withdrawn": Look("circle-slash", pgettext_lazy("state", "Withdrawn")),
    "merged": Look("git-merge", pgettext_lazy("state", "Merged")),
    "kept": Look("circle-check", pgettext_lazy("state", "Kept up"), "ok"),
    "new": Look("circle-plus", pgettext_lazy("state", "New"), "ok"),
    "stopped": Look("circle-stop", pgettext_lazy("state", "Stopped")),
    "late": Look("circle-alert", pgettext_lazy("state", "Overdue"), "late"),
    "due": Look("clock", pgettext_lazy("state", "Due soon"), "wait"),
    "closed": Look("stamp", pgettext_lazy("state", "Figures closed"), "info"),
    "reported": Look("circle-check", pgettext_lazy("state", "Reported"), "ok"),
    "unreported": Look("circle-dashed", pgettext_lazy("state", "Not reported yet"), "wait"),
    "declared": Look("triangle-alert", pgettext_lazy("state", "No records yet"), "wait"),
    "ended": Look("archive", pgettext_lazy("state", "Ended")),
    "entered_later": Look("history", pgettext_lazy("state", "Entered later"), "info"),
    "commended": Look("award", pgettext_lazy("state", "Commended"), "gold"),
}


def look_of(state: str) -> Look:
    """The look of a state; an unknown code is an error of the page, never shown to a person as it is."""
    return LOOKS[state]
