"""The language of the command line: Vietnamese unless `--lang en` or LANTOA_LANG says otherwise.

Uses the plain gettext of Python, since much of the command runs before Django may be set up; Typer's own words are translated with it.
"""

import gettext
import os
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any

from lantoa.cli.catalogs import compile_catalogs

HERE = Path(__file__).resolve().parent
LANGUAGES = ("vi", "en")
TYPERS_OWN = (  # words of Typer's help, listed so that the catalogue has them
    _("Arguments"), _("Options"), _("Commands"), _("Error"), _("Aborted."), _("Missing command."), _("required"), _("[required]"),
    _("default: {default}"), _("[default: {}]"), _("[env var: {}]"), _("(deprecated) "), _("No such command {name!r}."),
    _("Try [blue]'{command_path} {help_option}'[/] for help."),
)  # fmt: skip


def chosen_language(words: Sequence[str]) -> str:
    """The language that these command-line words or else the environment ask for."""
    for number, word in enumerate(words):
        if word == "--lang" and number + 1 < len(words):
            return words[number + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return os.environ.get("LANTOA_LANG", LANGUAGES[0])[:2].lower()


def speak(language: str) -> None:
    """Bind the command's catalogue; an unknown language counts as Vietnamese here and is refused where options are read."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    os.environ["LANTOA_LANG"] = os.environ["LANGUAGE"] = known
    try:
        compile_catalogs(HERE)
    except OSError:
        pass  # a read-only program folder whose catalogues were never compiled: the command then speaks English
    gettext.bindtextdomain("django", HERE / "locale")
    gettext.textdomain("django")


def explain_help(command: Any) -> None:
    """Give `--help` of a command and of those below it its help in the chosen language: Typer writes that one in English alone."""
    import typer

    if option := command.get_help_option(typer.Context(command)):
        option.help = _("Show this help and end.")
    for below in getattr(command, "commands", {}).values():
        explain_help(below)
