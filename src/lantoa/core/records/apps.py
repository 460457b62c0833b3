"""The Django app of core.records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "lantoa.core.records"
    label = "records"
