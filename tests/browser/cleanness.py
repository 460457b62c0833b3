"""What every page keeps, in both languages, on a desk and on a phone, light and dark: no barrier, no complaint, nothing too wide."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import barriers
from tests.browser.places import Place
from tests.browser.visits import Visit

Knock = Callable[[Place], Visit]
LANGUAGES = ("vi", "en")
STATUS = "Failed to load resource: the server responded with a status of"
SMALLEST = 320  # px: 1280 px at 400 %
HEIGHT = 844
STANDING = """() => {
  const words = [document.title], all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const text = all.currentNode;
    if (!text.parentElement.closest("script, style, template")) words.push(text.textContent.trim());
  }
  document.querySelectorAll("[aria-label], [placeholder], [title], [alt]").forEach((element) =>
    ["aria-label", "placeholder", "title", "alt"].forEach((name) => element.hasAttribute(name) && words.push(element.getAttribute(name))));
  return {language: document.documentElement.lang, headings: document.querySelectorAll("h1").length, words};
}"""
GROUND = """theme => {
  document.documentElement.dataset.theme = theme;
  return document.documentElement.scrollHeight;
}"""
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"  # colours go over into each other
WIDTH = """async width => {
  while (!matchMedia(`(width: ${width}px)`).matches) await new Promise(requestAnimationFrame);
  const over = [...document.querySelectorAll(".scroll-x:has(> .table--records, > .table--plain, > .table--stack, > .table--lines)")]
    .map((list) => list.scrollWidth - list.clientWidth - 1);  // lists that are to be read on a phone without moving them; parts of a pixel
  return Math.max(document.documentElement.scrollWidth, ...over.map((more) => width + more));
}"""
HEAD = "body > header"
MARKUP = """selector => {
  const head = document.querySelector(selector)?.cloneNode(true);
  head?.querySelectorAll("*").forEach((element) => ["href", "action", "value"].forEach((name) => element.removeAttribute(name)));
  return [head?.outerHTML, ...Array.from(document.styleSheets, (sheet) => sheet.href)].join(" ");
}"""
SHOWN = """() => { window.shown = new WeakSet([...document.querySelectorAll("body *")].filter((element) => element.checkVisibility())); }"""
NEWLY_SHOWN = """() => [...new Set([...document.querySelectorAll("body *")]
  .filter((element) => !shown.has(element) && element.checkVisibility())
  .map((element) => [element.localName, element.className.baseVal ?? element.className,
    ...element.getAttributeNames().map((name) => element.getAttribute(name).trim() ? name : name + "=nothing"),
    element.textContent.trim() && "text"].join(" ")))]"""
ENGLISH = re.compile(r"^(?!.*\w\.\w).*\b[A-Za-z]{3,}\b")  # a word; names of accounts and codes of figures have a dot inside
NAMES = {"{%tr endfor %}", "English", "Word", "Excel", "Excel (.xlsx)", "PDF", "CSV", "quantri", "Chrome, Linux"}
clean_heads: set[str] = set()
"""Heads of pages, without the addresses in them, and the sheets that style them, in which axe found nothing on either screen."""
phone_only: set[str] = set()
"""What axe was asked about that shows on a phone alone: elements, their classes and attributes, and whether a text is in them."""


def look(page: Page, *, width: int, theme: str) -> str:
    """The same page on another screen and ground, as high as the page, so that no bar at the lower edge lies over anything.

    What is wider than the screen is said.
    """
    found = too_wide(page, width)
    height = page.evaluate(GROUND, theme)
    if height > HEIGHT:
        page.set_viewport_size({"width": width, "height": height})
    page.evaluate(SETTLED)
    return found


def too_wide(page: Page, width: int) -> str:
    """Where the page is wider than such a screen; empty where it is not."""
    if page.viewport_size != {"width": width, "height": HEIGHT}:
        page.set_viewport_size({"width": width, "height": HEIGHT})
    found = page.evaluate(WIDTH, width)
    return f"{found} px at {width} px" if found > width else ""


def look_at(knock: Knock, place: Place) -> None:
    """Reach the page in Vietnamese, then in English, and hold it to all of that."""
    visit, reached, words = knock(place), None, list[set[str]]()
    for language in LANGUAGES:
        if place.alone and language != LANGUAGES[0]:
            visit = knock(place)
        visit.speak(language)
        visit.said.clear()
        if reached is visit.page:  # the way ended by opening an address
            visit.page.reload()
        else:
            visit.page.set_viewport_size({"width": 1440, "height": HEIGHT})
            reached = place.go(visit)
        visit.page.wait_for_load_state()
        found = held(visit.page, language)
        standing = visit.page.evaluate(STANDING)
        words.append(set(standing["words"]))
        assert not found, "\n".join((language, *found))
        assert (standing["language"], standing["headings"]) == (language, 1)
        assert [said for said in visit.said if not (place.complains and STATUS in said)] == []
        if place.alone:
            visit.page.context.close()
    assert place.name == "gallery" or not untranslated(*words)  # that one shows the names of colours


def held(page: Page, language: str) -> list[str]:
    """What is wrong with the page as it was opened.

    What axe asks does not hang on the language. It is not asked again about a head that was clean on an earlier page. On a phone it asks
    all again only where something shows that no desk shows, and that it was not asked about on an earlier page; else only what hangs on
    width and ground. Nothing in the style sheets tells 390 px from the smallest screen.
    """
    found = []
    if language == LANGUAGES[0]:
        head = page.evaluate(MARKUP, HEAD)
        without = HEAD if head in clean_heads else ""
        found += [look(page, width=1440, theme="light"), *(f"1440 light: {barrier}" for barrier in barriers(page, without=without))]
        page.evaluate(SHOWN)
        found.append(look(page, width=390, theme="dark"))
        new = set(page.evaluate(NEWLY_SHOWN)) - phone_only
        found += [f"390 dark: {barrier}" for barrier in barriers(page, sight=not new, without="" if new else without)]
        if not any(found):
            clean_heads.add(head)
            phone_only.update(new)
        found.append(too_wide(page, SMALLEST))
    else:  # it was opened as it was left: on the smallest screen, where it can be opened again
        found += [too_wide(page, SMALLEST), too_wide(page, 1440)]
    return [*filter(None, found)]


def untranslated(vietnamese: set[str], english: set[str]) -> set[str]:
    """What reads the same in both languages, in words without a mark, is a name or was not translated."""
    return {text for text in vietnamese & english if ENGLISH.search(text) and text.isascii() and text not in NAMES}
