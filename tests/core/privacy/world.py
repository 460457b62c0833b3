"""A world in which one person is told of in several records."""

from datetime import UTC, datetime

from lantoa.core.access.roles import Role
from lantoa.core.privacy.erasing import forget
from lantoa.core.privacy.models import DataRequest, Erasure
from lantoa.core.privacy.requests import ask
from lantoa.core.records.services import comment
from tests.factories import TODAY, make_account, make_person, make_unit
from tests.office import Office

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
DAY = NOW.date()
NAME, DEED, NUMBER = "A Đăng Xốp", "Hiến 3.500 m² đất làm đường", "12-QĐ/ĐU"


class Told:
    """An exemplar, a gift and a file about one person, beside an exemplar about another."""

    def __init__(self) -> None:
        self.office = Office()
        self.unit, self.other_unit = make_unit("Xã Hiếu", under=self.office.country), make_unit("Xã Đăk Tăng", under=self.office.country)
        self.person, self.other = make_person(NAME), make_person("Y Lan")
        told = {"who": "person", "collective_name": "", "deed": DEED}
        self.deed = self.office.exemplar(self.unit, f"{NAME} hiến đất", person=self.person, **told)
        self.gift = self.office.gift(self.unit, "money", 500_000, title=f"{NAME} góp tiền", donor="person", donor_person=self.person)
        self.beside = self.office.exemplar(self.unit, "Y Lan cứu người", person=self.other, **told)
        comment(self.deed, text=f"Đã gặp {NAME}", by=self.office.leader, today=TODAY)
        self.head = make_account(Role.OFFICE, self.office.country)

    def forget(self) -> Erasure:
        return forget(self.person, decision=NUMBER, by=self.head, now=NOW)

    def asks(self, wish: str = "erase", person=None, by=None) -> DataRequest:
        text = f"Xóa tên {NAME}"
        return ask(person or self.person, wish=wish, text=text, unit=self.unit, by=by or self.head, now=NOW, today=DAY)
