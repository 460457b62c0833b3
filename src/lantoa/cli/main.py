"""The entry point of the `lantoa` command."""

import gc
import sys
import traceback
from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

from lantoa.cli.console import Failure, complain
from lantoa.cli.language import chosen_language, explain_help, speak

WITH_VALUE = {"--lang"}


def main() -> None:
    gc.disable()  # until all is loaded (`engine.start_django`): nearly all of it stays, and looking through it takes a sixth of the start
    sys.exit(execute(sys.argv[1:]))


def execute(words: Sequence[str]) -> int:
    """Run the command that `words` name; the exit code. Failures are told in one sentence, in full after `--debug`."""
    speak(chosen_language(words))
    debug = "--debug" in words
    try:
        return call(list(words))
    except KeyboardInterrupt:
        complain(_("Stopped."))
        return 130
    except Exception as error:
        if debug:
            traceback.print_exc()
        complain(sentence(error))
        return getattr(error, "exit_code", 1)


def call(words: list[str]) -> int:
    import typer

    from lantoa.cli.app import add_domains, assemble, own_commands

    app = assemble()
    try:
        if first_word(words) not in own_commands():
            add_domains(app)
        command = typer.main.get_command(app)
        explain_help(command)
        result = command(args=words, prog_name="lantoa", standalone_mode=False)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    return result if isinstance(result, int) else 0


def first_word(words: Sequence[str]) -> str:
    """The name of the command among the words before which only options stand; empty where there is none."""
    waiting = False
    for word in words:
        if not word.startswith("-") and not waiting:
            return word
        waiting = word in WITH_VALUE
    return ""


def sentence(error: Exception) -> str:
    """What went wrong, for a person."""
    if isinstance(error, Failure):
        return str(error)
    if hasattr(error, "format_message"):
        return usage_sentence(error)
    if hasattr(error, "messages"):  # a form's or service's refusal
        return " ".join(str(message) for message in error.messages)
    if type(error).__name__ == "Refused":
        return str(error)
    if type(error).__module__ == "django.db.utils":
        return _("The database cannot be used ({error}). Start with “make run” (demo) or “lantoa setup” (real).").format(
            error=(str(error).strip() or type(error).__name__).splitlines()[0]
        )
    return _("Something unexpected happened ({kind}: {error}). Run it again with --debug to see where.").format(
        kind=type(error).__name__, error=error
    )


def usage_sentence(error: Any) -> str:
    """Typer's word on how it was called, and where to look."""
    kind, parameter, context = type(error).__name__, getattr(error, "param", None), getattr(error, "ctx", None)
    name = parameter.get_error_hint() if parameter is not None else ""
    if kind == "NoSuchOption":
        told = _("There is no option {name}.").format(name=error.option_name)
    elif kind == "MissingParameter":
        told = _("{name} is missing.").format(name=name)
    elif kind == "BadParameter" and name:
        told = _("The value for {name} does not fit: {reason}.").format(name=name, reason=error.message.rstrip("."))
    else:
        told = str(error.format_message())
    return told if context is None else told + " " + _("See “{command} --help”.").format(command=context.command_path)


if __name__ == "__main__":
    main()
