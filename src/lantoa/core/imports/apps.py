"""The Django app of core.imports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "lantoa.core.imports"
    label = "imports"

    def ready(self) -> None:
        from lantoa.core.imports import naming  # noqa: F401  # registered by being imported
        from lantoa.core.imports.staging import clear_old
        from lantoa.core.imports.waiting import sweep_once_kept
        from lantoa.core.people.purposes import DUTY, Kept, declare
        from lantoa.core.privacy.retention import register

        declare(
            Kept(
                "sheet_rows", _("Rows of a sheet that is being imported"), _("So that a sheet is entered without being typed again."),
                _("The file of a long sheet until it is read; a row until it is entered or the import laid aside, at the "
                  "latest 30 days after it was last touched."), DUTY,
                ("imports.ImportRow.cells",),
            )
        )  # fmt: skip
        register("sheet-rows", _("rows of sheets that were not touched for 30 days"), lambda now: clear_old(now=now))
        register("waiting-sheets", _("files of sheets that nobody reads any more"), lambda now: sweep_once_kept(now=now))
