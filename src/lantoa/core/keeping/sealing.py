"""An archive under a passphrase: libsodium's secretstream in frames of 64 KiB, its key drawn from the passphrase by Argon2id.

A frame that was altered, moved or cut off does not open, and a stream without its last frame is refused as truncated.
Cost of the key: 3 passes over 64 MiB, the second recommended option of RFC 9106.
"""

import os
import struct
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from nacl import bindings, pwhash
from nacl.exceptions import CryptoError

from lantoa.core.keeping.refusals import Damaged, KeepingFailure

MAGIC = b"LANTOA SEALED 1\n"
SALT = pwhash.argon2id.SALTBYTES
PASSES, MEMORY = 3, 64 * 1024 * 1024
MOST_PASSES, MOST_MEMORY = 20, 1024 * 1024 * 1024
COST = struct.Struct(">II")
FRAME = 64 * 1024
SHORTEST = 12  # characters of a passphrase
OVERHEAD = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


def read_passphrase(file: Path | None) -> bytes:
    """The first line of the file; nothing where none is named. Raises `KeepingFailure` where it cannot serve."""
    if file is None:
        return b""
    try:
        found = (file.expanduser().read_bytes().splitlines() or [b""])[0].strip()
    except OSError as error:
        raise KeepingFailure(_("{file} cannot be read: {reason}").format(file=file, reason=error.strerror)) from error
    if len(found) < SHORTEST:
        told = _("The passphrase in {file} is too short; it needs {count} characters.")
        raise KeepingFailure(told.format(file=file, count=SHORTEST))
    return found


def key_from(passphrase: bytes, salt: bytes, *, passes: int, memory: int) -> bytes:
    return pwhash.argon2id.kdf(32, passphrase, salt, opslimit=passes, memlimit=memory)


class Sealing(RawIOBase):
    """A file to write to; what is written goes to `target` encrypted. Closing it writes the last frame, `target` stays open."""

    def __init__(self, target: BinaryIO, passphrase: bytes) -> None:
        salt = os.urandom(SALT)
        self.target, self.waiting = target, bytearray()
        self.state = bindings.crypto_secretstream_xchacha20poly1305_state()
        key = key_from(passphrase, salt, passes=PASSES, memory=MEMORY)
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self.state, key)
        target.write(MAGIC + salt + COST.pack(PASSES, MEMORY) + header)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]  # any buffer, as io says
        self.waiting += view
        while len(self.waiting) > FRAME:
            self.push(bytes(self.waiting[:FRAME]), MESSAGE)
            del self.waiting[:FRAME]
        return view.nbytes

    def push(self, frame: bytes, tag: int) -> None:
        self.target.write(bindings.crypto_secretstream_xchacha20poly1305_push(self.state, frame, None, tag))

    def finish(self) -> None:
        """Write the last frame. Without it the file counts as truncated."""
        self.push(bytes(self.waiting), FINAL)
        self.waiting.clear()


class Unsealing(RawIOBase):
    """A file to read from: what `source` holds, decrypted. Raises `Damaged` or `KeepingFailure` where it does not open."""

    def __init__(self, source: BinaryIO, passphrase: bytes) -> None:
        begin = source.read(SALT + COST.size + bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        if len(begin) < SALT + COST.size + bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES:
            raise truncated()
        passes, memory = COST.unpack(begin[SALT : SALT + COST.size])
        if not (1 <= passes <= MOST_PASSES and 8192 <= memory <= MOST_MEMORY):
            raise Damaged(_("The file was altered: its first bytes are not those of a backup."))
        self.source, self.plain, self.over, self.first = source, b"", False, True
        self.state = bindings.crypto_secretstream_xchacha20poly1305_state()
        key = key_from(passphrase, begin[:SALT], passes=passes, memory=memory)
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self.state, begin[SALT + COST.size :], key)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # any buffer, as io says
        while not self.plain and not self.over:
            self.pull()
        taken = self.plain[: len(view)]
        view[: len(taken)] = taken
        self.plain = self.plain[len(taken) :]
        return len(taken)

    def pull(self) -> None:
        frame = self.source.read(FRAME + OVERHEAD)
        if len(frame) < OVERHEAD:
            raise truncated()
        try:
            self.plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self.state, frame, None)
        except (CryptoError, RuntimeError) as error:
            if self.first:
                raise KeepingFailure(_("The passphrase does not open this file. Look for the one that it was made with.")) from error
            raise Damaged(_("The file was altered or cut off. Take another copy of it.")) from error
        self.first, self.over = False, tag == FINAL


def truncated() -> Damaged:
    return Damaged(_("The file ends too early. Copy it again, or take another backup."))
