"""The mark by which a database is known as a demo."""

from django.db import models
from django.utils import timezone


class DemoMark(models.Model):
    """A part of the demo that was built in this database; where there is any, the database is a demo and holds no real data."""

    part = models.CharField(max_length=30, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.part
