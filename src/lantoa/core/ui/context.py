"""What the frame of every page needs, worked out only when a template asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info

from lantoa.core.access.roles import VERBS, Verb
from lantoa.core.access.second_step import DECIDING
from lantoa.core.access.selectors import Actor, grants_of, roots
from lantoa.core.people.proof import second_step_day
from lantoa.core.people.sessions import has_second_step
from lantoa.core.ui import nav
from lantoa.core.ui.days import Chosen, Preset, chosen_text, period_text, presets, typed
from lantoa.core.ui.figures.readings import ReadingChoice, choices, restated_text
from lantoa.core.ui.links import PAGE_PARAMS, with_day
from lantoa.core.ui.parts import Option


@dataclass(frozen=True)
class StepAsked:
    """The day from which a second step is demanded; `due`: it has come."""

    day: date
    due: bool


class Chrome:
    """The frame of one page: sections, viewed day, account, languages. Holds the request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request: Any = request  # dated by DayMiddleware, except on pages that failed before it

    @cached_property
    def dated(self) -> bool:
        """Whether the request came as far as its day."""
        return hasattr(self.request, "at_param")

    @cached_property
    def signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def demo(self) -> bool:
        return bool(settings.DEMO)

    @cached_property
    def mail(self) -> bool:
        """Whether letters leave this installation, so that a link for a new password can be sent."""
        return "smtp" in settings.EMAIL_BACKEND

    @cached_property
    def keeps_phones(self) -> bool:
        """Whether the person enrols and unlocks others' phones anywhere."""
        return self.signed_in and self.dated and bool(roots(self.request.user, Verb.ENROL, at=self.request.day))

    @cached_property
    def provider(self) -> Any:
        """The provider of identities through which people may sign in here; None where none is set."""
        return next(iter(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]), None)

    @cached_property
    def second_step_asked(self) -> StepAsked | None:
        """The day by which this person must set up a second step; None where none is demanded, or it is there."""
        user: Any = getattr(self.request, "user", None)
        day = second_step_day()
        if day is None or not (self.signed_in and self.dated) or user.proof is None or user.proof.second_step:
            return None
        if not decides(user, at=self.request.day) or has_second_step(user):
            return None
        return StepAsked(day, due=user.proof.demanded)

    @cached_property
    def nav(self) -> list[Option]:
        if not (self.signed_in and self.dated):
            return []
        request = self.request
        return nav.entries(request.user, at=request.day, path=request.path, chosen=request.chosen)

    @cached_property
    def viewed(self) -> Chosen:
        return Chosen(self.request.at, self.request.period, self.request.at_param)

    @cached_property
    def viewed_text(self) -> str:
        return chosen_text(self.viewed)

    @cached_property
    def viewed_typed(self) -> str:
        """The chosen day or period as it could be typed again; empty where none was chosen."""
        return typed(self.viewed)

    @cached_property
    def period_text(self) -> str:
        return period_text(self.request.period)

    @cached_property
    def readings(self) -> Sequence[ReadingChoice]:
        return choices(day=self.request.day, restated=self.request.restated)

    @cached_property
    def reading_text(self) -> str:
        return restated_text(self.request.restated)

    @cached_property
    def reading_kept(self) -> list[tuple[str, str]]:
        """What a change of reading keeps of the address, as hidden fields."""
        dropped = ("as", *PAGE_PARAMS)
        return [(name, value) for name, values in self.request.GET.lists() if name not in dropped for value in values]

    @cached_property
    def presets(self) -> list[Preset]:
        return presets(day=self.request.day, at=self.request.at)

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """The parts of the query string that a change of day keeps, as pairs for hidden fields."""
        dropped = ("at", *PAGE_PARAMS)
        return [(name, value) for name, values in self.request.GET.lists() if name not in dropped for value in values]

    @cached_property
    def here(self) -> str:
        """The address of this page without its query string."""
        return str(self.request.path)

    @cached_property
    def back(self) -> str:
        """Where a change of language returns to: this page, with the day being viewed."""
        return str(self.request.get_full_path()) if self.request.method == "GET" else self.here

    @cached_property
    def search_url(self) -> str:
        try:
            return with_day(reverse("search"), getattr(self.request, "chosen", {}))
        except NoReverseMatch:
            return ""

    @cached_property
    def roles(self) -> list[str]:
        """The roles by which the person acts today: "office, Huyện ủy Kon Plông"."""
        held = grants_of(self.request.user, at=self.request.day) if self.signed_in and self.dated else []
        return [f"{grant.get_role_display()}, {grant.unit.name}" for grant in held]

    @cached_property
    def languages(self) -> list[tuple[str, str, bool]]:
        """Code, own name and whether it is the page's, for each language."""
        return [(code, _sentence_case(get_language_info(code)["name_local"]), code == get_language()) for code, _name in settings.LANGUAGES]


def decides(actor: Actor, *, at: date) -> bool:
    """Whether any role of this day lets the actor approve, correct, close or manage."""
    return any(VERBS[grant.role] & DECIDING for grant in grants_of(actor, at=at))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    """The context processor: `chrome` in every template."""
    return {"chrome": Chrome(request)}
