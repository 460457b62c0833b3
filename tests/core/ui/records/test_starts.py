"""A start as exactly as it is told: typed, kept, and shown again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from lantoa.core.records.starts import Precision, Start, start_told
from lantoa.core.ui.records.start_field import StartField, start_values, start_words


@pytest.mark.parametrize(
    ("typed", "since", "precision", "vietnamese", "english"),
    (
        ("2021", date(2021, 1, 1), Precision.YEAR, "2021", "2021"),
        ("3/2021", date(2021, 3, 1), Precision.MONTH, "3/2021", "3/2021"),
        ("25/3/2021", date(2021, 3, 25), Precision.DAY, "25/3/2021", "25 March 2021"),
    ),
)
def test_no_more_is_said_than_was_told(typed: str, since: date, precision: str, vietnamese: str, english: str) -> None:
    field = StartField()
    start = field.clean(typed)
    assert start == Start(since, precision)
    assert field.prepare_value(start) == typed
    assert start_told(**start_values(start)) == start
    for language, words in (("vi", vietnamese), ("en", english)):
        with override(language):
            assert start_words(start) == words


def test_a_start_that_is_not_told_says_so() -> None:
    assert StartField(required=False).clean("") is None
    assert start_values(None) == {"since": None, "since_precision": Precision.UNKNOWN}
    assert start_told(None, Precision.UNKNOWN) is None
    with override("vi"):
        assert start_words(None) == "chưa rõ"


@pytest.mark.parametrize("typed", ("2021-H1", "31/2/2021", "mới đây", "1/3/2021..31/3/2021x"))
def test_what_is_no_start_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        StartField().clean(typed)
