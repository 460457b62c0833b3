"""The Django app of core.measures."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "lantoa.core.measures"
    label = "measures"

    def ready(self) -> None:
        from lantoa.core.measures import declarations, rows  # noqa: F401  # registers the hook and the kind
