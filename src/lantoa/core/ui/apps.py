"""The Django app of core.ui."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb


class UiConfig(AppConfig):
    name = "lantoa.core.ui"
    label = "ui"

    def ready(self) -> None:
        from lantoa.core.ui import nav
        from lantoa.core.ui.records import sections

        nav.register(nav.NavItem("overview", _("Overview"), "overview", "landmark", 10))
        nav.register_source("records", sections.sections)
        nav.register(nav.NavItem("units", _("Units"), "unit-tree", "network", 90, Verb.VIEW))
        nav.register(nav.NavItem("people", _("People"), "people", "users", 95, Verb.MANAGE))
