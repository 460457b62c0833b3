"""Adding to rules and to the calendar: the only way. Nothing is changed or taken away."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Decision, no
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Verb, roles_with
from lantoa.core.access.second_step import strong_enough
from lantoa.core.access.selectors import Actor, managed_units, roots
from lantoa.core.access.services import check
from lantoa.core.people.models import User
from lantoa.core.rules.models import DayKind, DecidedDay, Measured, RuleRow
from lantoa.core.rules.registry import told
from lantoa.core.units.closure import on_day
from lantoa.core.units.models import FOREVER
from lantoa.lib.vietnamese import nfc


def may_write(actor: Actor, *, today: date) -> Decision:
    """Whether the actor may add to what holds for the whole installation: one who manages every unit at which anyone manages."""
    if not roots(actor, Verb.MANAGE, at=today):
        return no(_("Rules and days off are entered by an administrator of the whole installation."))
    managed = Grant.objects.filter(on_day(today), role__in=roles_with(Verb.MANAGE), person__user__is_active=True)
    if managed.exclude(unit__in=managed_units(actor, at=today)).exists():
        return no(_("Rules hold for all units of the installation. Ask the administrator above yours to enter this."))
    return strong_enough(actor, Verb.MANAGE)


@transaction.atomic
def add_rule(
    code: str, *, value: int, measured_in: str, starts: date, ends: date = FOREVER, basis: str, doubt: str = "", by: User, today: date
) -> RuleRow:
    """One more row of a rule, from its day on. Raises `Refused`, `ValidationError`; `KeyError` for a code that nothing declares."""
    check(may_write(by, today=today))
    told(code)
    if starts >= ends:
        raise ValidationError({"ends": _("The last day must not lie before the first.")}, code="span")
    if not basis.strip():
        raise ValidationError({"basis": _("Write which law, decree or decision says so.")}, code="basis")
    row = RuleRow(
        code=code, value=value, measured_in=Measured(measured_in), starts=starts, ends=ends, basis=nfc(basis).strip(),
        doubt=nfc(doubt).strip(), entered_by=by.person,
    )  # fmt: skip
    row.full_clean()
    row.save(force_insert=True)
    return row


@transaction.atomic
def decide_day(day: date, *, kind: str, basis: str, by: User, today: date) -> DecidedDay:
    """What a decision made of a day. Raises `Refused`, `ValidationError`."""
    check(may_write(by, today=today))
    if not basis.strip():
        raise ValidationError({"basis": _("Write number, date and issuer of the decision.")}, code="basis")
    row = DecidedDay(day=day, kind=DayKind(kind), basis=nfc(basis).strip(), entered_by=by.person)
    row.full_clean()
    row.save(force_insert=True)
    return row
