"""The Django app of domains.initiatives."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "lantoa.domains.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        from lantoa.domains.initiatives import kinds, lifecycle, measures  # noqa: F401  # registered by being imported
