"""Terms of one person in one post never overlap: the database itself refuses, on SQLite and PostgreSQL alike."""

from django.db import migrations

from lantoa.core.units.triggers import allow_overlap, forbid_overlap


def forbid(apps, schema_editor):
    forbid_overlap(schema_editor, "people_tenure", per=("person_id", "post_id"))


def allow(apps, schema_editor):
    allow_overlap(schema_editor, "people_tenure")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
