"""Why a file was not taken, said so that a clerk knows what to do. One sentence for each code of `lib.files.FileRefused`."""

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from lantoa.core.records.values import mark_sentence
from lantoa.lib.files import FileRefused

SENTENCES = {
    "empty": _("The file is empty. Choose it again, or ask whoever made it for a whole copy."),
    "too_large": _("The file is larger than %(limit)s. Make the photo smaller (2000 pixels on a side are enough), or split the document."),
    "type_not_allowed": _(
        "Files of this kind are not taken. Save it as JPEG, PNG, WebP, PDF, Word (.docx) or Excel (.xlsx), then add that copy."
    ),
    "content_mismatch": _(
        "The content is not what the name says (.%(expected)s). "
        "Open the file in the program that made it, save it anew, then add that copy."
    ),
    "damaged": _("The file is damaged or was cut short. Check that it opens, copy it again from where it came, then add it."),
    "bomb": _("Unpacked, the file grows far beyond its size, so it was not opened. Save the document anew, then add that copy."),
    "macro": _("The file carries a macro or a script. Save it without, as .docx, .xlsx or PDF, then add that copy."),
    "embedded": _("Another file lies inside this one. Take it out and save, then add each by itself."),
    "external": _("The document fetches content from elsewhere. Break its links or save it as PDF, then add that copy."),
    "unsafe": _("The file is built in a way that can do harm. Save the document anew or as PDF, then add that copy."),
    "encrypted": _("The file is locked with a password. Take the password off, then add it again."),
    "signed": _(
        "A photo in this signed document tells where it was taken, and a signed document is never changed. "
        "Print it to PDF without the signature, then add that copy."
    ),
    "too_many_pages": _("The document has %(pages)s pages; at most %(limit)s are taken. Add only the pages that matter."),
    "too_many_pixels": _("The photo is too large to be opened. Make it smaller (2000 pixels on a side are enough), then add that copy."),
}  # fmt: skip


def refusal_of(error: FileRefused) -> ValidationError:
    """The refusal in the person's language; nothing of the file is in it."""
    if error.code == "classified":
        return ValidationError(mark_sentence(), code="classified")
    params = {**error.params, **({"limit": size_text(int(error.params["limit"]))} if error.code == "too_large" else {})}
    return ValidationError(SENTENCES[error.code], code=error.code, params=params)


def size_text(size: int) -> str:
    """A size as people say it: 340 KB, 1,2 MB."""
    if size < 1_000_000:
        return f"{formats.number_format(max(1, round(size / 1000)))}\N{NO-BREAK SPACE}KB"
    tenths = round(size / 100_000)
    return f"{formats.number_format(tenths / 10, decimal_pos=1 if tenths % 10 else 0)}\N{NO-BREAK SPACE}MB"
