"""The kind `declaration`: figures that a unit reports as wholes, approved by someone else like any record."""

from django.utils.translation import gettext_lazy as _

from lantoa.core.records.columns import DAY, UNIT
from lantoa.core.records.kinds import Column, Kind, register
from lantoa.core.records.lifecycle import Lifecycle, entry_steps, register_lifecycle
from lantoa.core.records.models import State

DECLARATION = register(
    Kind(
        code="declaration", model="measures.Declaration", prefix="SL", title=_("declared figures"), plural=_("declared figures"),
        icon="clipboard-check", fields=("unit", "title", "day", "starts", "ends", "figures", "source", "note"),
        form="lantoa.core.ui.records.declarations.DeclarationForm", detail="ui/records/declaration.html",
        columns=(
            Column("title", _("Title"), lambda record: record.title, sort="sort_key"),
            UNIT,
            DAY,
            Column("count", _("Number of figures"), lambda record: len(record.figures), numeric=True),
            Column("source", _("Source"), lambda record: record.source),
        ),
        related=("unit",), order=60,
    )
)  # fmt: skip
register_lifecycle(Lifecycle("declaration", State.DRAFT, entry_steps()))
