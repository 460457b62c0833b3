"""The Django app of core.doubles."""

from django.apps import AppConfig


class DoublesConfig(AppConfig):
    name = "lantoa.core.doubles"
    label = "doubles"

    def ready(self) -> None:
        from lantoa.core.doubles import merging, seeking  # noqa: F401  # registers the hook and the steps
