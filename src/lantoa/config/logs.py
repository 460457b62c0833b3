"""What is kept out of logs."""

import logging
import re
from typing import Any, Final

SECRET: Final = re.compile(r"(/(?:invitation|device|accounts/password/reset/key)/)[^/\s]+")
"""Addresses whose next part opens something to whoever knows it."""


class WithoutSecrets(logging.Filter):
    """Such parts are left out of every line; the line itself stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(masked, record.args))
        return True


def masked(value: Any) -> Any:
    return SECRET.sub(r"\1…", value) if isinstance(value, str) else value
