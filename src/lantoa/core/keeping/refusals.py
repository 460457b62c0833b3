"""Why a backup or a restore could not be made: one sentence with what to do."""


class KeepingFailure(Exception):
    """Nothing half-written was left; the sentence says what to do."""

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.messages = [sentence]


class Damaged(KeepingFailure):
    """The archive is truncated, altered, or none at all."""


class NotEmpty(KeepingFailure):
    """The database of a restore holds something already."""


class Unfinished(KeepingFailure):
    """The rows of a restore stand and something after them failed; calling it again goes on from there."""
