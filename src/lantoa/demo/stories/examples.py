"""Three records that no source tells, so that no queue of the demo is empty: called examples, and never approved, so that none counts."""

from datetime import date
from typing import Any, Final

from lantoa.core.records.services import advance
from lantoa.demo.stories.entering import Desk, Entry, enter
from lantoa.demo.units import DAK_RING, party_key

DAY: Final = date(2023, 5, 25)
SOURCE: Final = "Ví dụ của bản dùng thử, không lấy từ nguồn nào"


def example(title: str, sector: str) -> Entry:
    unit = party_key(DAK_RING)
    values = {"unit": unit, "place": DAK_RING, "hosts": [unit], "places": [DAK_RING], "sector": sector, "description": f"{SOURCE}."}
    return Entry("initiative", f"{title} (ví dụ)", (), values)


def tell_examples(desk: Desk) -> list[Any]:
    """A draft, one that awaits approval, and one that was returned."""
    secretary, deputy, member = (desk.user(name) for name in ("bithu.dakring", "pho.dakring", "thanhvien.dakring"))
    draft = enter(example("Tủ sách thôn", "culture"), by=member, desk=desk, day=DAY, source=SOURCE)
    waiting = enter(example("Vườn rau gia đình", "crops"), by=deputy, desk=desk, day=DAY, source=SOURCE)
    returned = enter(example("Cổng nhà sạch", "environment"), by=member, desk=desk, day=DAY, source=SOURCE)
    waiting = advance(waiting, "submit", by=deputy, today=DAY)
    returned = advance(returned, "submit", by=member, today=DAY)
    returned = advance(returned, "return", by=secretary, today=DAY, reason="Ghi rõ thôn nào đang làm (ví dụ)")
    return [draft, waiting, returned]
