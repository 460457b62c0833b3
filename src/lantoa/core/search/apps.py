"""The Django app of core.search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lantoa.core.search"
    label = "search"
