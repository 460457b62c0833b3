"""Exemplars and contributions become domains of their own (ADR 0010): their tables are renamed with all their rows, none is made anew."""

from django.db import migrations

TABLES = (("exemplar", "exemplars_exemplar"), ("contribution", "contributions_contribution"))


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable(model, table) for model, table in TABLES],
            state_operations=[migrations.DeleteModel(model) for model, _table in TABLES],
        )
    ]
