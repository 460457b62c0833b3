"""Every kind of page is clean; the keyboard reaches what it holds."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cleanness import Knock, look_at
from tests.browser.places import PLACES, Place

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_no_barrier_no_complaint_and_nothing_too_wide(knock: Knock, place: Place) -> None:
    look_at(knock, place)


@pytest.mark.parametrize("name", ["overview", "initiatives", "report", "initiative-new", "units"])
def test_the_keyboard_reaches_the_content_at_once_and_shows_where_it_is(knock: Knock, name: str) -> None:
    place = next(place for place in PLACES if place.name == name)
    visit = knock(place)
    visit.speak("vi")
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    place.go(visit)
    page = visit.page
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.reload()
    unseen = [told for _step in range(30) if (told := focus_unseen(page))]
    assert unseen == []


FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return ring && seen ? "" : `${at.outerHTML.slice(0, 120)} ${style.outline} ${JSON.stringify(box)}`;
}"""


def focus_unseen(page: Page) -> str:
    """One step of the Tab key; what has the focus now, if that does not show or lies out of sight."""
    page.keyboard.press("Tab")
    found: str = page.evaluate(FOCUS)
    return found
