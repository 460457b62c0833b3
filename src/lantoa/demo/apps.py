"""The Django app of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "lantoa.demo"
    label = "demo"
