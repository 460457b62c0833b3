"""Mail by the real command through a real server on this machine: it goes out, or the sentence says why not and what to do."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.cli.processes import lantoa
from tests.cli.test_installation import ADMIN, PASSWORD

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


def mail_server(letters: Letters, port: int) -> Controller:
    return Controller(letters, hostname="127.0.0.1", port=port, auth_required=True, auth_require_tls=False, authenticator=let_in)


def let_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, words: LoginPassword) -> AuthResult:
    right = words.login == b"lantoa" and words.password == b"dung"
    return AuthResult(success=right, handled=right)


@pytest.fixture
def office() -> Iterator[tuple[Letters, Controller]]:
    """A mail server that wants its password."""
    letters = Letters()
    controller = mail_server(letters, free_port())
    controller.start()
    yield letters, controller
    controller.stop()


def set_up(home: Path, port: int, password: str, *more: str):
    secret = home / "mail.txt"
    secret.write_text(password)
    mail = ("--smtp-host", "127.0.0.1", "--smtp-port", str(port), "--smtp-user", "lantoa", "--smtp-password-file", str(secret))
    sender = ("--smtp-from", "lantoa@example.vn", "--test-mail", TO)
    return lantoa("setup", *ADMIN, "--root-unit", "23473", *mail, *sender, *more, home=home, stdin=PASSWORD + "\n")


def test_a_test_mail_arrives(tmp_path: Path, office: tuple[Letters, Controller]) -> None:
    letters, controller = office
    result = set_up(tmp_path, controller.port, "dung", "--no-smtp-tls")
    assert result.returncode == 0, result.stdout + result.stderr
    [envelope] = letters.taken
    mail = message_from_bytes(envelope.content, policy=default)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("lantoa@example.vn", [TO])
    assert mail["Subject"] == "Test mail of Lan Toả"


@pytest.mark.parametrize(("password", "words", "said"), [("sai", ("--no-smtp-tls",), "535"), ("dung", (), "STARTTLS")])
def test_a_mail_that_does_not_go_out_says_why_and_the_installation_stands(
    tmp_path: Path, office: tuple[Letters, Controller], password: str, words: tuple[str, ...], said: str
) -> None:
    letters, controller = office
    result = set_up(tmp_path, controller.port, password, *words)
    assert result.returncode == 1
    assert said in result.stderr
    assert "lantoa setup --test-mail" in result.stderr
    assert "Traceback" not in result.stderr
    assert password not in result.stdout + result.stderr
    assert not letters.taken
    assert (tmp_path / "lantoa" / "lantoa.toml").exists()


def test_a_server_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        result = set_up(tmp_path, silent.getsockname()[1], "dung", "--no-smtp-tls")
    assert result.returncode == 1
    assert "timed out" in result.stderr


def test_a_server_that_is_not_there_is_said_and_the_test_can_be_repeated(tmp_path: Path) -> None:
    letters, port = Letters(), free_port()
    failed = set_up(tmp_path, port, "dung", "--no-smtp-tls")
    assert (failed.returncode, "did not go out" in failed.stderr) == (1, True)
    server = mail_server(letters, port)
    server.start()
    try:
        assert lantoa("setup", "--test-mail", TO, home=tmp_path).returncode == 0
    finally:
        server.stop()
    assert len(letters.taken) == 1
