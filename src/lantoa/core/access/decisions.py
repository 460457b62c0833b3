"""A decision and its reason: a button that cannot be pressed says why."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True)
class Decision:
    """Whether something is allowed, and if not, a sentence that a clerk can act on. `weak`: only a stronger sign-in is missing."""

    allowed: bool
    reason: str | Promise = ""
    weak: bool = False

    def __bool__(self) -> bool:
        return self.allowed

    def worded(self, reason: str | Promise) -> "Decision":
        """A refusal in these words; one that asks for a stronger sign-in keeps its own."""
        return self if self.allowed or self.weak else Decision(False, reason)


YES = Decision(True)


def no(reason: str | Promise) -> Decision:
    return Decision(False, reason)


class Refused(PermissionDenied):
    """An act was refused; the message is for the person."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)
