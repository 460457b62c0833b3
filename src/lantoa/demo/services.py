"""Building the demo, part by part; each part is one transaction, marked when it is done, and never built twice."""

from collections.abc import Callable

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.people.models import User
from lantoa.core.units.services import load_tree
from lantoa.demo.accounts import open_accounts
from lantoa.demo.founding import found_all
from lantoa.demo.models import DemoMark
from lantoa.demo.stories import tell_examples, tell_stories
from lantoa.demo.stories.example_place import tell_example_place
from lantoa.demo.units import bodies, committees

Progress = Callable[[str], None]
Text = str | Promise


class NotADemo(Exception):
    """The database holds accounts of people, so that no demo may be built in it."""

    def __init__(self) -> None:
        super().__init__("not a demo")
        self.messages = [_("This database has accounts that are not the demo's. The demo is built only in a database of its own.")]


def is_demo_database() -> bool:
    """Whether any part of the demo was built in this database."""
    return DemoMark.objects.exists()


def require_demo() -> None:
    """Raise `NotADemo` where somebody's real accounts are in the database."""
    if not is_demo_database() and User.objects.exists():
        raise NotADemo


def found_units(tell: Progress) -> None:
    """The tree, where it is not there yet; the Party committees of the five districts, and the bodies that the accounts name."""
    load_tree(progress=tell)
    foundings, followings = committees()
    found_all([*foundings, *bodies()], followings)


PARTS: tuple[tuple[str, Text, Callable[[Progress], object]], ...] = (
    ("units", gettext_lazy("units"), found_units),
    ("accounts", gettext_lazy("accounts"), lambda _tell: open_accounts()),
    ("stories", gettext_lazy("records"), tell_stories),
    ("examples", gettext_lazy("examples"), tell_examples),
    ("example place", gettext_lazy("place of examples"), tell_example_place),
)


def build_demo(*, progress: Progress | None = None) -> list[str]:
    """Build what is missing of the demo; the names of the parts that were built now. Raises `NotADemo`."""
    require_demo()
    done = set(DemoMark.objects.values_list("part", flat=True))
    waiting = [(part, title, build) for part, title, build in PARTS if part not in done]
    tell = progress or (lambda _text: None)
    for part, title, build in waiting:
        tell(str(title))
        with transaction.atomic():
            build(tell)
            DemoMark.objects.create(part=part)
    return [part for part, _title, _build in waiting]
