import uuid

from django.db import migrations, models
from django.db.models.functions import Greatest, Least


def give_keys(apps, schema_editor):
    """Links made before have a key each, so that they too can be named when they are taken away."""
    rows = apps.get_model("records", "Link").objects.using(schema_editor.connection.alias)
    for link in rows.filter(key__isnull=True):
        rows.filter(pk=link.pk).update(key=uuid.uuid4())


KINDS = [
    ("implements", "implements"),
    ("copies", "follows the example of"),
    ("answers", "answers"),
    ("remedies", "remedies"),
    ("tells_of", "tells of"),
    ("belongs_to", "belongs to"),
    ("relates_to", "relates to"),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0002_append_only")]
    operations = [
        migrations.RemoveConstraint(model_name="link", name="link_once"),
        migrations.AddField(model_name="link", name="key", field=models.UUIDField(editable=False, null=True)),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(model_name="link", name="key", field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.AlterField(model_name="link", name="kind", field=models.CharField(choices=KINDS, max_length=12)),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                Least("source", "target"), Greatest("source", "target"), models.F("kind"), name="link_once_either_way"
            ),
        ),
    ]
