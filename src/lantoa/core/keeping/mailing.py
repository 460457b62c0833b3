"""Why a mail did not go out, said so that whoever runs the installation knows where to look."""

import smtplib
import socket

from django.conf import settings
from django.utils.translation import gettext as _


def why_not(error: OSError) -> str:
    """The cause in words; with the server's own, where it said something."""
    if isinstance(error, ConnectionRefusedError):
        return _("no mail server listens at port {port} there").format(port=settings.EMAIL_PORT)
    if isinstance(error, socket.gaierror):
        return _("there is no machine of this name")
    if isinstance(error, TimeoutError):
        return _("it timed out without an answer")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("the account or its password is not accepted ({code})").format(code=error.smtp_code)
    return str(error)
