"""A person at a browser: signs in, opens pages, and hears what the browser complains of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

PASSWORD = "lan-toa-2023"  # of every demo account, printed at every start
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
SCREENS: dict[str, dict[str, Any]] = {"desk": DESK, "phone": PHONE}
REFUSED_FORM = "the server responded with a status of 422"
signed: dict[tuple[str, str], StorageState] = {}
"""What a browser remembers of a sign-in, by the address and the account."""
FIRST = """async ([path, links]) => {
  const answer = await fetch(path);
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  return read.querySelector(links)?.getAttribute("href") ?? "";
}"""
PATIENCE = 20_000  # ms: other work may share the machine


@dataclass
class Visit:
    """One browser window of one person at one address; `said` holds every error of its console and every script that failed.

    That a form was refused (422) is said by the page itself; the browser's own note of it is no complaint.
    """

    page: Page
    address: str
    screen: str = "desk"
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.hear(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(f"{self.page.url}: {error}"))

    def hear(self, text: str) -> None:
        if REFUSED_FORM not in text:
            self.said.append(f"{self.page.url}: {text}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def speak(self, language: str) -> None:
        """Ask for pages in this language from now on."""
        self.page.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])

    def sign_in(self, username: str, *, at: str = "/accounts/login/") -> Page:
        """Through the form of sign-in, as everyone does."""
        self.open(at)
        self.fill_sign_in(username)
        return self.page

    def fill_sign_in(self, username: str) -> None:
        self.page.fill("#id_login", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def sign_out(self) -> None:
        self.page.click("summary.account-button")
        self.page.click("form[data-sign-out] button")
        self.page.wait_for_url("**/accounts/login/**")

    def first(self, path: str, links: str) -> str:
        """Where the first of these links on a page leads, as an address within the site."""
        found = self.found(path, links)
        assert found, f"no {links} on {path}"
        return found

    def found(self, path: str, links: str) -> str:
        """The same; empty where there is none. The page is read without being shown, which costs far less."""
        if not self.page.url.startswith(self.address):
            self.open(path)
        return str(self.page.evaluate(FIRST, [path, links]))


def context_of(browser: Browser, *, screen: str = "desk", language: str = "vi", **more: Any) -> BrowserContext:
    """A window of its own, with no memory of others. People's preference of language goes by their browser until they choose."""
    context = browser.new_context(
        locale=f"{language}-{'VN' if language == 'vi' else 'GB'}", reduced_motion="reduce", **SCREENS[screen], **more
    )
    context.set_default_timeout(PATIENCE)
    return context


@contextmanager
def visit(browser: Browser, address: str, *, screen: str = "desk", language: str = "vi", **more: Any) -> Iterator[Visit]:
    """A visit until the block ends."""
    context = context_of(browser, screen=screen, language=language, **more)
    try:
        yield Visit(context.new_page(), address, screen)
    finally:
        context.close()


@contextmanager
def signed_in(browser: Browser, address: str, username: str, **more: Any) -> Iterator[Visit]:
    """A visit of someone who signed in before, once for all of these; no page is open yet."""
    if (address, username) not in signed:
        with visit(browser, address) as first:
            first.sign_in(username)
            signed[address, username] = first.page.context.storage_state()
    with visit(browser, address, storage_state=signed[address, username], **more) as found:
        yield found
