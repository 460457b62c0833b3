"""Looking for barriers with axe-core (tests/browser/vendor)."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2 AA, which axe leaves off unless asked
    "resultTypes": ["violations"],
    "preload": False,  # of sounds and videos, which no page has
}
SIGHT = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""The rules whose answer hangs on the width of the screen, or on its ground. All others read only what stands in the page."""


def barriers(page: Page, *, sight: bool = False, without: str = "") -> list[str]:
    """What axe-core holds against the page as it stands, a line for each element.

    `sight`: by those rules alone; `without`: leaving out what this selector names.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)  # not as a script of the page: its policy admits none but the program's own
    options = {**OPTIONS, "runOnly": {"type": "rule", "values": SIGHT}} if sight else OPTIONS
    context = {"include": "html", "exclude": without} if without else {"include": "html"}
    found = page.evaluate("([context, options]) => axe.run(context, options)", [context, options])
    return [f"{rule['id']}: {node['html'][:200]} ({node['failureSummary']})" for rule in found["violations"] for node in rule["nodes"]]
