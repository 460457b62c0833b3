"""The Django app of core.units."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "lantoa.core.units"
    label = "units"
