"""The same role of one person at one unit never overlaps itself: the database itself refuses, on SQLite and PostgreSQL alike."""

from django.db import migrations

from lantoa.core.units.triggers import allow_overlap, forbid_overlap


def forbid(apps, schema_editor):
    forbid_overlap(schema_editor, "access_grant", per=("person_id", "role", "unit_id"))


def allow(apps, schema_editor):
    allow_overlap(schema_editor, "access_grant")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
