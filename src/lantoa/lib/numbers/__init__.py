"""Numbers and quantities as Vietnamese reports write them: 54,56%; 3.500 m²; gần 40 tỷ đồng.

A qualifier (nearly, more than, hundreds of) is kept beside the figure and never turned into one.
What could mean two numbers is refused, not guessed.
"""

from lantoa.lib.numbers.quantities import SPREAD, Qualifier, Quantity, describe_quantity_en, describe_quantity_vi, parse_quantity_vi
from lantoa.lib.numbers.reading import NumberError, parse_number_vi
from lantoa.lib.numbers.writing import (
    DONG,
    format_money_en,
    format_money_vi,
    format_number_en,
    format_number_vi,
    format_quantity_en,
    format_quantity_vi,
)

__all__ = [
    "DONG",
    "SPREAD",
    "NumberError",
    "Qualifier",
    "Quantity",
    "describe_quantity_en",
    "describe_quantity_vi",
    "format_money_en",
    "format_money_vi",
    "format_number_en",
    "format_number_vi",
    "format_quantity_en",
    "format_quantity_vi",
    "parse_number_vi",
    "parse_quantity_vi",
]
