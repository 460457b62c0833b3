"""The sections of the top bar that records bring: one for each listed kind, what waits for approval, one's own work."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb
from lantoa.core.records.kinds import all_kinds
from lantoa.core.ui.nav import NavItem
from lantoa.core.ui.records.queue import waiting_count

WORK, REVIEWS, APPROVALS = 15, 65, 70


def sections() -> Iterator[NavItem]:
    """Known once every app has registered its kinds; asked for on each page, so that the words follow its language."""
    yield NavItem("my-work", _("My work"), "my-work", "list-checks", WORK, wide=False)
    for kind in all_kinds():
        if kind.listed:
            yield NavItem(
                f"records-{kind.code}",
                capfirst(str(kind.plural)),
                "record-list",
                kind.icon,
                kind.order,
                verb=Verb.VIEW,
                args=(kind.code,),
                wide=kind.in_bar,
            )
    yield NavItem("reviews", _("Half-year review"), "reviews", "history", REVIEWS, verb=Verb.ENTER, wide=False)
    yield NavItem("approvals", _("Approvals"), "approvals", "inbox", APPROVALS, verb=Verb.APPROVE, count=waiting_count)
