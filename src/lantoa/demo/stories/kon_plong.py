"""Kon Plông, 25 May 2023: fourteen initiatives are named, none is dated; fifty are told of, 13 kept since 2021 and 37 since 2022."""

from datetime import date
from typing import Final

from lantoa.demo.stories.entering import Entry, Story
from lantoa.demo.units import DAK_RING, DAK_TANG, HIEU, KON_PLONG, MANG_DEN, PO_E, SCHOOL_CELL, SERVICE_CENTRE, party_key

KEPT: Final = "initiatives.kept"


def initiative(fact: str, title: str, sector: str, unit: str, place: str, description: str) -> Entry:
    """An initiative that its host reports itself; the source does not tell since when."""
    values = {
        "unit": unit, "place": place, "hosts": [unit], "places": [place], "sector": sector, "directive": "01-KL/TW",
        "description": description,
    }  # fmt: skip
    author, approver = ("pho.dakring", "bithu.dakring") if unit == party_key(DAK_RING) else ("", "")
    return Entry("initiative", title, (fact,), values, author=author, approver=approver)


def of_commune(fact: str, title: str, sector: str, commune: str, description: str) -> Entry:
    """An initiative of a commune's Party committee."""
    return initiative(fact, title, sector, party_key(commune), commune, description)


DECLARED: Final = Entry(
    "declaration", "Số mô hình toàn huyện đến tháng 5/2023", ("S003-034", "S003-035", "S003-036"),
    {
        "unit": party_key(KON_PLONG), "starts": date(2021, 5, 18), "ends": date(2023, 5, 26),
        "figures": [
            {"measure": KEPT, "category": "", "low": 50, "qualifier": "exact"},
            {"measure": KEPT, "category": "since=2021", "low": 13, "qualifier": "exact"},
            {"measure": KEPT, "category": "since=2022..", "low": 37, "qualifier": "exact"},
        ],
        "note": "Nguồn chỉ nêu tên 14 mô hình và không nói mô hình nào có từ năm nào; số còn lại chưa có hồ sơ.",
    },
)  # fmt: skip

STORY: Final = Story(
    district="Kon Plông",
    day=date(2023, 5, 25),
    source="Báo điện tử, 25/5/2023: “Kon Plông: Chuyển biến giữa việc học tập và làm theo Bác”",
    author="vanphong.konplong",
    approver="bithu.konplong",
    facts=("S003-008",),
    entries=(
        initiative(
            "S003-020", "Trồng cây hoa quả xứ lạnh", "crops", SERVICE_CENTRE, KON_PLONG,
            "Giống cây ưa lạnh, trồng tại đơn vị sự nghiệp của huyện.",
        ),
        of_commune(
            "S003-021", "Nuôi cá niêng kết hợp với vịt xiêm, gà", "fishery", DAK_RING,
            "Nuôi chung cá và gia cầm; nguồn đánh giá là phát triển tốt.",
        ),
        of_commune("S003-022", "Làm vườn ươm", "crops", DAK_RING, "Ươm cây giống tại xã."),
        of_commune("S003-023", "Nuôi ong lấy mật", "livestock", DAK_RING, "Nuôi ong tại xã."),
        of_commune("S003-024", "Lò đốt rác tại các thôn", "environment", DAK_RING, "Đốt rác ngay tại thôn, ở nhiều thôn của xã."),
        of_commune("S003-025", "Chăn nuôi heo", "livestock", PO_E, "Nuôi heo tại xã."),
        of_commune("S003-026", "Trồng cây ăn quả", "crops", PO_E, "Cây lấy quả, trồng tại xã."),
        of_commune("S003-027", "Lúa sạ thẳng", "crops", MANG_DEN, "Gieo thẳng lúa, không qua cấy."),
        of_commune("S003-028", "Nuôi heo địa phương kết hợp với vịt xiêm", "livestock", HIEU, "Giống heo bản địa, nuôi cùng vịt xiêm."),
        of_commune("S003-029", "Nuôi trâu sinh sản", "livestock", HIEU, "Nuôi trâu cái để nhân đàn."),
        of_commune("S003-030", "Trồng cây hồng đẳng sâm", "medicinal", DAK_TANG, "Cây dược liệu, trồng tại xã."),
        of_commune("S003-031", "Nuôi dúi", "livestock", DAK_TANG, "Nuôi dúi tại xã."),
        of_commune(
            "S003-032", "Nuôi trồng thủy sản trên lòng hồ thủy điện Thượng Kon Tum", "fishery", DAK_TANG,
            "Thả nuôi trên mặt hồ thủy điện; nguồn đánh giá là có hiệu quả.",
        ),
        initiative(
            "S003-033", "Bán trú dân nuôi", "education", SCHOOL_CELL, DAK_TANG,
            "Học sinh ở lại trường, người dân góp phần nuôi ăn học.",
        ),
        DECLARED,
    ),
)  # fmt: skip
