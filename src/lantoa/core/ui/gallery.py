"""Sample values for the gallery of components. The words are examples of the interface, not records of anyone."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.ui.parts import Crumb, Entry, Option, Text, TreeNode

GROUNDS = ("paper", "surface", "sunken", "raised", "line", "line-strong", "control")
INKS = ("ink", "ink-2", "ink-3")
ACCENTS = ("lacquer", "lacquer-fill", "lacquer-soft", "lacquer-line", "gold", "gold-fill", "gold-soft")
STATES = ("ok", "ok-soft", "wait", "wait-soft", "late", "late-soft", "info", "info-soft", "seal", "seal-soft")
CHARTS = ("c1", "c2", "c3", "c4", "c5", "c6")


@dataclass(frozen=True)
class SampleOffer:
    """A step as a record would offer it."""

    name: str
    label: Text
    allowed: bool = True
    reason: Text = ""


class SampleForm(forms.Form):
    """One field of each sort."""

    title = forms.CharField(label=_("Name of the initiative"), help_text=_("Say what is done and with whom."))
    since = forms.DateField(label=_("Since"), help_text=_("For instance 24/5/2023"))
    sector = forms.ChoiceField(label=_("Sector"), choices=[("farming", _("Farming")), ("environment", _("Environment"))])
    story = forms.CharField(label=_("What came of it"), widget=forms.Textarea, required=False)
    photo = forms.FileField(label=_("Photo or document"), required=False)
    standing = forms.ChoiceField(
        label=_("How it stands"), widget=forms.RadioSelect, choices=[("kept", _("Kept up")), ("stopped", _("Stopped"))], required=False
    )
    linked = forms.BooleanField(label=_("Linked to the scheme One Commune One Product"), required=False)


def sample_form(theme: str) -> SampleForm:
    """The form as it comes back with two mistakes."""
    return SampleForm({f"{theme}-since": "30/2/2023", f"{theme}-sector": "farming"}, prefix=theme)


def sample_tree() -> list[TreeNode]:
    """Part of a tree as the side of a page shows it."""
    communes = (
        TreeNode(
            None, "Xã Đăk Ring", "#", count=4, count_label=_("waiting"), children=(TreeNode(None, "Hội Nông dân xã", "#", icon="users"),)
        ),
        TreeNode(None, "Xã Măng Cành", "#"),
        TreeNode(None, "Thị trấn Măng Đen", "#", count=2, count_label=_("waiting")),
    )
    district = TreeNode(None, "Huyện Kon Plông", "#", count=6, count_label=_("waiting"), current=True, children=communes, icon="building-2")
    return [TreeNode(None, "Tỉnh Kon Tum", "#", sub="đến 30/6/2025", children=(district,), icon="landmark")]


def sample_entries() -> list[Entry]:
    """A history, newest first."""
    return [
        Entry(_("Approved"), "Văn phòng Huyện ủy · 20/5/2023", icon="shield-check"),
        Entry(_("Returned"), "Văn phòng Huyện ủy · 18/5/2023", _("The place is missing."), icon="undo-2"),
        Entry(_("Entered"), "Xã Đăk Ring · 17/5/2023"),
    ]


def sample_life() -> list[Entry]:
    """The life of an initiative from left to right."""
    return [
        Entry(_("Proposed"), "3/2021"),
        Entry(_("Recognised"), "18/11/2021"),
        Entry(_("Kept up"), "2022", mark="now"),
        Entry(_("Ended"), mark=""),
    ]


def sample_theme(name: str) -> dict[str, object]:
    """Everything that the gallery shows on one ground."""
    return {
        "name": name,
        "form": sample_form(name),
        "tree": sample_tree(),
        "entries": sample_entries(),
        "life": sample_life(),
        "switch": [Option(_("In the period"), "#", True), Option(_("Today"), "#")],
        "trail": [Crumb("Kon Plông", "#"), Crumb(_("Initiatives"), "#"), Crumb("MH-0027")],
        "facts": [(_("Approved by"), "Văn phòng Huyện ủy"), (_("Since"), None)],
        "offers": [
            SampleOffer(f"approve-{name}", _("Approve")),
            SampleOffer(f"close-{name}", _("Close the figures"), False, _("Two communes have not reported yet.")),
        ],
        "merge": f"merge-{name}",
        "colours": [GROUNDS, INKS, ACCENTS, STATES, CHARTS],
    }
