"""Nông Cống, August 2024: five initiatives of the township, each with its hosts. The account bears a month only."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from lantoa.demo.stories.entering import Entry, Story
from lantoa.demo.units import BAC_GIANG, FARMERS, NONG_CONG_TOWN, POLICE, THAI_HOA, VETERANS, WOMEN, YOUTH, party_key


def initiative(fact: str, title: str, sector: str, hosts: Sequence[str], description: str, **more: Any) -> Entry:
    """An initiative that the township's Party committee reports."""
    values = {
        "unit": party_key(NONG_CONG_TOWN), "place": NONG_CONG_TOWN, "hosts": hosts, "places": [NONG_CONG_TOWN], "sector": sector,
        "directive": "01-KL/TW", "description": description, **more,
    }  # fmt: skip
    return Entry("initiative", title, (fact,), values)


STORY: Final = Story(
    district="Nông Cống",
    day=date(2024, 8, 31),
    source="Báo điện tử, tháng 8/2024 (nguồn chỉ ghi tháng, lấy ngày cuối tháng): “Lan tỏa những việc làm theo Bác ở Nông Cống”",
    author="vanphong.nongcong",
    approver="bithu.nongcong",
    facts=("S000-008",),
    entries=(
        initiative("S000-018", "Mô hình đường hoa thay thế cỏ dại ven đường", "environment", [WOMEN], "Dọn cỏ, trồng hoa hai bên đường."),
        initiative("S000-019", "Tuyến đường “Sáng, xanh, sạch, đẹp”", "environment", [WOMEN], "Đoạn đường do hội viên cùng giữ."),
        initiative("S000-020", "Vườn mẫu", "farming", [FARMERS], "Vườn nhà làm mẫu cho hội viên khác."),
        initiative(
            "S000-021", "Cựu chiến binh tham gia bảo đảm an toàn giao thông", "security", [VETERANS],
            "Hội viên góp sức giữ trật tự giao thông ở hai tiểu khu.", places=[BAC_GIANG, THAI_HOA],
        ),
        initiative(
            "S000-022", "Cổng trường tự quản về an toàn giao thông", "security", [VETERANS, POLICE, YOUTH],
            "Ba đơn vị cùng giữ trật tự trước cổng trường.",
        ),
    ),
)  # fmt: skip
