"""The Django app of core.people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lantoa.core.people"
    label = "people"
