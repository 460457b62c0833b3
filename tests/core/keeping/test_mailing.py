"""Why a mail did not go out, in words."""

import smtplib
import socket

import pytest
from django.utils.translation import override

from lantoa.core.keeping.mailing import why_not


@pytest.mark.parametrize(
    ("error", "english", "vietnamese"),
    (
        (ConnectionRefusedError(111, "Connection refused"), "no mail server listens at port 2525 there", "ở cổng 2525"),
        (socket.gaierror(-2, "Name or service not known"), "no machine of this name", "không có máy nào mang tên này"),
        (TimeoutError("timed out"), "timed out without an answer", "quá thời gian"),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 no"), "not accepted (535)", "không được chấp nhận (535)"),
        (smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."), "STARTTLS", "STARTTLS"),
    ),
)
def test_the_cause_is_told_in_the_language_of_whoever_asks(settings, error: OSError, english: str, vietnamese: str) -> None:
    settings.EMAIL_PORT = 2525
    with override("en"):
        assert english in why_not(error)
    with override("vi"):
        assert vietnamese in why_not(error)
        assert "[Errno" not in why_not(error)
