"""Why a sheet was not taken, said so that a clerk knows what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.evidence.refusals import refusal_of
from lantoa.lib.files import FileRefused
from lantoa.lib.sheets import SheetRefused

SHEETS = {
    "damaged": gettext_lazy("The file is damaged or was cut short. Check that it opens, copy it again from where it came, then upload it."),
    "no_sheet": gettext_lazy("There is no such sheet in the file. There is: %(known)s."),
    "encoding": gettext_lazy(
        "The letters of this CSV file cannot be read. Save it as Excel (.xlsx) or as “CSV UTF-8”, then upload that copy."
    ),
    "too_wide": gettext_lazy("The sheet has more than %(most)s columns. Copy the table into a sheet of its own, then upload that."),
}


def sheet_refusal(error: SheetRefused) -> ValidationError:
    return ValidationError(SHEETS[error.code], code=error.code, params=error.params)


def no_room() -> ValidationError:
    """The disk or the database took no more."""
    return ValidationError(
        _("The server could not write the sheet down; its disk may be full. Nothing of it was kept. "
          "Tell whoever runs the installation, and upload the sheet again then."),
        code="no_room",
    )  # fmt: skip


def file_refusal(error: FileRefused) -> ValidationError:
    """As for evidence, but for the kinds of file that a sheet may be."""
    if error.code == "type_not_allowed":
        return ValidationError(
            _("A sheet is an Excel file (.xlsx) or a CSV file. Save it as one of these, then upload that copy."), code=error.code
        )
    return refusal_of(error)
