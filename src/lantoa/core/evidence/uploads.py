"""How uploaded bytes are held while a request lasts: in a nameless temporary file, and never more of them than may be kept."""

import tempfile
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessUploadHandler(FileUploadHandler):
    """Holds an upload in memory or in a file without a name, which the system takes back whatever becomes of the process.

    Of a file over the limit nothing is held; it arrives empty, with the size that it would have had.
    A file that is cut off does not arrive.
    """

    held: IO[bytes]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held = tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115 (closed with the request)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) > settings.LANTOA_MAX_UPLOAD:
            self.held.seek(0)
            self.held.truncate()
        else:
            self.held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.held.seek(0)
        return UploadedFile(
            file=self.held, name=self.file_name, content_type=self.content_type, size=file_size, charset=self.charset,
            content_type_extra=self.content_type_extra,
        )  # fmt: skip

    def upload_interrupted(self) -> None:
        self.held.close()
