"""Commands of the core and the domains, run in this process on the test's own database."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import typer

from lantoa.cli.main import sentence


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str = ""


def run_command(register: Callable[[typer.Typer], None], *words: str, capsys: pytest.CaptureFixture[str]) -> Ran:
    """Run the words as `lantoa` would, with the commands that `register` brings."""
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    capsys.readouterr()
    try:
        code = typer.main.get_command(app)(args=list(words), prog_name="lantoa", standalone_mode=False)
    except Exception as error:
        told = sentence(error)
        assert "--debug" not in told, told  # a failure that nobody thought of
        return Ran(getattr(error, "exit_code", 1), capsys.readouterr().out, told)
    return Ran(code or 0, capsys.readouterr().out)
