"""The Django app of domains.exemplars."""

from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    name = "lantoa.domains.exemplars"
    label = "exemplars"

    def ready(self) -> None:
        from lantoa.domains.exemplars import kinds, lifecycle, measures, purposes  # noqa: F401  # registered by being imported
