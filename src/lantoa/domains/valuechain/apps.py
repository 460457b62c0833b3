"""The Django app of domains.valuechain."""

from django.apps import AppConfig


class ValueChainConfig(AppConfig):
    name = "lantoa.domains.valuechain"
    label = "valuechain"

    def ready(self) -> None:
        from lantoa.domains.valuechain import kinds, lifecycle, measures  # noqa: F401  # registered by being imported
