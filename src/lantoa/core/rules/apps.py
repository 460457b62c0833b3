"""The Django app of core.rules."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "lantoa.core.rules"
    label = "rules"

    def ready(self) -> None:
        from lantoa.core.rules import shipped  # noqa: F401  # declares the rules that the program brings
