"""Records of the domains for tests, entered by one person and approved by another."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.core.access.roles import Role
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import User
from lantoa.core.records.services import create
from lantoa.core.units.kinds import UnitKind
from lantoa.core.units.models import Unit
from lantoa.domains.contributions.models import Contribution
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.initiatives.models import Initiative
from tests.factories import TODAY, make_account, make_approved, make_grant, make_unit
from tests.replay import replayed


@replayed
def make_office() -> tuple[Unit, Unit, User, User]:
    """The country, the Party's top, and two people with the role of an office at both."""
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY)
    top = make_unit("Ban Chấp hành Trung ương", kind=UnitKind.PARTY_COMMITTEE, under=country)
    clerk, leader = make_account(), make_account()
    for unit in (country, top):
        for user in (clerk, leader):
            make_grant(user, Role.OFFICE, unit)
    return country, top, clerk, leader


class Office:
    """A country with one who enters and one who approves everywhere, from the beginning of days."""

    def __init__(self, *, today: date = TODAY) -> None:
        self.today = today
        self.country, self.top, self.clerk, self.leader = make_office()

    def let(self, user: User, unit: Unit) -> None:
        make_grant(user, Role.OFFICE, unit)

    def draft(self, kind: str, unit: Unit, **values: Any) -> Any:
        given = {"unit": unit, "day": self.today, **values}
        return create(kind, values=given, by=self.clerk, today=max(self.today, given["day"]))

    def initiative(self, unit: Unit, title: str = "Nuôi trâu sinh sản", *, approved: bool = True, **values: Any) -> Initiative:
        record: Initiative = self.draft("initiative", unit, title=title, **{"sector": "livestock", **values})
        return self.approve(record) if approved else record

    def exemplar(self, unit: Unit, title: str = "Hiến đất làm đường", *, approved: bool = True, **values: Any) -> Exemplar:
        given = {"who": "collective", "collective_name": "Tổ hợp tác", "deed": "Góp công làm đường", **values}
        record: Exemplar = self.draft("exemplar", unit, title=title, **given)
        return self.approve(record) if approved else record

    def gift(self, unit: Unit, gift: str, amount: int | str | None = None, *, approved: bool = True, **values: Any) -> Contribution:
        low = None if amount is None else Decimal(amount)
        record: Contribution = self.draft("contribution", unit, **{"title": "Đóng góp", "gift": gift, "low": low, **values})
        return self.approve(record) if approved else record

    def declare(
        self, unit: Unit, figures: Sequence[dict[str, Any]], *, starts: date | None = None, ends: date | None = None, **values: Any
    ) -> Declaration:
        """An approved declaration; `ends` is the first day that it no longer speaks for."""
        day = values.pop("day", self.today)
        spans = {"starts": starts or day, "ends": ends or date.fromordinal(day.toordinal() + 1)}
        given = {"title": "Số liệu đơn vị báo cáo", "day": day, "figures": list(figures), "source": "Báo cáo", **spans, **values}
        return self.approve(self.draft("declaration", unit, **given))

    def approve(self, record: Any) -> Any:
        return make_approved(record, by=self.leader, today=max(self.today, record.day))


def figure(measure: str, low: int | str, *, category: str = "", **more: Any) -> dict[str, Any]:
    return {"measure": measure, "category": category, "low": str(low), "qualifier": "exact", **more}
