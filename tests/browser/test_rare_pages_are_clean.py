"""Pages before which something must be done are clean, too; a module of their own, so that both are looked at at once."""

import pytest

from tests.browser.cleanness import Knock, look_at
from tests.browser.places import Place
from tests.browser.rare_places import RARE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("place", RARE, ids=lambda place: place.name)
def test_no_barrier_no_complaint_and_nothing_too_wide(knock: Knock, place: Place) -> None:
    look_at(knock, place)
