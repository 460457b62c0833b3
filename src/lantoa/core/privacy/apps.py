"""The Django app of core.privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "lantoa.core.privacy"
    label = "privacy"

    def ready(self) -> None:
        from lantoa.core.privacy import health, purposes, sources, sweeps  # noqa: F401  # registered by being imported
