"""The Django app of domains.contributions."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "lantoa.domains.contributions"
    label = "contributions"

    def ready(self) -> None:
        from lantoa.domains.contributions import kinds, lifecycle, measures, purposes  # noqa: F401  # registered by being imported
