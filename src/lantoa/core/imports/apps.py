"""The Django app of core.imports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "lantoa.core.imports"
    label = "imports"

    def ready(self) -> None:
        from lantoa.core.imports.staging import clear_old
        from lantoa.core.people.purposes import DUTY, Kept, declare
        from lantoa.core.privacy.retention import register

        declare(
            Kept(
                "sheet_rows", _("Rows of a sheet that is being imported"), _("So that a sheet is entered without being typed again."),
                _("Until the row is entered or the import laid aside; at the latest 30 days after it was last touched."), DUTY,
                ("imports.ImportRow.cells",),
            )
        )  # fmt: skip
        register("sheet-rows", _("rows of sheets that were not touched for 30 days"), lambda now: clear_old(now=now))
