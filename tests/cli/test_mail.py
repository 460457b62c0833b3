"""Mail by the real command through a real server on this machine: it goes out, or the sentence says why not and what to do."""

import json
import shutil
import socket
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from filelock import FileLock

from tests.cli.processes import PASSWORD, lantoa, without_options
from tests.once import once

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")]
TO = "hanh@example.vn"


class Letters:
    """Keeps what it is handed."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def let_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, words: LoginPassword) -> AuthResult:
    right = words.login == b"lantoa" and words.password == b"dung"
    return AuthResult(success=right, handled=right)


@dataclass(frozen=True)
class SetUp:
    """An installation that was set up while its mail server, which wants a password, was not there; what it said, and its end."""

    home: Path
    port: int
    code: int
    stderr: str


@pytest.fixture(scope="session")
def made(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    def make(home: Path) -> None:
        words = without_options(set_up, home)
        port, secret = free_port(), home / "mail.txt"
        secret.write_text("dung")
        mail = ("--smtp-host", "127.0.0.1", "--smtp-port", str(port), "--smtp-user", "lantoa", "--smtp-password-file", str(secret))
        more = ("--smtp-from", "lantoa@example.vn", "--no-smtp-tls", "--test-mail", TO)
        result = lantoa("setup", *words, "--root-unit", "23473", *mail, *more, home=home, stdin=PASSWORD + "\n")
        (home / "told.json").write_text(json.dumps([port, result.returncode, result.stderr]))

    home = once(tmp_path_factory, "with-mail", make)
    return SetUp(home, *json.loads((home / "told.json").read_text()))


@pytest.fixture
def again(made: SetUp, tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """The test once more, by a copy of that installation in whose options something has been changed."""
    shutil.copytree(made.home / "lantoa", tmp_path / "lantoa")
    options = tmp_path / "lantoa" / "lantoa.toml"

    def test(**changed: str | int | bool) -> "subprocess.CompletedProcess[str]":
        kept = tomllib.loads(options.read_text()) | changed
        options.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in kept.items()))
        return lantoa("setup", "--test-mail", TO, home=tmp_path)

    return test


@pytest.fixture
def letters(made: SetUp) -> Iterator[Letters]:
    """The mail server, there at last; in one process of tests at a time, since its port is one."""
    kept = Letters()
    server = Controller(kept, hostname="127.0.0.1", port=made.port, auth_required=True, auth_require_tls=False, authenticator=let_in)
    with FileLock(made.home / "port.lock"):
        server.start()
        yield kept
        server.stop()


def test_a_server_that_is_not_there_is_said_and_the_installation_stands(made: SetUp) -> None:
    assert made.code == 1
    assert "did not go out" in made.stderr
    assert "lantoa setup --test-mail" in made.stderr
    assert (made.home / "lantoa" / "lantoa.toml").exists()


def test_a_test_mail_can_be_repeated_and_arrives(again: Any, letters: Letters) -> None:
    result = again()
    assert result.returncode == 0, result.stdout + result.stderr
    [envelope] = letters.taken
    mail = message_from_bytes(envelope.content, policy=default)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("lantoa@example.vn", [TO])
    assert mail["Subject"] == "Test mail of Lan Toả"


@pytest.mark.parametrize(("changed", "said"), [({"smtp_password": "sai"}, "535"), ({"smtp_tls": True}, "STARTTLS")])
def test_a_mail_that_does_not_go_out_says_why(again: Any, letters: Letters, changed: dict[str, Any], said: str) -> None:
    result = again(**changed)
    assert result.returncode == 1
    assert said in result.stderr
    assert "lantoa setup --test-mail" in result.stderr
    assert "Traceback" not in result.stderr
    assert str(changed.get("smtp_password", "dung")) not in result.stdout + result.stderr
    assert not letters.taken


def test_a_server_that_says_nothing_is_given_up(again: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        result = again(smtp_port=silent.getsockname()[1])
    assert result.returncode == 1
    assert "timed out" in result.stderr
