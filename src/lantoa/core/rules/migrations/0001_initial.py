"""Rows of rules and decided days; both are append-only, kept so by the database on SQLite and PostgreSQL alike."""

import datetime
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from lantoa.core.units.triggers import allow_changes, forbid_changes

TABLES = ("rules_rulerow", "rules_decidedday")


def forbid(apps, schema_editor):
    for table in TABLES:
        forbid_changes(schema_editor, table)


def allow(apps, schema_editor):
    for table in TABLES:
        allow_changes(schema_editor, table)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0004_devices'),
    ]

    operations = [
        migrations.CreateModel(
            name='DecidedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('kind', models.CharField(choices=[('off', 'day off'), ('work', 'working day in exchange'), ('usual', 'as the calendar has it')], max_length=5, verbose_name='what it is')),
                ('basis', models.CharField(max_length=300, verbose_name='decision')),
                ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ('-day', '-pk'),
                'indexes': [models.Index(fields=['day'], name='rules_decid_day_10791b_idx')],
            },
        ),
        migrations.CreateModel(
            name='RuleRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(default=datetime.date(1, 1, 1), verbose_name='from')),
                ('ends', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='until (not included)')),
                ('code', models.CharField(max_length=60)),
                ('value', models.PositiveIntegerField(verbose_name='value')),
                ('measured_in', models.CharField(choices=[('hours', 'hours'), ('workdays', 'working days'), ('days', 'days'), ('months', 'months')], max_length=10, verbose_name='measured in')),
                ('basis', models.CharField(max_length=300, verbose_name='legal source')),
                ('doubt', models.CharField(blank=True, max_length=300, verbose_name='what is doubtful')),
                ('entered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ('code', '-starts', '-pk'),
                'indexes': [models.Index(fields=['code', 'starts'], name='rules_ruler_code_b46224_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts__lt', models.F('ends'))), name='rulerow_span')],
            },
        ),
        migrations.RunPython(forbid, allow),
    ]
