"""The Django app of core.documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "lantoa.core.documents"
    label = "documents"
