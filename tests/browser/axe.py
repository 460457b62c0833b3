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
}


def barriers(page: Page) -> list[str]:
    """What axe-core holds against the page as it stands, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)  # not as a script of the page: its policy admits none but the program's own
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [f"{rule['id']}: {node['html'][:200]} ({node['failureSummary']})" for rule in found["violations"] for node in rule["nodes"]]
