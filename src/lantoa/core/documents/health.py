"""A look at what prints: Pango for the PDF of a report, LibreOffice for that of an own template."""

import ctypes
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.documents.printing.office import office_found
from lantoa.core.documents.printing.refusals import OFFICE_PACKAGES, PANGO_PACKAGES
from lantoa.lib.health import Asked, Finding, check, fine, warning

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


@check("printing", title=gettext_lazy("PDF files"), order=95)
def printing(asked: Asked) -> Iterator[Finding]:
    """Both are conveniences: where one is missing, the Word file remains."""
    if pango_found():
        yield fine(_("Reports can be printed as PDF."))
    else:
        yield warning(_("Reports cannot be printed as PDF: Pango is missing."), f"apt-get install --no-install-recommends {PANGO_PACKAGES}")
    if office_found():
        yield fine(_("Own templates can be printed as PDF."))
    else:
        told = _("Own templates cannot be printed as PDF: LibreOffice is missing.")
        yield warning(told, f"apt-get install --no-install-recommends {OFFICE_PACKAGES}")


def pango_found() -> bool:
    try:
        for library in LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True
