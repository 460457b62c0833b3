"""The Django app of core.evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "lantoa.core.evidence"
    label = "evidence"
