"""Every icon named anywhere is in the sprite, and an unknown one is refused."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

import lantoa
from lantoa.core.ui.icons import UnknownIcon, icon_names, icon_url
from lantoa.core.ui.nav import items
from lantoa.core.ui.states import LOOKS

SOURCE = Path(lantoa.__file__).parent
IN_TEMPLATES = re.compile(r"""\{%\s*icon\s+["']([\w-]+)["']|\bicon=["']([\w-]+)["']""")
IN_CODE = re.compile(r"""\bicon=["']([\w-]+)["']|\b_?icon\(["']([\w-]+)["']|\b_small\(["']([\w-]+)["']""")


def named(pattern: re.Pattern[str], suffix: str) -> set[str]:
    texts = (path.read_text("utf-8") for path in SOURCE.rglob(f"*{suffix}") if "node_modules" not in path.parts)
    return {name for text in texts for found in pattern.findall(text) for name in found if name}


def test_every_icon_of_templates_and_code_is_in_the_sprite() -> None:
    used = named(IN_TEMPLATES, ".html") | named(IN_CODE, ".py")
    assert len(used) > 20
    assert used - icon_names() == set()


def test_every_state_and_section_has_an_icon_of_the_sprite() -> None:
    assert {look.icon for look in LOOKS.values()} - icon_names() == set()
    assert {item.icon for item in items()} - icon_names() == set()


def test_the_sprite_holds_what_the_list_of_names_asks_for() -> None:
    lines = (SOURCE / "core" / "ui" / "frontend" / "icons.txt").read_text("utf-8").splitlines()
    assert {name for line in lines for name in line.partition("#")[0].split()} == icon_names()


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(UnknownIcon):
        icon_url("unicorn")
    with pytest.raises(UnknownIcon):
        Template('{% icon "unicorn" %}').render(Context())


def test_an_icon_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in Template('{% icon "check" %}').render(Context())
    told = Template('{% icon "check" label="Đã <duyệt>" %}').render(Context())
    assert 'role="img" aria-label="Đã &lt;duyệt&gt;"' in told
