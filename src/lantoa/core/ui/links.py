"""Addresses that keep what was chosen: the query string of a page with some of its parts changed, and the viewed day."""

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


def with_day(url: str, param: str) -> str:
    """The address with `at=` added, unless it names a day already or none was chosen."""
    parts = urlsplit(url)
    if not param or "at" in parse_qs(parts.query, keep_blank_values=True):
        return url
    joined = f"{parts.query}&" if parts.query else ""
    return urlunsplit(parts._replace(query=joined + urlencode({"at": param})))
