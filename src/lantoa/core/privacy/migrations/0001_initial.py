"""Looks, requests, erasures and breaches; what was noted of a breach is append-only."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


from lantoa.core.units.triggers import allow_changes, forbid_changes


def forbid(apps, schema_editor):
    forbid_changes(schema_editor, "privacy_breachnote")


def allow(apps, schema_editor):
    allow_changes(schema_editor, "privacy_breachnote")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0005_privacy_events'),
        ('units', '0004_covering_closure'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('discovered_at', models.DateTimeField(verbose_name='discovered')),
                ('what', models.TextField(max_length=2000, verbose_name='what happened')),
                ('kinds', models.CharField(max_length=300, verbose_name='which data')),
                ('concerned', models.PositiveIntegerField(blank=True, null=True, verbose_name='how many people')),
                ('entered_at', models.DateTimeField()),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('reported_as', models.CharField(blank=True, max_length=120, verbose_name='number of the report')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit')),
            ],
            options={
                'ordering': ('-discovered_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='BreachNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='what was done')),
                ('at', models.DateTimeField()),
                ('breach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='privacy.breach')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('wish', models.CharField(choices=[('correct', 'correct personal data'), ('erase', 'erase personal data')], max_length=8, verbose_name='what is asked for')),
                ('text', models.BinaryField(default=bytes)),
                ('asked_at', models.DateTimeField()),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('extended_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted'), ('refused', 'refused')], max_length=8)),
                ('decision', models.CharField(blank=True, max_length=120, verbose_name='decision no.')),
                ('answer', models.BinaryField(default=bytes)),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('extended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_requests', to='people.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ('asked_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(max_length=120, verbose_name='decision no.')),
                ('at', models.DateTimeField()),
                ('records', models.PositiveIntegerField(default=0)),
                ('name_kept', models.BooleanField(default=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='people.person')),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('record', 'a record that tells of the person'), ('evidence', 'a file beside such a record'), ('export', 'a list taken out as a file'), ('account', 'roles, posts and account'), ('sign_in', 'phones and sign-ins'), ('request', 'a request about personal data')], max_length=10)),
                ('day', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='people.person')),
            ],
            options={
                'ordering': ('-day', '-pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='breach',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reported_as', ''), ('reported_at', None), ('reported_by', None)), models.Q(models.Q(('reported_at__isnull', False), ('reported_by__isnull', False)), models.Q(('reported_as', ''), _negated=True)), _connector='OR'), name='breach_reported_whole'),
        ),
        migrations.AddConstraint(
            model_name='datarequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decision', ''), ('outcome', '')), models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(('outcome', ''), _negated=True), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='datarequest_decided_whole'),
        ),
        migrations.AddConstraint(
            model_name='datarequest',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('person', 'wish'), name='datarequest_one_open'),
        ),
        migrations.AddConstraint(
            model_name='look',
            constraint=models.UniqueConstraint(fields=('person', 'day', 'by', 'what'), name='look_once_a_day'),
        ),
        migrations.RunPython(forbid, allow),
    ]
