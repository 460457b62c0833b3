"""The organs of the State as their documents name them: who issues, under whom it stands, its symbol, who signs (Decree 30/2020/NĐ-CP)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, NAME_PREFIXES, PROVINCIAL, TERRITORIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.naming import without_kind
from lantoa.core.units.selectors import ancestors, names_on, territory_of
from lantoa.lib.vietnamese import fold, strip_marks

COMMITTEE: Final = "Ủy ban nhân dân"
GOVERNED: Final = (*PROVINCIAL, *DISTRICT_LEVEL, *COMMUNAL)
"""Territories with a people's committee, which writes and signs for them."""
LED: Final = (UnitKind.AGENCY, UnitKind.ONE_STOP, UnitKind.SERVICE_CENTRE, UnitKind.SCHOOL, UnitKind.VILLAGE)
"""What stands under the people's committee of its territory; its head signs, not a body."""
PEOPLE: Final = ("hộ", "nhóm")
ADMINISTRATIVE: Final = NAME_PREFIXES[: NAME_PREFIXES.index("thôn")]
BLANK: Final = "……"


@dataclass(frozen=True)
class Organ:
    """Who issues a document. `superior` is the line above its name, empty for a people's committee; `above` is to whom it reports."""

    name: str
    superior: str
    above: str
    symbol: str
    authority: str
    signer: str
    filed_by: str


def organ_of(unit: Unit, *, at: date, hierarchy: Hierarchy) -> Organ:
    """The organ that issues the documents of a unit: for a territory its people's committee, whether that is a unit of its own or not."""
    chain = list(ancestors(unit, at=at, hierarchy=hierarchy))
    names = names_on([unit, *chain], at)
    places = [names[found.pk] for found in reversed(chain) if found.kind in (*GOVERNED, UnitKind.VILLAGE)] or served(unit, at=at)
    if unit.kind in GOVERNED or unit.kind == UnitKind.AUTHORITY:
        return committee(unit, chain, names, places)
    superior = "" if not chain or (chain[-1].kind in TERRITORIAL and unit.kind not in LED) else organ_name(chain[-1], names)
    name, led = names[unit.pk], unit.kind in LED
    symbol = initials(without_place(name, places))
    return Organ(name, superior, superior, symbol, "" if led else f"TM. {name.upper()}", BLANK if led else "", symbol)


def committee(unit: Unit, chain: list[Unit], names: dict[int, str], places: list[str]) -> Organ:
    """A people's committee: it stands alone at the head and signs as a body. One under its own territory reports to that of the next."""
    over = chain[:-1] if unit.kind == UnitKind.AUTHORITY and chain and chain[-1].kind in TERRITORIAL else chain
    name = organ_name(unit, names)
    body = COMMITTEE if fold(name).startswith(fold(COMMITTEE)) else without_place(name, places)
    above = organ_name(over[-1], names) if over else ""
    return Organ(name, "", above, initials(body), f"TM. {body.upper()}", "CHỦ TỊCH", BLANK)


def served(unit: Unit, *, at: date) -> list[str]:
    """The name of the territory that a body serves, where its own superiors are none."""
    territory = territory_of(unit, at=at)
    return [names_on([territory], at)[territory.pk]] if territory else []


def organ_name(unit: Unit, names: dict[int, str]) -> str:
    """What a unit is called as an organ: "Huyện Kon Plông" is governed by "Ủy ban nhân dân huyện Kon Plông"."""
    name = names[unit.pk]
    if unit.kind in GOVERNED:
        return f"{COMMITTEE} {in_sentence(name)}"
    return "Chính phủ" if unit.kind == UnitKind.COUNTRY else re.sub(r"^UBND\b", COMMITTEE, name)


def in_sentence(name: str) -> str:
    """A unit's name within a sentence: a common noun before the name of a place or a family is written small, "huyện Kon Plông".

    An organisation keeps its capital, and so do Quận 1 and Thành phố Hồ Chí Minh (Decree 30/2020/NĐ-CP, annex II).
    """
    noun = next((noun for noun in (*NAME_PREFIXES, *PEOPLE) if name.lower().startswith(noun + " ")), "")
    bare = name[len(noun) + 1 :]
    organisation = noun not in PEOPLE and bare[:1].islower()  # Huyện ủy, Xã đội
    numbered = noun in ADMINISTRATIVE and bare.isdigit()
    return name if not noun or organisation or numbered or name == "Thành phố Hồ Chí Minh" else name[0].lower() + name[1:]


def without_place(name: str, places: list[str]) -> str:
    """An organ's name without that of its territory at the end."""
    for place in places:
        for tail in (place, without_kind(place)):
            if name.lower().endswith(" " + tail.lower()):
                return name[: -len(tail)].rstrip(" ,-–")
    return name


def initials(name: str) -> str:
    """The abbreviation in a symbol: the words' initials, bare but for Đ; "và" is left out, an abbreviation (MTTQ, THCS) kept whole."""
    words = [word for word in re.split(r"[\s\-–]+", name) if word[:1].isalnum() and word.lower() != "và"]
    letters = "".join(word if word.isupper() or word.isdigit() else word[0].upper() for word in words)
    return "".join(letter if letter == "Đ" else strip_marks(letter) for letter in letters)


def signing(post: str) -> str:
    """The lines of the post that signs: a deputy signs for the head, "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH"."""
    told = " ".join(post.upper().split())
    if told.startswith("PHÓ "):
        return f"KT. {told.removeprefix('PHÓ ')}\n{told}"
    return re.sub(r"^(K/?T\.? .+?),? (PHÓ )", r"\1\n\2", told)
