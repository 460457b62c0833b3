"""Names in what was frozen of reports: told to the one who decides on an erasure, changed by nobody."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lantoa.core.privacy.standing import FROZEN, Place, Search, source
from lantoa.domains.reports.models import Report, Snapshot
from lantoa.lib.mentions import around


@source
def in_snapshots(search: Search) -> Iterator[Place]:
    """Drafts kept and closed reports, as they stood."""
    seen = Report.objects.visible_to(search.actor, at=search.today)
    rows = Snapshot.objects.filter(report__in=seen.values("pk")).select_related("report__unit").order_by("report", "number")
    for kept in rows.iterator(chunk_size=50):
        if found := search.find(kept.document):
            field = _("Closed report") if kept.closed else _("Draft kept")
            yield Place(f"snapshot:{kept.pk}", kept.report, kept.report.title, field, around(found), None, FROZEN)
