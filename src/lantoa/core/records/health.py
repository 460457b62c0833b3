"""Looks at whether new events are sealed."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.records.sealing import unsealed
from lantoa.lib.health import Asked, Finding, check, fine, warning

WAITED = timedelta(minutes=10)


@check("sealing", title=gettext_lazy("Sealing of the audit trail"), order=110)
def sealing(asked: Asked) -> Iterator[Finding]:
    """No event waits long for its seal."""
    count = unsealed(everywhere=asked.full).filter(at__lt=asked.now - WAITED).count()
    if count:
        text = _("{count} events have waited for their seal for over ten minutes.").format(count=count)
        yield warning(text, _("See that “lantoa run” is running, or seal once: lantoa audit seal --once"))
    else:
        yield fine(_("Every event is sealed."))
