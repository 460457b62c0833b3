"""What every page keeps, in both languages, on a desk and on a phone, light and dark: no barrier, no complaint, nothing too wide."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import barriers
from tests.browser.places import Place
from tests.browser.visits import Visit

Knock = Callable[[Place], Visit]
LANGUAGES = ("vi", "en")
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
Words = dict[tuple[str, str], set[str]]
"""What stands on a page, by its place and language."""


def look(page: Page, *, width: int, theme: str) -> str:
    """The same page on another screen and ground, as high as the page, so that no bar at the lower edge lies over anything.

    What is wider than the screen is said.
    """
    if page.viewport_size is None or page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": 844})
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    page.set_viewport_size({"width": width, "height": max(844, page.evaluate("document.documentElement.scrollHeight"))})
    page.evaluate(SETTLED)
    return wider(page, width)


def wider(page: Page, width: int) -> str:
    """Where the page as it stands is wider than its screen; empty where it is not."""
    found = page.evaluate("document.documentElement.scrollWidth")
    return f"{found} px at {width} px" if found > width else ""


def too_wide(page: Page, width: int) -> str:
    """Where the page is wider than such a screen; empty where it is not."""
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate(SETTLED)
    return wider(page, width)


def look_at(knock: Knock, place: Place, words: Words) -> None:
    """Reach the page in Vietnamese, then in English, and hold it to all of that; its words are added to `words`."""
    visit, reached = knock(place), None
    for language in LANGUAGES:
        if place.alone and language != LANGUAGES[0]:
            visit = knock(place)
        visit.speak(language)
        visit.page.set_viewport_size({"width": 1440, "height": 900})
        visit.said.clear()
        if reached is visit.page:  # the way ended by opening an address
            visit.page.reload()
        else:
            reached = place.go(visit)
        found = held(visit.page, language)
        if place.name != "gallery":  # shows the names of colours
            words[place.name, language] = set(visit.page.evaluate(WORDS))
        assert not found, "\n".join((language, *found))
        assert [said for said in visit.said if not (place.complains and STATUS in said)] == []
        if place.alone:
            visit.page.context.close()


def held(page: Page, language: str) -> list[str]:
    """What is wrong with the page as it was opened."""
    found = []
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    if language == LANGUAGES[0]:
        for width, theme in ((1440, "light"), (390, "dark")):
            found += [look(page, width=width, theme=theme), *(f"{width} {theme}: {barrier}" for barrier in barriers(page))]
    else:  # what axe asks does not hang on the language; nothing in the style sheets tells 390 px from the smallest screen
        found.append(wider(page, 1440))
    return [*filter(None, (*found, too_wide(page, SMALLEST)))]


def untranslated(words: Words) -> dict[str, str]:
    """What reads the same in both languages, in words without a mark, is a name or was not translated."""
    both = {text: place for place, language in words for text in words[place, "vi"] & words.get((place, "en"), set()) if language == "vi"}
    return {text: place for text, place in both.items() if ENGLISH.search(text) and text.isascii() and text not in NAMES}
