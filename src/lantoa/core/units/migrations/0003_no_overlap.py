"""Placements of one unit in one hierarchy, and names of one unit, never overlap: the database itself refuses, on SQLite and PostgreSQL alike."""

from django.db import migrations

from lantoa.core.units.triggers import allow_overlap, forbid_overlap


def forbid(apps, schema_editor):
    forbid_overlap(schema_editor, "units_placement", per=("unit_id", "hierarchy"))
    forbid_overlap(schema_editor, "units_unitname", per=("unit_id",))


def allow(apps, schema_editor):
    allow_overlap(schema_editor, "units_placement")
    allow_overlap(schema_editor, "units_unitname")


class Migration(migrations.Migration):
    dependencies = [("units", "0002_heir_since_custody")]
    operations = [migrations.RunPython(forbid, allow)]
