"""Results told in a record: what can be kept, and the figure that comes back."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.records.results import MOST_RESULTS, check_results, result_quantity
from lantoa.lib.numbers import Qualifier, Quantity

RANGE = {"what": "lãi", "value": "85", "high": "90", "unit": "%", "qualifier": "range", "year": 2022}


def test_a_result_comes_back_as_it_was_told() -> None:
    check_results([RANGE, {"what": "hộ tham gia", "value": 12}])
    assert result_quantity(RANGE) == Quantity(Decimal(85), Decimal(90), "%", Qualifier.RANGE)
    assert result_quantity({"what": "hộ tham gia", "value": 12}) == Quantity(Decimal(12), Decimal(12))


@pytest.mark.parametrize(
    "results",
    (
        "lãi",
        [RANGE] * (MOST_RESULTS + 1),
        ["lãi"],
        [{"value": "3"}],
        [{"what": " ", "value": "3"}],
        [{"what": "lãi"}],
        [{"what": "lãi", "value": "nhiều"}],
        [{"what": "lãi", "value": "3", "qualifier": "roughly"}],
        [RANGE | {"qualifier": "exact"}],
        [RANGE | {"high": "80"}],
        [RANGE | {"year": "2022"}],
        [RANGE | {"year": 22}],
        [RANGE | {"income": "3"}],
    ),
)
def test_one_that_says_nothing_is_refused(results: Any) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_results(results)
    assert refusal.value.message_dict.keys() == {"results"}
