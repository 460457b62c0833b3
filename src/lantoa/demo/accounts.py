"""The accounts of the demo. They bear the names of offices, never of people, and one password that is known to all."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from django.contrib.auth.hashers import make_password
from django.utils.text import format_lazy

from lantoa.core.access.roles import Role
from lantoa.core.access.services import grant
from lantoa.core.people.models import User
from lantoa.core.people.services import appoint, create_account
from lantoa.core.units.loading import COUNTRY
from lantoa.core.units.models import Unit
from lantoa.demo.units import AN_PHU, DAK_RING, EXAMPLE_PLACE, KON_PLONG, NONG_CONG, TAM_DUONG, XUAN_TRUONG, party_key

PASSWORD: Final = "lan-toa-2023"  # noqa: S105  # a demo's, printed at every start
SINCE: Final = date(2021, 1, 1)  # before the first day that the accounts tell of


class Account(NamedTuple):
    """An account with the post that names it, the role that it has, and the unit (by key) at which it has it."""

    username: str
    post: str
    role: Role
    unit: str
    where: str


ACCOUNTS: Final = (
    Account("vanphong.konplong", "Chuyên viên Văn phòng", Role.OFFICE, party_key(KON_PLONG), "Huyện ủy Kon Plông"),
    Account("bithu.konplong", "Bí thư", Role.SECRETARY, party_key(KON_PLONG), "Huyện ủy Kon Plông"),
    Account("thuongtruc.konplong", "Phó Bí thư Thường trực", Role.LEADER, party_key(KON_PLONG), "Huyện ủy Kon Plông"),
    Account("tuyengiao.konplong", "Chuyên viên Ban Tuyên giáo", Role.ADVISORY, party_key(KON_PLONG), "Huyện ủy Kon Plông"),
    Account("kiemtra.konplong", "Cán bộ kiểm tra", Role.INSPECTOR, party_key(KON_PLONG), "Huyện ủy Kon Plông"),
    Account("xem.konplong", "Người xem", Role.VIEWER, party_key(KON_PLONG), "Huyện ủy Kon Plông"),
    Account("bithu.dakring", "Bí thư", Role.SECRETARY, party_key(DAK_RING), "Đảng ủy xã Đăk Ring"),
    Account("pho.dakring", "Phó Bí thư", Role.DEPUTY, party_key(DAK_RING), "Đảng ủy xã Đăk Ring"),
    Account("thanhvien.dakring", "Đảng viên", Role.MEMBER, party_key(DAK_RING), "Đảng ủy xã Đăk Ring"),
    Account("vanphong.anphu", "Chuyên viên Văn phòng", Role.OFFICE, party_key(AN_PHU), "Huyện ủy An Phú"),
    Account("bithu.anphu", "Bí thư", Role.SECRETARY, party_key(AN_PHU), "Huyện ủy An Phú"),
    Account("vanphong.nongcong", "Chuyên viên Văn phòng", Role.OFFICE, party_key(NONG_CONG), "Huyện ủy Nông Cống"),
    Account("bithu.nongcong", "Bí thư", Role.SECRETARY, party_key(NONG_CONG), "Huyện ủy Nông Cống"),
    Account("vanphong.tamduong", "Chuyên viên Văn phòng", Role.OFFICE, party_key(TAM_DUONG), "Huyện ủy Tam Dương"),
    Account("bithu.tamduong", "Bí thư", Role.SECRETARY, party_key(TAM_DUONG), "Huyện ủy Tam Dương"),
    Account("vanphong.xuantruong", "Chuyên viên Văn phòng", Role.OFFICE, party_key(XUAN_TRUONG), "Huyện ủy Xuân Trường"),
    Account("quantri", "Quản trị hệ thống", Role.ADMINISTRATOR, COUNTRY, "Việt Nam"),
)
EXAMPLE_ACCOUNTS: Final = (
    Account("vanphong.vidu", "Chuyên viên Văn phòng", Role.OFFICE, EXAMPLE_PLACE, "Đảng ủy xã Ví Dụ"),
    Account("bithu.vidu", "Bí thư", Role.SECRETARY, EXAMPLE_PLACE, "Đảng ủy xã Ví Dụ"),
)
"""Those of the place that is made up, opened together with it."""
EVERY_ACCOUNT: Final = (*ACCOUNTS, *EXAMPLE_ACCOUNTS)

DEMO_ACCOUNTS: Final = [(account.username, PASSWORD, format_lazy("{}: {}", account.role.label, account.where)) for account in EVERY_ACCOUNT]
"""(account name, password, who), for the one who starts the demo."""


def open_accounts(accounts: Sequence[Account] = ACCOUNTS) -> dict[str, User]:
    """Make each account with its post and its role; the accounts by name."""
    units = {unit.key: unit for unit in Unit.objects.filter(key__in={account.unit for account in accounts})}
    made, hashed = {}, make_password(PASSWORD)
    for account in accounts:
        user = create_account(username=account.username, name=f"{account.post} (mẫu)", password=PASSWORD, hashed=hashed)
        appoint(user.person, title=account.post, unit=units[account.unit], starts=SINCE)
        grant(person=user.person, role=account.role, unit=units[account.unit], starts=SINCE, basis="Bản dùng thử")
        made[account.username] = user
    return made
