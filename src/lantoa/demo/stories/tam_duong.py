"""Tam Dương: one household's initiative; "more than 200" initiatives and exemplars together. The account bears no day."""

from datetime import date
from typing import Final

from lantoa.core.records.models import LinkKind
from lantoa.demo.stories.entering import Entry, Story
from lantoa.demo.units import DONG, DUY_PHIEN, HOUSEHOLD, TAM_DUONG, party_key

STORY: Final = Story(
    district="Tam Dương",
    day=date(2024, 12, 31),
    source=(
        "Báo điện tử, không ghi ngày (bài kể giai đoạn 2021-2024, lấy ngày 31/12/2024): "
        "“Tam Dương gắn việc học và làm theo Bác với các phong trào thi đua yêu nước”"
    ),
    author="vanphong.tamduong",
    approver="bithu.tamduong",
    facts=("S001-011",),
    entries=(
        Entry(
            "initiative", "Nuôi chim bồ câu", ("S001-016",),
            {
                "unit": party_key(DUY_PHIEN), "place": DONG, "hosts": [HOUSEHOLD], "places": [DONG], "sector": "livestock",
                "directive": "01-KL/TW", "description": "Nuôi chim bồ câu tại hộ gia đình.",
                "results": [{"what": "Thu nhập mỗi năm", "value": 300_000_000, "unit": "đồng", "qualifier": "more_than"}],
            },
            name="pigeons",
        ),
        Entry(
            "exemplar", "Hộ nuôi chim bồ câu ở thôn Đông", ("S001-017",),
            {
                "unit": party_key(DUY_PHIEN), "place": DONG, "who": "household", "person": "Nguyễn Văn Hồ",
                "deed": "Nuôi chim bồ câu, mỗi năm thu hơn 300 triệu đồng.",
            },
            links=((LinkKind.TELLS_OF, "pigeons"),),
        ),
        Entry(
            "declaration", "Số mô hình, điển hình giai đoạn 2021-2024", ("S001-018", "S001-019"),
            {
                "unit": party_key(TAM_DUONG), "starts": date(2021, 1, 1), "ends": date(2025, 1, 1),
                "figures": [
                    {"measure": "programme.models_and_exemplars", "category": "", "low": 200, "qualifier": "more_than"},
                    {"measure": "programme.good_practices", "category": "", "low": 100, "high": 999, "qualifier": "hundreds"},
                ],
                "note": "Nguồn gộp mô hình với điển hình, chỉ cho mức thấp nhất: không tách, không bù. "
                "“Hàng trăm” là cỡ, không phải con số.",
            },
        ),
    ),
)  # fmt: skip
