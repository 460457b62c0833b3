"""Totals and what waits to be carried into them. What there is of rows waits first."""

import datetime
from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import lantoa.lib.numbers.quantities

ALL_ROWS = """
INSERT INTO measures_delta (measure, unit_id, day, qualifier, dims, num, high, den, n)
SELECT measure, unit_id, day, qualifier, dims, num, coalesce(high, num), coalesce(den, 0), n FROM measures_measurerow
"""


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0001_initial'),
        ('units', '0003_no_overlap'),
    ]

    operations = [
        migrations.CreateModel(
            name='Refold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(default=datetime.date(1, 1, 1), verbose_name='from')),
                ('ends', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='until (not included)')),
                ('hierarchy', models.CharField(choices=[('party', 'Party'), ('state', 'State and territory')], max_length=10)),
                ('began', models.DateField()),
                ('gone', models.DateField()),
                ('sign', models.SmallIntegerField()),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Total',
            fields=[
                ('num', models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=24)),
                ('high', models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=24)),
                ('den', models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=24)),
                ('n', models.IntegerField(default=0)),
                ('pk', models.CompositePrimaryKey('unit_id', 'hierarchy', 'measure', 'dimension', 'category', 'year', 'month', 'qualifier', blank=True, editable=False, primary_key=True, serialize=False)),
                ('hierarchy', models.CharField(choices=[('party', 'Party'), ('state', 'State and territory')], max_length=10)),
                ('measure', models.CharField(max_length=60)),
                ('dimension', models.CharField(blank=True, max_length=40)),
                ('category', models.CharField(blank=True, max_length=120)),
                ('year', models.SmallIntegerField()),
                ('month', models.SmallIntegerField()),
                ('qualifier', models.CharField(default=lantoa.lib.numbers.quantities.Qualifier['EXACT'], max_length=12)),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Delta',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('num', models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=24)),
                ('high', models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=24)),
                ('den', models.DecimalField(decimal_places=4, default=Decimal('0'), max_digits=24)),
                ('n', models.IntegerField(default=0)),
                ('measure', models.CharField(max_length=60)),
                ('day', models.DateField()),
                ('qualifier', models.CharField(default=lantoa.lib.numbers.quantities.Qualifier['EXACT'], max_length=12)),
                ('dims', models.JSONField(default=dict)),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['measure', 'unit'], name='measures_de_measure_e56beb_idx')],
            },
        ),
        migrations.RunSQL(ALL_ROWS, "DELETE FROM measures_delta"),
    ]
