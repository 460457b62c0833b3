"""The Django app of core.access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "lantoa.core.access"
    label = "access"

    def ready(self) -> None:
        from lantoa.core.access import passing  # noqa: F401  # registers what follows from a reorganisation
