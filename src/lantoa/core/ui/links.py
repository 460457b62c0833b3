"""Addresses that keep what was chosen: the query string of a page with some of its parts changed, and the viewed day."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

PAGE_PARAMS = ("page",)  # what a change of choice leaves behind: another list begins at its first page


def query(request: HttpRequest, changes: dict[str, str | None]) -> str:
    """The query string of this page with `changes` made; None takes a part away. Begins with "?"."""
    parts = request.GET.copy()
    for name, value in changes.items():
        parts.pop(name, None)
        if value is not None:
            parts[name] = value
    return "?" + parts.urlencode()


def with_day(url: str, chosen: Mapping[str, str]) -> str:
    """The address with what was chosen for the whole program added: `at=`, and `as=` where figures are restated. What it names stays."""
    parts = urlsplit(url)
    named = parse_qs(parts.query, keep_blank_values=True)
    added = urlencode({name: value for name, value in chosen.items() if value and name not in named})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added))))) if added else url
