"""What a unit is. Codes in English, names on screen in Vietnamese (glossary: docs/glossary.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Hierarchy(models.TextChoices):
    """Party and State stand side by side over the same territory; a unit has one parent in each, on a day."""

    PARTY = "party", _("Party")
    STATE = "state", _("State and territory")


class UnitKind(models.TextChoices):
    """Territories first, then bodies of the Party, the State, the Front and mass organisations, then hosts."""

    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province")
    CITY_PROVINCE = "city_province", _("city under the central government")
    DISTRICT = "district", _("rural district")
    TOWN = "town", _("district-level town")
    CITY = "city", _("city within a province")
    URBAN_DISTRICT = "urban_district", _("urban district")
    COMMUNE = "commune", _("commune")
    WARD = "ward", _("ward")
    TOWNSHIP = "township", _("township")
    SPECIAL_ZONE = "special_zone", _("special zone")
    VILLAGE = "village", _("village or residential group")
    PARTY_COMMITTEE = "party_committee", _("Party committee")
    PARTY_CELL = "party_cell", _("Party cell")
    PARTY_ADVISORY = "party_advisory", _("advisory body of a Party committee")
    STEERING_COMMITTEE = "steering_committee", _("steering committee")
    AUTHORITY = "authority", _("people's committee")
    AGENCY = "agency", _("state agency")
    ONE_STOP = "one_stop", _("one-stop unit")
    SERVICE_CENTRE = "service_centre", _("public service centre")
    SCHOOL = "school", _("school")
    FRONT = "front", _("Fatherland Front")
    MASS_ORG = "mass_org", _("mass organisation")
    COOPERATIVE = "cooperative", _("cooperative")
    ENTERPRISE = "enterprise", _("enterprise")
    HOUSEHOLD = "household", _("household")
    GROUP = "group", _("group of people")


PROVINCIAL = (UnitKind.PROVINCE, UnitKind.CITY_PROVINCE)
DISTRICT_LEVEL = (UnitKind.DISTRICT, UnitKind.TOWN, UnitKind.CITY, UnitKind.URBAN_DISTRICT)
COMMUNAL = (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.TOWNSHIP, UnitKind.SPECIAL_ZONE)
TERRITORIAL = (UnitKind.COUNTRY, *PROVINCIAL, *DISTRICT_LEVEL, *COMMUNAL, UnitKind.VILLAGE)
PRIVATE = (UnitKind.HOUSEHOLD, UnitKind.GROUP)  # people rather than organisations: known where they are in scope only
PARTY_KINDS = (UnitKind.PARTY_COMMITTEE, UnitKind.PARTY_CELL, UnitKind.PARTY_ADVISORY, UnitKind.STEERING_COMMITTEE)

# The words that open an official name, longest first; what follows is the bare name ("Xã Hiếu" -> "Hiếu").
NAME_PREFIXES = (
    "thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã",
    "thôn", "tiểu khu", "tổ dân phố", "xóm", "ấp", "bản",
)  # fmt: skip


def home_hierarchy(kind: str) -> Hierarchy:
    """The hierarchy in which a unit of this kind reports: Party bodies in the Party's, all others in the State's."""
    return Hierarchy.PARTY if kind in PARTY_KINDS else Hierarchy.STATE
