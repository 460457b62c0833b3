"""The Django app of domains.reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "lantoa.domains.reports"
    label = "reports"

    def ready(self) -> None:
        from lantoa.core.documents.own.words import register_section
        from lantoa.core.ui import nav
        from lantoa.domains.reports import lifecycle, naming  # noqa: F401  # registered by being imported
        from lantoa.domains.reports.layouts import SECTIONS

        for section in SECTIONS:
            register_section(section.key, section.title)

        nav.register(nav.NavItem("reports", _("Reports"), "report-list", "file-text", 80))
