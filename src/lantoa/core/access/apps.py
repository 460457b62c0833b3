"""The Django app of core.access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "lantoa.core.access"
    label = "access"
