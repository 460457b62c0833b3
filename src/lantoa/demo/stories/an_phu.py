"""An Phú, 16 August 2022: three initiatives, two of them in all fourteen communes; one exemplar and his gifts; what many gave together."""

from datetime import date
from typing import Final

from lantoa.core.records.models import LinkKind
from lantoa.demo.stories.entering import Entry, Story
from lantoa.demo.units import AN_PHU, QUOC_THAI, VINH_TRUONG, party_key

FOURTEEN: Final = tuple(
    f"{code}@old"
    for code in (30337, 30340, 30341, 30343, 30346, 30349, 30352, 30355, 30358, 30361, 30364, 30367, 30370, 30373)
)  # fmt: skip
"""The communes of the district. The account says "14" and names none; the district had just these fourteen."""
DISTRICT: Final = party_key(AN_PHU)
THANH: Final = "Nguyễn Tuấn Thành"
ROAD: Final = "Làm đường ra cánh đồng, xây dựng nông thôn mới"


def everywhere(fact: str, title: str, sector: str, description: str) -> Entry:
    """An initiative in all communes: one initiative, at the district's own unit. Its host is not told."""
    values = {
        "unit": DISTRICT, "place": AN_PHU, "places": FOURTEEN, "sector": sector, "directive": "01-KL/TW", "description": description,
    }  # fmt: skip
    return Entry("initiative", title, (fact, "S002-024"), values)


def gift_of_thanh(fact: str, title: str, **values: object) -> Entry:
    told = {
        "unit": party_key(QUOC_THAI), "place": QUOC_THAI, "donor": "person", "donor_person": THANH, "purpose": ROAD, **values,
    }  # fmt: skip
    return Entry("contribution", title, (fact,), told, links=((LinkKind.BELONGS_TO, "thanh"),))


STORY: Final = Story(
    district="An Phú",
    day=date(2022, 8, 16),
    source="Báo điện tử, 16/8/2022: “An Phú lan tỏa học tập và làm theo Bác”",
    author="vanphong.anphu",
    approver="bithu.anphu",
    facts=("S002-011",),
    entries=(
        everywhere("S002-017", "Nắm gạo tình thương", "welfare", "Góp gạo giúp người khó khăn."),
        Entry(
            "initiative", "Đội từ thiện sửa chữa cầu đường", ("S002-018",),
            {
                "unit": party_key(VINH_TRUONG), "place": VINH_TRUONG, "places": [VINH_TRUONG], "sector": "infrastructure",
                "directive": "01-KL/TW", "description": "Người dân lập đội, tự sửa cầu và đường trong xã.",
            },
        ),
        everywhere("S002-019", "Xe chuyển bệnh miễn phí cho người nghèo", "health", "Chở người nghèo đi chữa bệnh, không lấy tiền."),
        Entry(
            "exemplar", "Hiến đất, góp tiền và ngày công làm đường ra đồng", ("S002-020",),
            {
                "unit": party_key(QUOC_THAI), "place": QUOC_THAI, "who": "person", "person": THANH,
                "deed": "Hiến 3.500 m² đất, góp thêm tiền và ngày công để xã mở đường ra đồng.",
            },
            name="thanh",
        ),
        gift_of_thanh("S002-021", "Hiến 3.500 m² đất làm đường ra đồng", gift="land", low=3500),
        gift_of_thanh("S002-022", "Góp tiền làm đường ra đồng (chưa rõ số tiền)", gift="money"),
        gift_of_thanh("S002-022", "Góp ngày công làm đường ra đồng (chưa rõ số ngày)", gift="work_days"),
        Entry(
            "contribution", "Đóng góp phòng, chống dịch COVID-19", ("S002-023", "S002-025"),
            {
                "unit": DISTRICT, "place": AN_PHU, "gift": "money", "low": 40_000_000_000, "qualifier": "nearly", "donor": "group",
                "donor_group": "Đảng viên, hội viên các đoàn thể, doanh nghiệp và người dân trong huyện",
                "purpose": "Chống dịch COVID-19; giúp hộ nghèo, hộ khó khăn",
                "helped": "household_turns", "helped_low": 1000, "helped_high": 9999, "helped_qualifier": "thousands",
            },
        ),
        Entry(
            "declaration", "Lực lượng chống dịch và lượt hộ được giúp", ("S002-026", "S002-025"),
            {
                "unit": DISTRICT, "starts": date(2021, 5, 18), "ends": date(2022, 8, 17),
                "figures": [
                    {"measure": "programme.frontline_people", "category": "", "low": 1000, "high": 9999, "qualifier": "thousands"},
                    {"measure": "contributions.household_turns", "category": "", "low": 1000, "high": 9999, "qualifier": "thousands"},
                ],
                "note": "Nguồn chỉ nói “hàng ngàn”, không có con số và không nói từ ngày nào đến ngày nào; "
                "kỳ là thời gian mà bài báo kể: từ Kết luận 01-KL/TW đến ngày đăng. Một hộ có thể được giúp nhiều lượt.",
            },
        ),
    ),
)  # fmt: skip
