"""The contribution as a model of this domain. Its table was made, and is brought here, by `initiatives` (ADR 0010)."""

import django.core.validators
import django.db.models.deletion
import lantoa.lib.numbers.quantities
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
                name='Contribution',
                fields=[
                    ('record_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.record')),
                    ('gift', models.CharField(choices=[('money', 'Money'), ('land', 'Land'), ('work_days', 'Work days'), ('volunteer_turns', 'Volunteer turns'), ('goods', 'Goods'), ('rides', 'Rides')], max_length=16, verbose_name='kind of gift')),
                    ('low', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                    ('high', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='amount at most')),
                    ('qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('nearly', 'nearly'), ('more_than', 'more_than'), ('at_least', 'at_least'), ('range', 'range'), ('tens', 'tens'), ('hundreds', 'hundreds'), ('thousands', 'thousands')], default=lantoa.lib.numbers.quantities.Qualifier['EXACT'], max_length=12, verbose_name='how exactly the amount is told')),
                    ('measured_in', models.CharField(blank=True, max_length=40, verbose_name='unit of measure')),
                    ('donor', models.CharField(choices=[('person', 'A person'), ('unit', 'An organisation'), ('group', 'A group of people'), ('unnamed', 'Unnamed')], default='unnamed', max_length=8, verbose_name='donor')),
                    ('donor_group', models.CharField(blank=True, max_length=200, verbose_name='group that gave')),
                    ('purpose', models.CharField(blank=True, max_length=300, verbose_name='purpose')),
                    ('helped', models.CharField(blank=True, choices=[('households', 'households'), ('people', 'people'), ('household_turns', 'household turns')], max_length=16, verbose_name='what is counted of those helped')),
                    ('helped_low', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='how many were helped')),
                    ('helped_high', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='how many at most')),
                    ('helped_qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('nearly', 'nearly'), ('more_than', 'more_than'), ('at_least', 'at_least'), ('range', 'range'), ('tens', 'tens'), ('hundreds', 'hundreds'), ('thousands', 'thousands')], default=lantoa.lib.numbers.quantities.Qualifier['EXACT'], max_length=12, verbose_name='how exactly it is told')),
                    ('donor_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='people.person', verbose_name='name of the donor')),
                    ('donor_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions_given', to='units.unit', verbose_name='organisation that gave')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('gift__in', ['money', 'land', 'work_days', 'volunteer_turns', 'goods', 'rides'])), name='contribution_gift'), models.CheckConstraint(condition=models.Q(('low__isnull', True), ('low__gte', 0), _connector='OR'), name='contribution_amount_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('high__isnull', True), models.Q(('qualifier__in', (lantoa.lib.numbers.quantities.Qualifier['RANGE'], lantoa.lib.numbers.quantities.Qualifier['TENS'], lantoa.lib.numbers.quantities.Qualifier['HUNDREDS'], lantoa.lib.numbers.quantities.Qualifier['THOUSANDS'])), _negated=True)), models.Q(('high__gt', models.F('low')), ('high__isnull', False), ('low__isnull', False), ('qualifier__in', (lantoa.lib.numbers.quantities.Qualifier['RANGE'], lantoa.lib.numbers.quantities.Qualifier['TENS'], lantoa.lib.numbers.quantities.Qualifier['HUNDREDS'], lantoa.lib.numbers.quantities.Qualifier['THOUSANDS']))), _connector='OR'), name='contribution_range'), models.CheckConstraint(condition=models.Q(('low__isnull', False), ('qualifier', lantoa.lib.numbers.quantities.Qualifier['EXACT']), _connector='OR'), name='contribution_told_or_exact'), models.CheckConstraint(condition=models.Q(models.Q(('donor', 'person'), ('donor_group', ''), ('donor_person__isnull', False), ('donor_unit__isnull', True)), models.Q(('donor', 'unit'), ('donor_group', ''), ('donor_person__isnull', True), ('donor_unit__isnull', False)), models.Q(('donor', 'group'), ('donor_person__isnull', True), ('donor_unit__isnull', True), models.Q(('donor_group', ''), _negated=True)), models.Q(('donor', 'unnamed'), ('donor_group', ''), ('donor_person__isnull', True), ('donor_unit__isnull', True)), _connector='OR'), name='contribution_one_donor'), models.CheckConstraint(condition=models.Q(models.Q(('helped', ''), ('helped_low__isnull', True)), models.Q(('helped__in', ['households', 'people', 'household_turns']), ('helped_low__isnull', False)), _connector='OR'), name='contribution_helped_counted'), models.CheckConstraint(condition=models.Q(models.Q(('helped_high__isnull', True), models.Q(('helped_qualifier__in', (lantoa.lib.numbers.quantities.Qualifier['RANGE'], lantoa.lib.numbers.quantities.Qualifier['TENS'], lantoa.lib.numbers.quantities.Qualifier['HUNDREDS'], lantoa.lib.numbers.quantities.Qualifier['THOUSANDS'])), _negated=True)), models.Q(('helped_high__gt', models.F('helped_low')), ('helped_high__isnull', False), ('helped_low__isnull', False), ('helped_qualifier__in', (lantoa.lib.numbers.quantities.Qualifier['RANGE'], lantoa.lib.numbers.quantities.Qualifier['TENS'], lantoa.lib.numbers.quantities.Qualifier['HUNDREDS'], lantoa.lib.numbers.quantities.Qualifier['THOUSANDS']))), _connector='OR'), name='contribution_helped_range')],
                },
                bases=('records.record',),
            ),
        ]),
    ]
