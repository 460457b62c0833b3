"""The second chain: batches of events. The database refuses their update and deletion, as it does for events."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("records_seal", "records_sealedevent")
SQLITE = "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION records_seal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES = "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} FOR EACH ROW EXECUTE FUNCTION records_seal_append_only()"


def forbid(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(POSTGRES_FUNCTION)
    for table in TABLES:
        for verb in ("update", "delete"):
            schema_editor.execute((POSTGRES if postgres else SQLITE).format(table=table, verb=verb, VERB=verb.upper()))


def allow(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}" + (f" ON {table}" if postgres else ""))


class Migration(migrations.Migration):
    dependencies = [("records", "0003_links")]
    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.CreateModel(
            name="SealedEvent",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="sealed", serialize=False,
                        to="records.event",
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="records.seal"),
                ),
            ],
        ),
        migrations.RunPython(forbid, allow),
    ]  # fmt: skip
