"""Categories of a measure as people name them, read into the form in which figures are declared: "sector=farming", "since=2022..".

Of a dimension with an order a span can be named ("từ 2022", "đến 2021", "2021-2022"); of any other one of its values, by its label.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.measures.models import DeclaredFigure, MeasureRow
from lantoa.core.measures.registry import Dimension, Measure
from lantoa.core.ui.parts import Text
from lantoa.lib.vietnamese import fold, strip_marks

WHOLE = ""
YEARS = 6  # offered for a part of a dimension with an order
_SINCE = re.compile(r"(?:tu |from )?(\d{4})(?: ?\.\.| tro di| on)?")
_UNTIL = re.compile(r"(?:den(?: het)? |truoc het |(?:up )?to |until |\.\.)(\d{4})")
_BETWEEN = re.compile(r"(?:tu |from )?(\d{4}) ?(?:-|–|\.\.|den|to) ?(\d{4})")
_EXACTLY = re.compile(r"(?:nam )?(\d{4})")


def known_values(measure: Measure, dimension: Dimension) -> dict[str, str]:
    """Code and label of every value of the dimension: those that it lists, else those that records or declarations have had."""
    if dimension.choices is not None:
        return {code: str(label) for code, label in dimension.choices()}
    rows = MeasureRow.objects.filter(measure=measure.code).values_list(f"dims__{dimension.name}", flat=True).distinct()
    told = DeclaredFigure.objects.filter(measure=measure.code, category__startswith=f"{dimension.name}=").values_list("category", flat=True)
    codes = {str(code) for code in rows if code} | {category.partition("=")[2] for category in told}
    return {code: str(dimension.label(code)) for code in sorted(codes) if ".." not in code}


def read_category(measure: Measure, name: str, text: str) -> str:
    """The category that a person names within a dimension. Raises `ValidationError` with what can be named."""
    dimension = measure.dimension(name)
    value = read_span(text) if dimension.ordered else read_value(text, known_values(measure, dimension))
    if value is None and dimension.ordered:
        raise ValidationError(_("Write a year or a span of years: 2022, từ 2022, đến 2021, 2021-2022."), code="category")
    if value is None:
        known = ", ".join(known_values(measure, dimension).values()) or _("none yet")
        raise ValidationError(_("“%(text)s” is not one of: %(known)s.") % {"text": text, "known": known}, code="category")
    return f"{name}={value}"


def read_value(text: str, known: dict[str, str]) -> str | None:
    wanted = fold(text)
    return next((code for code, label in known.items() if wanted in (fold(label), fold(code))), None)


def read_span(text: str) -> str | None:
    """2022 is that year, “từ 2022” or 2022.. from then on, “đến 2021” or ..2021 up to then, 2021-2022 both."""
    words = " ".join(strip_marks(text).lower().split())
    if match := _EXACTLY.fullmatch(words):
        return match[1]
    if match := _BETWEEN.fullmatch(words):
        return f"{match[1]}..{match[2]}" if match[1] <= match[2] else None
    if match := _UNTIL.fullmatch(words):
        return f"..{match[1]}"
    if match := _SINCE.fullmatch(words):
        return f"{match[1]}.."
    return None


def typed_category(measure: Measure | None, category: str) -> tuple[str, str]:
    """(dimension, what a person would type) of a stored category; the reverse of `read_category`."""
    name, _sep, value = category.partition("=")
    if ".." not in value:
        known = measure is not None and name in {dimension.name for dimension in measure.dimensions}
        dimension = measure.dimension(name) if measure is not None and known else None
        return name, value if dimension is None or dimension.ordered else str(dimension.label(value))
    first, last = value.split("..")
    return name, f"{first}-{last}" if first and last else f"từ {first}" if first else f"đến {last}"


def suggested_parts(measure: Measure, dimension: Dimension, *, at: date) -> list[str]:
    """What a person could type for a part: the values by their labels, or the latest years and the spans that begin or end with them."""
    if not dimension.ordered:
        return list(known_values(measure, dimension).values())
    years = range(at.year, at.year - YEARS, -1)
    return [words for year in years for words in (str(year), span_words(f"{year}.."), span_words(f"..{year}"))]


def part_lists(measures: Iterable[Measure], *, at: date) -> list[tuple[str, list[str]]]:
    """For each measure by one of its dimensions: the id of its list of suggestions, and these."""
    return [
        (list_id(f"{measure.code}|{one.name}"), suggested_parts(measure, one, at=at)) for measure in measures for one in measure.dimensions
    ]


def list_id(choice: str) -> str:
    """The id of the list for a choice of figure and dimension; records.js makes the same."""
    return "parts-" + re.sub(r"\W+", "-", choice, flags=re.ASCII)


def category_words(measure: Measure, category: str) -> str:
    """A category in words: "từ 2022", "Chăn nuôi"."""
    return ", ".join(one_in_words(measure, part) for part in filter(None, category.split("&")))


def one_in_words(measure: Measure, part: str) -> str:
    name, _sep, value = part.partition("=")
    try:
        dimension = measure.dimension(name)
    except KeyError:
        return value
    return span_words(value) if ".." in value else str(dimension.label(value))


def span_words(span: str) -> str:
    first, last = span.split("..")
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("from %(first)s on") % {"first": first} if first else _("up to %(last)s") % {"last": last}


def dimension_choices(measures: Iterable[Measure]) -> list[tuple[str, list[tuple[str, Text]]]]:
    """Every measure, whole or by one of its dimensions, for a grouped list."""
    return [(str(measure.title), parts_of(measure)) for measure in measures]


def parts_of(measure: Measure) -> list[tuple[str, Text]]:
    return [(measure.code, measure.title), *((f"{measure.code}|{one.name}", by(measure, one)) for one in measure.dimensions)]


def by(measure: Measure, dimension: Dimension) -> str:
    return _("%(measure)s, a part: %(dimension)s") % {"measure": measure.title, "dimension": str(dimension.title).lower()}
