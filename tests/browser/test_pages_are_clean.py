"""Every kind of page, in both languages, on a desk and on a phone, light and dark: no barrier, no complaint, nothing too wide."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import barriers
from tests.browser.places import PLACES, Place
from tests.browser.rare_places import RARE
from tests.browser.visits import Visit, context_of

pytestmark = pytest.mark.browser
Knock = Callable[[Place, str], Visit]
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
STATUS = "Failed to load resource: the server responded with a status of"
SMALLEST = 320  # px: 1280 px at 400 %
WORDS = """() => {
  const found = [document.title], all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const text = all.currentNode;
    if (!text.parentElement.closest("script, style, template")) found.push(text.textContent.trim());
  }
  document.querySelectorAll("[aria-label], [placeholder], [title], [alt]").forEach((element) =>
    ["aria-label", "placeholder", "title", "alt"].forEach((name) => element.hasAttribute(name) && found.push(element.getAttribute(name))));
  return found;
}"""
ENGLISH = re.compile(r"^(?!.*\w\.\w).*\b[A-Za-z]{3,}\b")  # a word; names of accounts and codes of figures have a dot inside
NAMES = {"{%tr endfor %}", "English", "Word", "Excel", "Excel (.xlsx)", "PDF", "CSV", "quantri", "Chrome, Linux"}
words: dict[tuple[str, str], set[str]] = {}


@pytest.fixture(scope="module")
def knock(chromium: Browser, site: str) -> Iterator[Knock]:
    """A visit by the account of a place in a language, signed in once for all places."""
    visits: dict[tuple[str, str], Visit] = {}

    def come(place: Place, language: str) -> Visit:
        key = (place.account, language)
        if place.alone or key not in visits:
            context = context_of(chromium, language=language)
            context.add_cookies([{"name": "django_language", "value": language, "url": site}])
            found = Visit(context.new_page(), site)
            if place.account:
                found.sign_in(place.account)
            if place.alone:
                return found
            visits[key] = found
        return visits[key]

    yield come
    for visit in visits.values():
        visit.page.context.close()


def look(page: Page, *, width: int, theme: str) -> None:
    """The same page on another screen and ground, as high as the page, so that no bar at the lower edge lies over anything."""
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    page.set_viewport_size({"width": width, "height": max(844, page.evaluate("document.documentElement.scrollHeight"))})
    page.evaluate(SETTLED)


def too_wide(page: Page, width: int) -> str:
    """Where the page is wider than the screen; empty where it is not."""
    found = page.evaluate("document.documentElement.scrollWidth")
    return f"{found} px at {width} px" if found > width else ""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("place", (*PLACES, *RARE), ids=lambda place: place.name)
def test_no_barrier_no_complaint_and_nothing_too_wide(knock: Knock, place: Place, language: str) -> None:
    visit = knock(place, language)
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    visit.said.clear()
    place.go(visit)
    page, found = visit.page, []
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    for width, theme, axe in ((1440, "light", language == "vi"), (390, "dark", True), (SMALLEST, "light", False)):
        look(page, width=width, theme=theme)
        found += [f"{width} {theme}: {barrier}" for barrier in (barriers(page) if axe else [])]
        found += filter(None, [too_wide(page, width)])
    if place.name != "gallery":  # shows the names of colours
        words[place.name, language] = set(page.evaluate(WORDS))
    assert not found, "\n".join(found)
    assert [said for said in visit.said if not (place.complains and STATUS in said)] == []
    if place.alone:
        page.context.close()


def test_no_english_stands_on_vietnamese_pages() -> None:
    """What reads the same in both languages, in words without a mark, is a name or was not translated."""
    both = {text: place for place, language in words for text in words[place, "vi"] & words.get((place, "en"), set()) if language == "vi"}
    assert {text: place for text, place in both.items() if ENGLISH.search(text) and text.isascii() and text not in NAMES} == {}


@pytest.mark.parametrize("name", ["overview", "initiatives", "report", "initiative-new", "units"])
def test_the_keyboard_reaches_the_content_at_once_and_shows_where_it_is(knock: Knock, name: str) -> None:
    place = next(place for place in PLACES if place.name == name)
    visit = knock(place, "vi")
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
