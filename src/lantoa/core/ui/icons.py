"""The icon sprite (Lucide). Names stand in `frontend/icons.txt`; a name that is not in the sprite is refused, in a test and on the page."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static

SPRITE = Path(__file__).parent / "static" / "lantoa" / "icons.svg"


class UnknownIcon(LookupError):
    """No such icon in the sprite: mend the name, or add it to `frontend/icons.txt` and run `build_static.sh`."""


@cache
def icon_names() -> frozenset[str]:
    """The names of all icons in the sprite."""
    return frozenset(re.findall(r'<symbol id="i-([a-z0-9-]+)"', SPRITE.read_text("utf-8")))


def icon_url(name: str) -> str:
    """Where the icon lies: the sprite's address and the symbol in it."""
    if name not in icon_names():
        raise UnknownIcon(name)
    return f"{static('lantoa/icons.svg')}#i-{name}"
