"""A tree with people in their roles, and sheets as bytes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from lantoa.core.access.roles import Role
from lantoa.core.imports.filling import Filler
from lantoa.core.imports.matching import match, proposal
from lantoa.core.imports.models import Import
from lantoa.core.imports.staging import Sheet, read_sheet
from lantoa.core.imports.targets import targets_of
from lantoa.core.imports.working import carry_on
from lantoa.core.people.models import User
from lantoa.core.records.kinds import kind_of
from lantoa.core.units.models import Unit
from tests.core.imports.ugly import saved
from tests.factories import TODAY, Tree, make_account, make_tree
from tests.replay import replayed

NOW = datetime(2023, 5, 25, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass(frozen=True)
class World:
    """`clerk` enters and approves at Hiếu's committee, `member` enters there, `leader` approves above."""

    tree: Tree
    clerk: User
    member: User
    leader: User

    @property
    def unit(self) -> Unit:
        return self.tree.hieu_committee


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@replayed
def make_world() -> World:
    tree = make_tree()
    return World(
        tree, clerk=make_account(Role.OFFICE, tree.hieu_committee), member=make_account(Role.MEMBER, tree.hieu_committee),
        leader=make_account(Role.LEADER, tree.committee),
    )  # fmt: skip


def xlsx(*rows: Any) -> bytes:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def read(content: bytes, world: World, *, kind: str = "initiative", by: User | None = None, name: str = "mo-hinh.xlsx") -> Import:
    """The import of a sheet, read."""
    sheet = Sheet(name, content, name.endswith(".csv"))
    return read_sheet(sheet, kind_of(kind), world.unit, by=by or world.clerk, today=TODAY, now=NOW)


def checked(source: Import, **same: str) -> Import:
    """The import, its columns matched as the program proposes, its rows looked through."""
    targets = targets_of(kind_of(source.kind), Filler(kind_of(source.kind), source.unit, by=source.by, today=TODAY).blank)
    proposed = proposal(source, targets)
    match(source, targets, columns=proposed.columns, same={**proposed.same, **same})
    carry_on(source, today=TODAY)
    return source
