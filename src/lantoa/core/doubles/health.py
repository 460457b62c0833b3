"""Looks at whether written records are compared with others."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.doubles.models import Waiting
from lantoa.lib.health import Asked, Finding, check, fine, warning

MANY = 5_000  # writes that a running process never leaves waiting


@check("doubles", title=gettext_lazy("Search for doubles"), order=105)
def comparing(asked: Asked) -> Iterator[Finding]:
    """Little waits to be compared."""
    count = Waiting.objects.count()
    if count > MANY:
        text = _("{count} written records wait to be compared with others.").format(count=count)
        yield warning(text, _("See that “lantoa run” is running, or compare once: lantoa doubles seek --once"))
    else:
        yield fine(_("{count} written records wait to be compared with others.").format(count=count))
