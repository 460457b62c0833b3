"""What may enter as evidence: is the file what it says, can it do harm, does it tell where its author stood, is it a state secret.

Six kinds are taken (JPEG, PNG, WebP, PDF, DOCX, XLSX), recognised by content, opened for real and within limits.
A refusal is a `FileRefused` with a code; nothing is written to disk and nothing of the content is kept in the error.
"""

from lantoa.lib.files.images import thumbnail
from lantoa.lib.files.inspecting import document_text, inspect_file, look_at_outside
from lantoa.lib.files.kinds import MAX_BYTES, MAX_PAGES, MAX_PIXELS, FileFacts, FileRefused
from lantoa.lib.files.location import strip_location
from lantoa.lib.files.repacking import pictures_in, without_places

__all__ = [
    "MAX_BYTES",
    "MAX_PAGES",
    "MAX_PIXELS",
    "FileFacts",
    "FileRefused",
    "document_text",
    "inspect_file",
    "look_at_outside",
    "pictures_in",
    "strip_location",
    "thumbnail",
    "without_places",
]
