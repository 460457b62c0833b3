"""The colours of lantoa.css keep the contrast that ui.md asks for, on the light and on the dark ground."""

import re
from itertools import product
from pathlib import Path

import pytest

import lantoa.core.ui

CSS = Path(lantoa.core.ui.__file__).parent / "static" / "lantoa" / "lantoa.css"
GROUNDS = ("paper", "surface", "sunken", "raised")
STATES = ("ok", "wait", "late", "info", "seal", "gold", "lacquer")
TEXT, MARK = 4.5, 3.0

PAIRS = (
    *((ink, ground, TEXT) for ink, ground in product(("ink", "ink-2", "ink-3"), GROUNDS)),
    *((state, f"{state}-soft", TEXT) for state in STATES),
    *((state, ground, TEXT) for state, ground in product(STATES, ("paper", "surface", "raised"))),
    *((ink, f"{state}-soft", TEXT) for ink, state in product(("ink", "ink-2"), STATES)),
    *(("ink", f"heat-{step}", TEXT) for step in range(1, 6)),
    ("ink-on-fill", "lacquer-fill", TEXT),
    *(("control", ground, MARK) for ground in ("paper", "surface", "raised")),
    *((f"c{number}", "surface", MARK) for number in range(1, 7)),
    *(("focus", ground, MARK) for ground in GROUNDS),
    ("lacquer-fill", "surface", MARK),
)


def tokens(theme: str) -> dict[str, str]:
    """The tokens of a theme; the dark one stands on the light one, as in the browser."""
    css = CSS.read_text("utf-8")
    light = re.search(r":root, \[data-theme=\"light\"\] \{(.*?)\n\}", css, re.DOTALL)
    dark = re.search(r"\n\[data-theme=\"dark\"\] \{(.*?)\n\}", css, re.DOTALL)
    assert light
    assert dark
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", light[1]))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", dark[1])) if theme == "dark" else {})


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_keeps_its_contrast(theme: str) -> None:
    colours = tokens(theme)
    weak = [
        f"{front} on {back}: {contrast(colours[front], colours[back]):.2f} < {least}"
        for front, back, least in PAIRS
        if contrast(colours[front], colours[back]) < least
    ]
    assert weak == []


def test_the_dark_theme_sets_every_colour_of_its_own() -> None:
    own = re.search(r"\n\[data-theme=\"dark\"\] \{(.*?)\n\}", CSS.read_text("utf-8"), re.DOTALL)
    assert own
    same = set(tokens("light")) - set(re.findall(r"--([\w-]+):", own[1]))
    assert same <= {"lacquer-fill", "ink-on-fill", "gold-fill"}
