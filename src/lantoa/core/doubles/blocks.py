"""The blocks in which a record stands. Only records that share one are compared, so that no two need be compared for being there."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

from lantoa.core.doubles.traits import Traits

MOST_WORDS = 6  # pairs of words of one name that make blocks in a province


def blocks_of(kind: str, traits: Traits) -> set[int]:
    """Near by: the communes of its places and unit. Far: its province with two words of its name. Anywhere: its hosts."""
    return {number(f"{kind}/{text}") for text in (*near(traits), *far(traits), *of_hosts(traits))}


def near(traits: Traits) -> Iterator[str]:
    for spot in {*traits.places, *([traits.home] if traits.home else [])}:
        for unit in spot.communes or {spot.unit}:
            yield f"at {unit}"
    if not traits.places:
        yield f"at {traits.unit}"


def far(traits: Traits) -> Iterator[str]:
    words = traits.name.words
    pairs = [f"{one} {two}" for one, two in pairwise(words)][:MOST_WORDS] or [traits.name.text]
    spots = (*traits.places, *([traits.home] if traits.home else []))
    for province in {pk for spot in spots for pk in spot.provinces} or {0}:
        for pair in pairs:
            yield f"in {province}: {pair}"


def of_hosts(traits: Traits) -> Iterator[str]:
    for unit in traits.host_units:
        yield f"by {unit}"
    for name in traits.hosts if not traits.host_units else ():
        yield f"by {name}"


def number(text: str) -> int:
    """A text as a number of 64 bits, from which it is not read again."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
