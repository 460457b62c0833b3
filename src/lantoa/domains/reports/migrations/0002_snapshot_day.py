"""The business day on which a draft was kept or figures were closed, beside the clock's moment."""

from django.db import migrations, models
from django.utils import timezone


def take_from_clock(apps, schema_editor):
    """Until now only the clock's moment was known: its local day stands."""
    for snapshot in apps.get_model("reports", "Snapshot").objects.all():
        snapshot.day = timezone.localtime(snapshot.taken_at).date()
        snapshot.save(update_fields=["day"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AddField("snapshot", "day", models.DateField(null=True)),
        migrations.RunPython(take_from_clock, migrations.RunPython.noop),
        migrations.AlterField("snapshot", "day", models.DateField()),
    ]
