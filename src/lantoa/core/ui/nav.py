"""The sections in the top bar. An app registers its own in `AppConfig.ready()`; the bar shows those that the person may use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from lantoa.core.access.selectors import roots
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Option, Text

Source = Callable[[], Iterable["NavItem"]]
_items: dict[str, "NavItem | Source"] = {}


@dataclass(frozen=True)
class NavItem:
    """One section: shown in ascending `order`, and only to holders of `verb` somewhere, where one is named.

    `count` tells, for an actor on a day, how much waits there; nought is not shown. One that is not `wide` stands in the menu alone.
    """

    code: str
    label: Text
    url_name: str
    icon: str
    order: int
    verb: str | None = None
    args: tuple[str, ...] = ()
    count: Callable[..., int] | None = None
    wide: bool = True


def register(item: NavItem) -> None:
    """Adds a section; the same code twice with other content is a mistake of the program."""
    if _items.setdefault(item.code, item) != item:
        raise ValueError(f"navigation entry {item.code!r} is registered twice")


def register_source(code: str, source: Source) -> None:
    """Adds sections that are known only once every app is ready, such as one for each kind of record."""
    _items[code] = source


def items() -> list[NavItem]:
    """All sections in their order."""
    found = [item for entry in _items.values() for item in ((entry,) if isinstance(entry, NavItem) else entry())]
    return sorted(found, key=lambda item: (item.order, item.code))


def entries(actor: AbstractBaseUser | AnonymousUser, *, at: date, path: str, chosen: Mapping[str, str]) -> list[Option]:
    """The sections that the actor may use on this day, with the one that `path` lies in marked."""
    shown = [item for item in items() if item.verb is None or roots(actor, item.verb, at=at)]
    urls = {item.code: reverse(item.url_name, args=item.args) for item in shown}
    here = section_of(path, urls.values())
    return [
        Option(
            item.label,
            with_day(urls[item.code], chosen),
            urls[item.code] == here,
            item.icon,
            count=item.count(actor, at=at) if item.count else 0,
            wide=item.wide,
        )
        for item in shown
    ]


def section_of(path: str, urls: Iterable[str]) -> str:
    """The section's address that `path` lies under: the longest that opens it; the front page only for itself."""
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))]
    return max(under, key=len, default="")
