"""The Django app of core.ui."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb


class UiConfig(AppConfig):
    name = "lantoa.core.ui"
    label = "ui"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from allauth.socialaccount.signals import social_account_added
        from django.contrib.auth.signals import user_logged_in

        from lantoa.core.ui import nav
        from lantoa.core.ui.people import proving
        from lantoa.core.ui.records import sections

        nav.register(nav.NavItem("overview", _("Overview"), "overview", "landmark", 10))
        nav.register_source("records", sections.sections)
        nav.register(nav.NavItem("templates", _("Word templates"), "template-list", "files", 85, Verb.TEMPLATE, wide=False))
        nav.register(nav.NavItem("doubles", _("Suspected doubles"), "doubles", "git-merge", 75, Verb.CORRECT, wide=False))
        nav.register(nav.NavItem("units", _("Units"), "unit-tree", "network", 90, Verb.VIEW))
        nav.register(nav.NavItem("people", _("People"), "people", "users", 95, Verb.MANAGE))
        nav.register(nav.NavItem("privacy", _("Personal data"), "data-requests", "book-user", 98, Verb.PRIVACY, wide=False))
        nav.register(nav.NavItem("rules", _("Rules with dates"), "rules", "scale", 97, Verb.MANAGE, wide=False))
        nav.register(nav.NavItem("sign-ins", _("Phones"), "sign-ins", "key-round", 96, Verb.ENROL, wide=False))
        user_logged_in.connect(proving.signed_in)
        authenticator_added.connect(proving.second_step_added)
        authenticator_removed.connect(proving.second_step_removed)
        social_account_added.connect(proving.tied)
