"""The Django app of core.keeping."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "lantoa.core.keeping"
    label = "keeping"
