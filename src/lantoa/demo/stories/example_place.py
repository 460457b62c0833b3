"""A place that is no place: how an initiative spreads, its value chain, its products, and whether it is still kept up.

No account tells which initiative was copied where, who buys of it, or which product was graded. So that the pages of these are not empty,
one commune is made up, with its cells and partners. It stands under no unit, so that whatever counts here counts nowhere else.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from lantoa.core.records.models import LinkKind
from lantoa.core.records.services import advance
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.demo.accounts import EXAMPLE_ACCOUNTS, open_accounts
from lantoa.demo.founding import Founding, found_all
from lantoa.demo.stories.entering import Desk, Entry, Story, tell
from lantoa.demo.stories.examples import SOURCE
from lantoa.demo.units import EXAMPLE_PLACE
from lantoa.domains.initiatives.services import stop_initiative

Progress = Callable[[str], None]
COOPERATIVE: Final = f"{EXAMPLE_PLACE}-hop-tac-xa"
VILLAGES: Final = range(1, 7)
CLERK, SECRETARY = (account.username for account in EXAMPLE_ACCOUNTS)
COPIES, BELONGS_TO = LinkKind.COPIES, LinkKind.BELONGS_TO


def cell_key(number: int) -> str:
    return f"{EXAMPLE_PLACE}-chi-bo-{number}"


def village_key(number: int) -> str:
    return f"{EXAMPLE_PLACE}-thon-{number}"


def units() -> Iterator[Founding]:
    """The made-up commune's committee, under nothing; its cells and villages; a cooperative."""
    state = ((Hierarchy.STATE, EXAMPLE_PLACE),)
    yield Founding(EXAMPLE_PLACE, "Đảng ủy xã Ví Dụ", UnitKind.PARTY_COMMITTEE, ())
    for number in VILLAGES:
        yield Founding(village_key(number), f"Thôn Ví Dụ {number}", UnitKind.VILLAGE, state)
        both = ((Hierarchy.PARTY, EXAMPLE_PLACE), *state)
        yield Founding(cell_key(number), f"Chi bộ thôn Ví Dụ {number}", UnitKind.PARTY_CELL, both)
    yield Founding(COOPERATIVE, "Hợp tác xã Ví Dụ", UnitKind.COOPERATIVE, state)


def initiative(name: str, title: str, village: int, since: date, result: tuple[int, str, str], *, after: str = "", **more: Any) -> Entry:
    """An initiative of a village, begun in a month; `after`: the entry whose example it follows."""
    value, unit, what = result
    values = {
        "unit": cell_key(village), "place": village_key(village), "hosts": [cell_key(village)], "places": [village_key(village)],
        "sector": "crops", "since": since, "since_precision": "month", "description": f"{SOURCE}.",
        "results": [{"what": what, "value": value, "unit": unit, "qualifier": "exact"}],
    }  # fmt: skip
    return Entry("initiative", f"{title} (ví dụ)", (), values, name=name, links=((COPIES, after),) if after else (), **more)


def partner(title: str, part: str, starts: date, goods: str, **more: Any) -> Entry:
    """Somebody in the value chain of the first initiative."""
    values = {"unit": cell_key(1), "part": part, "starts": starts, "goods": goods, **more}
    return Entry("chain", f"{title} (ví dụ)", (), values, links=((BELONGS_TO, "first"),))


def product(title: str, stars: int, given: date, ends: date, decision: str) -> Entry:
    """A graded product of the first initiative, made by the cooperative; its certificate runs for thirty-six months."""
    values = {
        "unit": cell_key(1), "place": village_key(1), "group": "food", "stars": stars, "maker": COOPERATIVE, "day": given, "expires": ends,
        "decision": decision,
    }  # fmt: skip
    return Entry("product", f"{title} (ví dụ)", (), values, links=((BELONGS_TO, "first"),))


def on(day: date, *entries: Entry) -> Story:
    return Story("Ví Dụ", day, SOURCE, CLERK, SECRETARY, entries)


STORIES: Final = (
    on(
        date(2022, 6, 15),
        initiative("first", "Trồng nấm rơm tại nhà", 1, date(2021, 3, 1), (6, "hộ", "cùng trồng")),
        partner("Cung ứng phôi nấm", "supplier", date(2021, 3, 1), "phôi nấm", partner_name="Công ty Giống Ví Dụ"),
        partner("Sơ chế và đóng gói", "cooperative", date(2021, 9, 1), "nấm rơm tươi", partner=COOPERATIVE),
    ),
    on(
        date(2022, 10, 10),
        initiative("second", "Tổ trồng nấm sau vụ gặt", 2, date(2021, 9, 1), (11, "hộ", "cùng trồng"), after="first"),
        initiative("third", "Nhà nấm chung của thôn", 3, date(2021, 11, 1), (3, "hộ", "cùng trồng"), after="first"),
        partner(
            "Bao tiêu nấm rơm", "buyer", date(2022, 3, 1), "nấm rơm tươi", partner_name="Công ty Thực phẩm Ví Dụ",
            contract="Hợp đồng ví dụ số 1",
        ),
        product("Nấm rơm sấy", 4, date(2022, 9, 1), date(2025, 9, 1), "Quyết định ví dụ số 1"),
        product("Muối nấm", 3, date(2020, 3, 1), date(2023, 3, 1), "Quyết định ví dụ số 2"),
    ),
    on(
        date(2023, 3, 1),
        initiative("fourth", "Hội viên góp giống nấm", 4, date(2022, 5, 1), (8, "hộ", "được góp giống"), after="second"),
        initiative("fifth", "Bếp ăn trồng nấm", 5, date(2022, 9, 1), (120, "kg", "nấm mỗi vụ"), after="second"),
    ),
    on(
        date(2023, 5, 20),
        initiative("sixth", "Vườn nấm học sinh", 6, date(2023, 2, 1), (2, "lớp", "cùng chăm"), after="fourth", approved=False),
    ),
)  # fmt: skip
STOPPED, ANSWERED = date(2023, 2, 1), date(2022, 12, 20)


def tell_example_place(progress: Progress) -> None:
    """Found the place, open its accounts, enter its records; one is answered for after half a year, one has stopped, one is due."""
    found_all(list(units()))
    open_accounts(EXAMPLE_ACCOUNTS)
    desk, named = Desk(), dict[str, Any]()
    for story in STORIES:
        tell(story, desk=desk, progress=progress, named=named)
    advance(named["first"], "kept", by=desk.user(CLERK), today=ANSWERED)
    stop_initiative(named["third"], day=STOPPED, reason="Thiếu rơm (ví dụ)", by=desk.user(SECRETARY), today=STOPPED)
