"""The language of a page: as chosen in this browser, else as the account says, else Vietnamese; never the browser's own."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

KNOWN = frozenset(code for code, _name in settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """The code of the language in which this request is answered."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    own = str(getattr(request.user, "language", ""))
    return next((code for code in (chosen, own) if code in KNOWN), settings.LANGUAGE_CODE)


class LanguageMiddleware:
    """Answers each request in its language, and says so in the response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code = language_of(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code  # as Django's own middleware names it
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response
