"""The command for the sole administrator who lost the second step."""

import pytest
from allauth.mfa.models import Authenticator

from lantoa.core.access.cli import register
from lantoa.core.people.models import PersonEvent
from tests.commands import run_command
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def test_the_shell_removes_a_lost_second_step_and_the_history_says_so(capsys):
    user, other = make_account(username="quantri"), make_account()
    for account in (user, other):
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": ""})
    ran = run_command(register, "account", "drop-second-step", "QuanTri", capsys=capsys)
    assert (ran.code, "quantri" in ran.out) == (0, True)
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk]
    assert PersonEvent.objects.get(person=user.person, what="step_gone").by is None


def test_an_unknown_account_or_one_without_a_second_step_is_said(capsys):
    make_account(username="y.lan")
    assert "khong.co" in run_command(register, "account", "drop-second-step", "khong.co", capsys=capsys).err
    assert run_command(register, "account", "drop-second-step", "y.lan", capsys=capsys).err
