"""The business day: the local day on which the office works. Sign-in, tokens and audit use the true clock instead."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def business_day() -> date:
    """Today in Viet Nam's time, or the day that the setting LANTOA_BUSINESS_DAY (ISO) puts in its place for demo and tests."""
    return date.fromisoformat(settings.LANTOA_BUSINESS_DAY) if settings.LANTOA_BUSINESS_DAY else timezone.localdate()
