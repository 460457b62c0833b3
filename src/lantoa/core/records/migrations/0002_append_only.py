"""Events are append-only: the database itself refuses their update and deletion, on SQLite and PostgreSQL alike."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER records_event_no_{verb} BEFORE {VERB} ON records_event BEGIN SELECT RAISE(ABORT, 'records_event is append-only'); END",
]
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION records_event_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'records_event is append-only' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES = "CREATE TRIGGER records_event_no_{verb} BEFORE {VERB} ON records_event FOR EACH ROW EXECUTE FUNCTION records_event_append_only()"


def forbid(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
    for verb in ("update", "delete"):
        for template in [POSTGRES] if vendor == "postgresql" else SQLITE:
            schema_editor.execute(template.format(verb=verb, VERB=verb.upper()))


def allow(apps, schema_editor):
    on_table = " ON records_event" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER records_event_no_{verb}{on_table}")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
