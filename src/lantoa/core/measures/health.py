"""Looks at what waits to be carried into the totals and, where asked to look at everything, at the totals themselves."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.measures.models import Delta, Refold
from lantoa.core.measures.recount import verify_totals
from lantoa.lib.health import Asked, Finding, check, failed, fine, warning

MANY = 5_000  # changes that a running folder never leaves waiting


@check("folding", title=gettext_lazy("Folding of figures"), order=100)
def folding(asked: Asked) -> Iterator[Finding]:
    """Little waits; with `full` every total is its recount."""
    deltas, moved = Delta.objects.count(), Refold.objects.values("unit").distinct().count()
    if deltas > MANY:
        text = _("{count} changes wait to be folded; figures are right, but slow to read.").format(count=deltas)
        yield warning(text, _("See that “lantoa run” is running, or fold once: lantoa measures fold --once"))
    else:
        yield fine(_("{count} changes and {moved} units that moved wait to be folded.").format(count=deltas, moved=moved))
    if asked.full and (wrong := verify_totals()):
        text = _("{count} totals are not what the records say.").format(count=len(wrong))
        yield failed(text, _("Name them: lantoa measures verify. Write them anew: lantoa measures rebuild"))
