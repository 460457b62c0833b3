"""The exemplar as a model of this domain. Its table was made, and is brought here, by `initiatives` (ADR 0010)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0002_split'),
        ('people', '0003_person_events'),
        ('records', '0002_append_only'),
        ('units', '0003_no_overlap'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.CreateModel(
                name='Exemplar',
                fields=[
                    ('record_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.record')),
                    ('who', models.CharField(choices=[('person', 'Person'), ('household', 'Household'), ('collective', 'Collective')], max_length=12, verbose_name='who it is')),
                    ('collective_name', models.CharField(blank=True, max_length=200, verbose_name='name of the collective')),
                    ('deed', models.TextField(max_length=2000, verbose_name='deed')),
                    ('child', models.BooleanField(default=False, verbose_name='a child')),
                    ('consent_name', models.CharField(choices=[('none', 'not given'), ('given', 'given'), ('withdrawn', 'withdrawn')], default='none', max_length=10, verbose_name='consent to publish the name')),
                    ('consent_name_day', models.DateField(blank=True, null=True, verbose_name='day of the consent to the name')),
                    ('consent_photo', models.CharField(choices=[('none', 'not given'), ('given', 'given'), ('withdrawn', 'withdrawn')], default='none', max_length=10, verbose_name='consent to publish photographs')),
                    ('consent_photo_day', models.DateField(blank=True, null=True, verbose_name='day of the consent to photographs')),
                    ('consent_income', models.CharField(choices=[('none', 'not given'), ('given', 'given'), ('withdrawn', 'withdrawn')], default='none', max_length=10, verbose_name='consent to publish the income')),
                    ('consent_income_day', models.DateField(blank=True, null=True, verbose_name='day of the consent to the income')),
                    ('consent_land', models.CharField(choices=[('none', 'not given'), ('given', 'given'), ('withdrawn', 'withdrawn')], default='none', max_length=10, verbose_name='consent to publish the land')),
                    ('consent_land_day', models.DateField(blank=True, null=True, verbose_name='day of the consent to the land')),
                    ('consent_guardian', models.CharField(choices=[('none', 'not given'), ('given', 'given'), ('withdrawn', 'withdrawn')], default='none', max_length=10, verbose_name="consent of a child's guardian")),
                    ('consent_guardian_day', models.DateField(blank=True, null=True, verbose_name="day of the guardian's consent")),
                    ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemplars', to='units.unit', verbose_name='collective')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemplars', to='people.person', verbose_name='name of the person or householder')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('who__in', ['person', 'household', 'collective'])), name='exemplar_who'), models.CheckConstraint(condition=models.Q(models.Q(('who', 'person'), _negated=True), ('person__isnull', False), _connector='OR'), name='exemplar_person_named'), models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', True), ('who', 'collective'), models.Q(('collective__isnull', False), models.Q(('collective_name', ''), _negated=True), _connector='OR')), models.Q(models.Q(('who', 'collective'), _negated=True), ('collective__isnull', True), ('collective_name', '')), _connector='OR'), name='exemplar_collective_named'), models.CheckConstraint(condition=models.Q(('child', False), ('who', 'person'), _connector='OR'), name='exemplar_child_is_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('consent_name', 'none'), ('consent_name_day__isnull', True)), models.Q(('consent_name__in', ['given', 'withdrawn']), ('consent_name_day__isnull', False)), _connector='OR'), name='exemplar_name_consent_dated'), models.CheckConstraint(condition=models.Q(models.Q(('consent_photo', 'none'), ('consent_photo_day__isnull', True)), models.Q(('consent_photo__in', ['given', 'withdrawn']), ('consent_photo_day__isnull', False)), _connector='OR'), name='exemplar_photo_consent_dated'), models.CheckConstraint(condition=models.Q(models.Q(('consent_income', 'none'), ('consent_income_day__isnull', True)), models.Q(('consent_income__in', ['given', 'withdrawn']), ('consent_income_day__isnull', False)), _connector='OR'), name='exemplar_income_consent_dated'), models.CheckConstraint(condition=models.Q(models.Q(('consent_land', 'none'), ('consent_land_day__isnull', True)), models.Q(('consent_land__in', ['given', 'withdrawn']), ('consent_land_day__isnull', False)), _connector='OR'), name='exemplar_land_consent_dated'), models.CheckConstraint(condition=models.Q(models.Q(('consent_guardian', 'none'), ('consent_guardian_day__isnull', True)), models.Q(('consent_guardian__in', ['given', 'withdrawn']), ('consent_guardian_day__isnull', False)), _connector='OR'), name='exemplar_guardian_consent_dated')],
                },
                bases=('records.record',),
            ),
        ]),
    ]
