"""Why no PDF was made."""

from django.utils.translation import gettext as _

PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
OFFICE_PACKAGES = "libreoffice-writer-nogui"


class NoPdf(Exception):
    """A sentence that says what to do."""


def no_pango() -> NoPdf:
    return NoPdf(
        _("PDF files need Pango, which is not on this machine. As root: apt-get install %(packages)s") % {"packages": PANGO_PACKAGES}
    )


def no_office() -> NoPdf:
    return NoPdf(
        _("A PDF of an own template needs LibreOffice, which is not on this machine. As root: apt-get install %(packages)s")
        % {"packages": OFFICE_PACKAGES}
    )


def took_too_long() -> NoPdf:
    return NoPdf(_("Making the PDF took too long, so it was stopped. Take the Word file instead."))


def not_made() -> NoPdf:
    return NoPdf(_("The PDF could not be made. Take the Word file instead."))
