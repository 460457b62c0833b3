"""The form by which evidence is added: one or more files, and what they show."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lantoa.core.evidence.refusals import size_text
from lantoa.core.evidence.scanning import can_read
from lantoa.core.records.values import refuse_marks
from lantoa.lib.files.kinds import ACCEPTED

MOST_FILES = 20


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ",".join(f".{ending}" for ending in ACCEPTED)})


class FilesField(forms.FileField):
    """Any number of files at once. Whether each may be kept is told by `services.cite`, file by file."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most %(most)d files at a time."), code="too_many", params={"most": MOST_FILES})
        return files


class EvidenceForm(forms.Form):
    """The files, and what is told of them; what is told goes for all files of one sending."""

    uploads = FilesField(label=_("Photos or documents"), error_messages={"required": _("Choose at least one file.")})
    note = forms.CharField(label=_("What it shows"), max_length=300, required=False)
    taken = forms.DateField(label=_("Day of the photo or document"), required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    page = forms.IntegerField(label=_("Page"), min_value=1, required=False, help_text=_("The page that matters, in a document of several."))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        refuse_marks({name: found.get(name, "") for name in ("note", "place")})
        return found

    @property
    def kept(self) -> str:
        """What is taken, and how large it may be."""
        said = gettext(
            "JPEG, PNG or WebP photos; PDF, Word (.docx) or Excel (.xlsx) files; at most %(size)s each. The place is taken out of photos."
        )
        return said % {"size": size_text(settings.LANTOA_MAX_UPLOAD)}

    @property
    def warning(self) -> str:
        """What people themselves must see to, where the program cannot."""
        if can_read():
            return ""
        return gettext("Pictures and scanned pages are not read for marks here: never add a document marked MẬT, TỐI MẬT or TUYỆT MẬT.")


class WithdrawForm(forms.Form):
    """Why evidence no longer stands."""

    reason = forms.CharField(label=_("Reason"), max_length=300, error_messages={"required": _("Write why this evidence is withdrawn.")})
