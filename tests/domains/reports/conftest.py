"""Kon Plông in small: three initiatives with records, and a declaration of ten."""

from dataclasses import dataclass
from datetime import date

import pytest

from lantoa.core.access.roles import Role
from lantoa.core.people.models import User
from lantoa.core.records.services import create
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.domains.reports.layouts import DEFAULT_SUBJECT
from lantoa.domains.reports.models import Form, Genre
from lantoa.domains.reports.spec import Spec
from lantoa.lib.periods import Period
from tests.factories import TODAY, Tree, make_account, make_approved, make_declaration, make_tree
from tests.replay import replayed

PERIOD = Period(date(2021, 5, 18), date(2023, 5, 26))


def declare(scene: "Scene", unit: Unit, *figures: dict[str, str], low: str = "", qualifier: str = "exact") -> None:
    """What a unit reports of the period, approved; `low`: of the initiatives kept alone."""
    told = figures or ({"measure": "initiatives.kept", "category": "", "low": low, "qualifier": qualifier},)
    record = make_declaration(unit, by=scene.clerk, starts=PERIOD.start, ends=PERIOD.end, figures=list(told))
    make_approved(record, by=make_account(Role.LEADER, scene.tree.committee))


@dataclass(frozen=True)
class Scene:
    """The tree, the people who enter and approve, and the period under review."""

    tree: Tree
    entrant: User
    clerk: User
    stranger: User

    def initiative(self, title: str, *, unit=None, approved: bool = True, sector: str = "livestock"):
        """An initiative at xã Đăk Tăng's committee, entered by its secretary and approved by the district's office."""
        values = {"unit": unit or self.tree.dak_tang_committee, "title": title, "day": TODAY, "sector": sector}
        record = create("initiative", values=values, by=self.entrant, today=TODAY)
        return make_approved(record, by=self.clerk) if approved else record

    def spec(self, *, form: str = Form.PARTY, texts: dict[str, str] | None = None) -> Spec:
        return Spec(self.tree.committee, form, Genre.TWO_YEAR, PERIOD, Hierarchy.PARTY, DEFAULT_SUBJECT, texts or {})

    def report_values(self) -> dict:
        return {
            "unit": self.tree.committee,
            "title": "Báo cáo sơ kết",
            "form": Form.PARTY,
            "genre": Genre.TWO_YEAR,
            "hierarchy": Hierarchy.PARTY,
            "starts": PERIOD.start,
            "ends": PERIOD.end,
            "subject": DEFAULT_SUBJECT,
        }


@pytest.fixture
def scene(db) -> Scene:
    return make_scene()


@replayed
def make_scene() -> Scene:
    tree = make_tree()
    return Scene(
        tree,
        make_account(Role.SECRETARY, tree.dak_tang_committee),
        make_account(Role.OFFICE, tree.committee, username="vanphong"),
        make_account(Role.OFFICE, tree.other_committee),
    )


@pytest.fixture
def told(db) -> Scene:
    return make_told()


@replayed
def make_told() -> Scene:
    """Three approved initiatives, and ten declared: four since 2021, six from 2022 on."""
    scene = make_scene()
    for title in ("Nuôi dúi", "Trồng cây hồng đẳng sâm", "Bán trú dân nuôi"):
        scene.initiative(title)
    figures = [
        {"measure": "initiatives.kept", "category": "", "low": "10"},
        {"measure": "initiatives.kept", "category": "since=2021", "low": "4"},
        {"measure": "initiatives.kept", "category": "since=2022..", "low": "6"},
    ]
    secretary = make_account(Role.LEADER, scene.tree.committee)
    declaration = make_declaration(
        scene.tree.committee, by=scene.clerk, starts=PERIOD.start, ends=PERIOD.end, figures=figures, source="Báo cáo của huyện"
    )
    make_approved(declaration, by=secretary)
    return scene
