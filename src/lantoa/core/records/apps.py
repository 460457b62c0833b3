"""The Django app of core.records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "lantoa.core.records"
    label = "records"

    def ready(self) -> None:
        from lantoa.core.records import passing  # noqa: F401  # registers what follows from a reorganisation
