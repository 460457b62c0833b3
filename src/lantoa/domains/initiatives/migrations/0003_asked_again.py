"""Initiatives that stand since before are asked for again too: half a year after the day of their source."""

from typing import Any

from django.db import migrations

from lantoa.lib.periods import months_later


def ask(apps: Any, schema_editor: Any) -> None:
    initiatives = apps.get_model("initiatives", "Initiative").objects.filter(state="approved", stopped=None, due=None)
    records = apps.get_model("records", "Record").objects
    for pk, day in initiatives.values_list("pk", "day").iterator():
        records.filter(pk=pk).update(due=months_later(day, 6))


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_split"), ("records", "0005_merged_into")]
    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
