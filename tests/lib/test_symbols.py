"""Symbols of documents, however they were typed."""

import pytest

from lantoa.lib.symbols import normal_symbol


@pytest.mark.parametrize(
    ("typed", "kept"),
    (
        ("01 - kl/tw", "01-KL/TW"),
        ("Chỉ thị 05–CT/TW", "Chỉ thị 05-CT/TW"),
        ("  01-KL/TW ", "01-KL/TW"),
        ("152/2025/nđ-cp", "152/2025/NĐ-CP"),
        ("kế hoạch của xã", "kế hoạch của xã"),
        ("", ""),
    ),
)
def test_a_symbol_is_written_as_offices_write_it(typed: str, kept: str) -> None:
    assert normal_symbol(typed) == kept
