"""Columns that the lists of several kinds share."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.records.kinds import Column

UNIT = Column("unit", _("Unit"), lambda record: record.unit.name, sort="unit__sort_key", plain=True)
PLACE = Column("place", pgettext_lazy("record", "Place"), lambda record: record.place.name if record.place is not None else "", plain=True)
DAY = Column("day", _("Day"), lambda record: record.day, sort="day", plain=True)
REFERENCE = Column("reference", _("Reference"), lambda record: record.reference, sort="reference", default=False)
