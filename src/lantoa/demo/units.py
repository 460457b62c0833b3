"""The units of the demo: Party committees of the five districts and of what they became, and the bodies and hosts that the accounts name.

Official names are shown as their source spells them. Nothing is told of when a body was founded; what ended with the district tier ends on
1 July 2025. What lives on stands under the commune, or the committee, to which its own passed whole; what became of a body is not made up.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Succession, Unit
from lantoa.demo.founding import Following, Founding

REFORM: Final = date(2025, 7, 1)
KON_PLONG, AN_PHU, NONG_CONG, TAM_DUONG, XUAN_TRUONG = DISTRICTS = ("613@old", "886@old", "404@old", "247@old", "364@old")
PROVINCES: Final = {"Tỉnh Kon Tum", "Tỉnh An Giang", "Tỉnh Thanh Hóa", "Tỉnh Vĩnh Phúc", "Tỉnh Nam Định"}
"""The provinces of the five districts, for a tree that holds no more than the demo needs."""

MANG_DEN, HIEU, PO_E, DAK_RING, DAK_TANG = "23473@old", "23476@old", "23467@old", "23455@old", "23461@old"
MANG_DEN_NOW = "23473@2025"
NONG_CONG_TOWN, NONG_CONG_NOW = "16279@old", "16279@2025"
HOANG_DAN, HOANG_AN_NOW, DUY_PHIEN, HOI_THINH_NOW = "08896@old", "08896@2025", "08893@old", "08905@2025"
QUOC_THAI, VINH_TRUONG = "30346@old", "30367@old"

SERVICE_CENTRE, SCHOOL_CELL = "kon-plong-trung-tam-nong-lam", "dak-tang-chi-bo-truong"
WOMEN, FARMERS, VETERANS, POLICE, YOUTH = (
    f"nong-cong-{name}" for name in ("phu-nu", "nong-dan", "cuu-chien-binh", "cong-an", "thanh-nien")
)
BAC_GIANG, THAI_HOA, CHAM, DONG = "nong-cong-bac-giang", "nong-cong-thai-hoa", "hoang-dan-thon-cham", "duy-phien-thon-dong"
HOUSEHOLD = "duy-phien-ho-nguyen-van-ho"
EXAMPLE_PLACE: Final = "vi-du"
"""The committee of a commune that is made up; what stands under it has a key that begins with this one."""
STATE, PARTY = Hierarchy.STATE, Hierarchy.PARTY


def party_key(territory: str) -> str:
    """The key of the Party committee over a territory."""
    return f"party-{territory}"


def committee_name(territory: Unit) -> str:
    """Tỉnh ủy Kon Tum, Huyện ủy Kon Plông, Đảng ủy xã Hiếu."""
    word, _space, bare = territory.name.partition(" ")
    levels = {UnitKind.PROVINCE: "Tỉnh ủy", UnitKind.DISTRICT: "Huyện ủy"}
    return f"{levels[UnitKind(territory.kind)]} {bare}" if territory.kind in levels else f"Đảng ủy {word.lower()} {bare}"


def committee(territory: Unit, *, above: str = "", facts: tuple[str, ...] = ()) -> Founding:
    """The Party committee over a territory, for the territory's own life."""
    under = ((STATE, territory.key), (PARTY, party_key(above))) if above else ((STATE, territory.key),)
    return Founding(
        party_key(territory.key), committee_name(territory), UnitKind.PARTY_COMMITTEE, under, territory.starts, territory.ends, facts
    )


def below(key: str) -> list[Unit]:
    """The territories that stood directly under this one."""
    return list(Unit.objects.filter(placements__parent__key=key, placements__hierarchy=STATE).order_by("key").distinct())


def above(unit: Unit) -> Unit:
    """The territory under which this one stands or last stood."""
    return Unit.objects.filter(child_placements__unit=unit, child_placements__hierarchy=STATE).order_by("-child_placements__ends")[0]


def committees() -> tuple[list[Founding], list[Following]]:
    """The Party committees of the five districts and their communes, of what these became, and of the provinces of both times."""
    foundings: dict[str, Founding] = {}
    followings: dict[tuple[str, str], Following] = {}

    def found(territory: Unit, *, under: str = "") -> None:
        foundings.setdefault(party_key(territory.key), committee(territory, above=under, facts=NAMED.get(territory.key, ())))

    def follow(rows: list[Succession]) -> None:
        for row in rows:
            old, new = party_key(row.old.key), party_key(row.new.key)
            followings.setdefault((old, new), Following(old, new, row.whole, row.is_default))

    for district in Unit.objects.filter(key__in=DISTRICTS).order_by("key"):
        province = above(district)
        communes = below(district.key)
        passing = list(Succession.objects.filter(old__in=communes).select_related("old", "new").order_by("old__key", "new__key"))
        found(province)
        found(district, under=province.key)
        for commune in communes:
            found(commune, under=district.key)
        for row in passing:
            now = above(row.new)
            found(now)
            found(row.new, under=now.key)
        follow(passing)
        for unit in (district, province):
            follow(list(Succession.objects.filter(old=unit).select_related("old", "new").order_by("new__key")))
    return list(foundings.values()), list(followings.values())


def bodies() -> Iterator[Founding]:
    """Bodies and hosts that the accounts name, as they spell them."""
    yield from kon_plong_bodies()
    yield from nong_cong_bodies()
    yield Founding(
        "an-phu-ban-tuyen-giao", "Ban Tuyên giáo Huyện ủy An Phú", UnitKind.PARTY_ADVISORY, ((PARTY, party_key(AN_PHU)), (STATE, AN_PHU)),
        ends=REFORM, facts=("S002-015",),
    )  # fmt: skip
    yield Founding(
        "xuan-truong-ban-chi-dao-35", "Ban Chỉ đạo 35 huyện Xuân Trường", UnitKind.STEERING_COMMITTEE,
        ((PARTY, party_key(XUAN_TRUONG)), (STATE, XUAN_TRUONG)), ends=REFORM, facts=("S004-011",),
    )  # fmt: skip
    yield Founding(CHAM, "Thôn Chằm", UnitKind.VILLAGE, ((STATE, HOANG_DAN), (STATE, HOANG_AN_NOW)), facts=("S001-013",))
    yield Founding(DONG, "Thôn Đông", UnitKind.VILLAGE, ((STATE, DUY_PHIEN), (STATE, HOI_THINH_NOW)), facts=("S001-014",))
    yield Founding(HOUSEHOLD, "Hộ ông Nguyễn Văn Hồ", UnitKind.HOUSEHOLD, ((STATE, DONG),), facts=("S001-017",))


def kon_plong_bodies() -> Iterator[Founding]:
    district = ((PARTY, party_key(KON_PLONG)), (STATE, KON_PLONG))
    yield Founding(
        SERVICE_CENTRE,
        "Trung tâm Dịch vụ Nông-Lâm nghiệp huyện Kon Plông",
        UnitKind.SERVICE_CENTRE,
        district,
        ends=REFORM,
        facts=("S003-010",),
    )
    yield Founding("kon-plong-ban-tuyen-giao", "Ban Tuyên giáo Huyện ủy Kon Plông", UnitKind.PARTY_ADVISORY, district, ends=REFORM)
    yield Founding(
        "kon-plong-mttq", "Ủy ban MTTQ Việt Nam huyện Kon Plông", UnitKind.FRONT, ((STATE, KON_PLONG),), ends=REFORM, facts=("S003-017",)
    )
    yield Founding(
        SCHOOL_CELL, "Chi bộ Trường Phổ thông dân tộc bán trú THCS xã Đăk Tăng", UnitKind.PARTY_CELL,
        ((PARTY, party_key(DAK_TANG)), (PARTY, party_key(MANG_DEN_NOW)), (STATE, DAK_TANG), (STATE, MANG_DEN_NOW)), facts=("S003-016",),
    )  # fmt: skip


def nong_cong_bodies() -> Iterator[Founding]:
    town = ((STATE, NONG_CONG_TOWN),)
    for key, name, kind, facts in (
        ("nong-cong-mot-cua", "Bộ phận tiếp nhận và trả kết quả thị trấn Nông Cống", UnitKind.ONE_STOP, ("S000-011",)),
        (WOMEN, "Hội LHPN thị trấn Nông Cống", UnitKind.MASS_ORG, ("S000-014",)),
        (FARMERS, "Hội Nông dân thị trấn Nông Cống", UnitKind.MASS_ORG, ("S000-015",)),
        (VETERANS, "Hội Cựu chiến binh thị trấn Nông Cống", UnitKind.MASS_ORG, ("S000-021",)),
        (POLICE, "Công an thị trấn Nông Cống", UnitKind.AGENCY, ("S000-022",)),
        (YOUTH, "Đoàn Thanh niên thị trấn Nông Cống", UnitKind.MASS_ORG, ("S000-022",)),
    ):
        yield Founding(key, name, kind, town, ends=REFORM, facts=facts)
    both = ((STATE, NONG_CONG_TOWN), (STATE, NONG_CONG_NOW))
    yield Founding(BAC_GIANG, "Tiểu khu Bắc Giang", UnitKind.VILLAGE, both, facts=("S000-012",))
    yield Founding(THAI_HOA, "Tiểu khu Thái Hòa", UnitKind.VILLAGE, both, facts=("S000-013",))


NAMED: Final[dict[str, tuple[str, ...]]] = {
    NONG_CONG: ("S000-009", "S000-016"), NONG_CONG_TOWN: ("S000-010",), TAM_DUONG: ("S001-012",), AN_PHU: ("S002-012",),
    KON_PLONG: ("S003-009",), DAK_RING: ("S003-011",), PO_E: ("S003-012",), MANG_DEN: ("S003-013",), HIEU: ("S003-014",),
    DAK_TANG: ("S003-015",), XUAN_TRUONG: ("S004-010",),
}  # fmt: skip
"""Facts that name a Party organisation of a territory; a standing committee or the organisation itself stands as its committee here."""
TERRITORIES: Final = {"S002-013": VINH_TRUONG, "S002-014": QUOC_THAI, "S004-012": "14101@old"}
"""Facts that name a territory of the tree."""
