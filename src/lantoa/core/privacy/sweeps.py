"""What the retention run lets go of, as the purposes promise it (`people.purposes`)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.services import forget_invitations
from lantoa.core.people.devices import forget_offers
from lantoa.core.people.sessions import forget_ended
from lantoa.core.privacy.models import Look
from lantoa.core.privacy.retention import register
from lantoa.core.rules.models import Measured
from lantoa.core.rules.selectors import NoRule, rule
from lantoa.lib.workdays import in_months


def old_looks(now: datetime) -> int:
    """Looks older than the rule of this day allows; none where there is no rule, or it is not one of months."""
    today = timezone.localtime(now).date()
    try:
        found = rule("privacy.looks_kept", on=today)
    except NoRule:
        return 0
    if found.measured_in != Measured.MONTHS:
        return 0
    return Look.objects.filter(day__lt=in_months(today, -found.value)).delete()[0]


register("invitations", _("names and addresses of invitations"), lambda now: forget_invitations(now=now))
register("phone-codes", _("codes of phones that were not enrolled"), lambda now: forget_offers(now=now))
register("sessions", _("sign-ins that have run out"), lambda now: forget_ended(now=now))
register("looks", _("entries of who looked at a person's data"), old_looks)
