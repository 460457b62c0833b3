"""`lantoa setup`: a real installation, by questions or by options; never with demo data."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lantoa.cli import database, upgrade
from lantoa.cli.console import Failure, WrongUsage, say, step
from lantoa.cli.engine import start_django
from lantoa.cli.place import Place, demo_folder, enter, repository, write_private
from lantoa.config.home import home, read_options, secret_key

if TYPE_CHECKING:
    from lantoa.core.people.models import User
    from lantoa.core.units.models import Unit


BACKUPS = {"backup_hour": 2, "backup_keep": 14}  # what a new installation begins with


@dataclass
class Answers:
    """What the person said, or would be asked."""

    username: str = ""
    name: str = ""
    password: str = ""
    roots: Sequence[str] = ()
    options: dict[str, Any] = field(default_factory=dict)


def setup(
    folder: Annotated[Path | None, typer.Option("--home", help=_("Folder of the installation."))] = None,
    admin_username: Annotated[str, typer.Option(help=_("Account name of the first administrator."))] = "",
    admin_name: Annotated[str, typer.Option(help=_("Full name of the first administrator."))] = "",
    admin_password_stdin: Annotated[bool, typer.Option("--admin-password-stdin", help=_("Read the password from standard input."))] = False,
    root_unit: Annotated[
        list[str] | None, typer.Option(help=_("Unit that the installation serves: code or name; may be repeated."))
    ] = None,
    database_url: Annotated[str, typer.Option("--database", help=_("postgres://user:password@host/name; without it SQLite."))] = "",
    hosts: Annotated[str, typer.Option(help=_("Names by which browsers reach the server, with commas."))] = "",
    smtp_host: Annotated[str, typer.Option(help=_("Mail server; empty for no mail."))] = "",
    smtp_port: Annotated[int, typer.Option(min=1, max=65535, help=_("Port of the mail server."))] = 587,
    smtp_user: Annotated[str, typer.Option(help=_("Account at the mail server."))] = "",
    smtp_password_file: Annotated[Path | None, typer.Option(help=_("File that holds the mail account's password."))] = None,
    smtp_from: Annotated[str, typer.Option(help=_("Sender of the program's mails."))] = "",
    smtp_tls: Annotated[bool, typer.Option(help=_("Encrypt the way to the mail server (STARTTLS)."))] = True,
    test_mail: Annotated[str, typer.Option(help=_("Send a test mail to this address."))] = "",
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing; what is missing is refused."))] = False,
) -> None:
    """Make the folder, the database, the first administrator and the options; a second time, tell what exists."""
    place = Place(checked_folder(folder or home()))
    if place.options.exists():
        tell_existing(place)
    else:
        answers = Answers(username=admin_username, name=admin_name, roots=root_unit or ())
        answers.options = mail_options(smtp_host, smtp_port, smtp_user, smtp_password_file, smtp_from, smtp_tls)
        answers.options |= {key: value for key, value in (("database", database_url), ("hosts", hosts)) if value}
        if admin_password_stdin:
            answers.password = sys.stdin.readline().rstrip("\r\n")
        if not yes:
            try:
                ask_missing(answers, place)
            except typer.Abort as error:
                if sys.stdin.isatty():
                    raise
                raise WrongUsage(_("Nobody is there to answer. Give the answers as options, with --yes for all others.")) from error
        require(answers)
        make(place, answers)
    if test_mail:
        send_test_mail(place, test_mail)


def checked_folder(folder: Path) -> Path:
    """The folder, unless it lies within the program's own or is the demo's."""
    folder, sources = folder.expanduser().resolve(), repository()
    if folder == demo_folder() or (sources and folder.is_relative_to(sources)):
        raise WrongUsage(_("{folder} lies inside the program's folder; an installation needs one of its own.").format(folder=folder))
    return folder


def tell_existing(place: Place) -> None:
    """What was set up before; nothing is changed."""
    enter(place)
    start_django(place)
    from lantoa.core.access.models import Grant
    from lantoa.core.access.roles import Role

    database.check_reachable()
    say(_("An installation exists in {folder}; nothing was changed.").format(folder=place.folder))
    kept = read_options(place.folder)
    say(_("  Database: {what}").format(what="PostgreSQL" if kept.get("database") else place.database))
    say(_("  Mail server: {what}").format(what=kept.get("smtp_host") or _("none")))
    if database.behind():
        say(_("  The database is behind the program; “make run” brings it up to date."))
        return
    for held in Grant.objects.filter(role=Role.ADMINISTRATOR).select_related("person", "unit").order_by("pk"):
        say(_("  Administrator: {name}, {unit}").format(name=held.person, unit=held.unit))


def mail_options(host: str, port: int, user: str, password_file: Path | None, sender: str, tls: bool) -> dict[str, Any]:
    if not host:
        return {}
    chosen: dict[str, Any] = {"smtp_host": host, "smtp_port": port, "smtp_tls": tls, "mail_from": sender or user or "lantoa@localhost"}
    if user:
        chosen["smtp_user"] = user
    if password_file:
        try:
            chosen["smtp_password"] = password_file.read_text("utf-8").strip()
        except OSError as error:
            raise WrongUsage(_("{file} cannot be read: {reason}").format(file=password_file, reason=error.strerror)) from error
    return chosen


def ask_missing(answers: Answers, place: Place) -> None:
    """Ask for what no option told."""
    say(_("A real installation in {folder}.").format(folder=place.folder))
    answers.username = answers.username or typer.prompt(_("Account name of the first administrator"))
    answers.name = answers.name or typer.prompt(_("Full name"))
    answers.password = answers.password or typer.prompt(
        _("Password (at least 10 characters)"), hide_input=True, confirmation_prompt=_("Again")
    )
    while not answers.roots:
        typed = typer.prompt(_("Unit that the installation serves (code or name with its province)"))
        answers.roots = [typed] if typed.strip() else ()
    if "smtp_host" not in answers.options:
        host = typer.prompt(_("Mail server (empty for none)"), default="", show_default=False)
        if host:
            port = typer.prompt(_("Port of the mail server"), default=587, type=int)
            user = typer.prompt(_("Account at the mail server (empty for none)"), default="", show_default=False)
            answers.options |= mail_options(host, port, user, None, typer.prompt(_("Sender of the program's mails"), default=user), True)
            if user:
                answers.options["smtp_password"] = typer.prompt(_("Password of the mail account"), hide_input=True)


def require(answers: Answers) -> None:
    missing = [
        option
        for option, value in (
            ("--admin-username", answers.username), ("--admin-name", answers.name),
            ("--admin-password-stdin", answers.password), ("--root-unit", answers.roots),
        )
        if not value
    ]  # fmt: skip
    if missing:
        raise WrongUsage(_("Missing: {options}.").format(options=", ".join(missing)))


def make(place: Place, answers: Answers) -> None:
    """Everything that an installation needs; its options are written last, so that a broken-off set-up can be run again."""
    for name, value in answers.options.items():
        os.environ[f"LANTOA_{name.upper()}"] = str(value)
    enter(place)
    place.folder.chmod(0o700)
    secret_key(place.folder)
    start_django(place)
    upgrade.upgrade(place, stamp="setup", backup=False)
    units = [find_root(text) for text in answers.roots]
    with step(_("Making the first administrator")):
        make_administrator(answers, units)
    kept = {**BACKUPS, **answers.options, "root_units": ",".join(unit.key for unit in units)}
    write_private(place.options, "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in kept.items()))
    tell_of_reading()
    say(_("Ready. Options: {file}. Start with “make run” or “lantoa run”.").format(file=place.options))


def tell_of_reading() -> None:
    """Say so where pictures cannot be read for marks of state secrecy."""
    from lantoa.core.evidence.scanning import can_read

    if not can_read():
        say(_("Pictures and scanned pages cannot be read for marks of state secrecy here; docs/operate.md says what that takes."))


def find_root(text: str) -> "Unit":
    from lantoa.core.units.asking import unit_typed
    from lantoa.core.units.today import business_day

    return unit_typed(text, at=business_day())


def make_administrator(answers: Answers, units: Sequence["Unit"]) -> "User":
    """The account with the administrator's role at each root unit, whose Party committee is founded where it is unknown; all or nothing."""
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from lantoa.core.access.roles import Role
    from lantoa.core.access.services import grant
    from lantoa.core.people.services import create_account
    from lantoa.core.units.today import business_day

    try:
        with transaction.atomic():
            user = create_account(username=answers.username, name=answers.name, password=answers.password)
            for unit in units:
                found_committee(unit)
                grant(person=user.person, role=Role.ADMINISTRATOR, unit=unit, starts=business_day(), basis="lantoa setup")
    except ValidationError as error:
        raise Failure(" ".join(error.messages)) from error
    return user


COMMITTEES = {"province": "Tỉnh ủy", "city_province": "Thành ủy"}


def found_committee(unit: "Unit") -> None:
    """The Party committee of a territory, unless the tree has it."""
    from lantoa.core.units.kinds import COMMUNAL, PROVINCIAL, Hierarchy, UnitKind
    from lantoa.core.units.selectors import committee_of
    from lantoa.core.units.services import found_unit
    from lantoa.core.units.today import business_day

    if unit.kind not in (*PROVINCIAL, *COMMUNAL) or committee_of(unit, at=business_day()):
        return
    bare = unit.name.split(" ", 2 if unit.kind == UnitKind.CITY_PROVINCE else 1)[-1]
    name = f"{COMMITTEES[unit.kind]} {bare}" if unit.kind in COMMITTEES else f"Đảng ủy {unit.name[0].lower()}{unit.name[1:]}"
    found_unit(name, kind=UnitKind.PARTY_COMMITTEE, parents={Hierarchy.STATE: unit}, starts=unit.starts)


def send_test_mail(place: Place, address: str) -> None:
    """One mail through the configured server. Raises `Failure` with the server's word where it does not go out."""
    from django.conf import settings
    from django.core.mail import send_mail

    from lantoa.core.keeping.mailing import why_not

    if not settings.EMAIL_HOST:
        raise Failure(_("No mail server is set. Write smtp_host into {file}.").format(file=place.options))
    with step(_("Sending a test mail to {address}").format(address=address)):
        try:
            send_mail(_("Test mail of Lan Toả"), _("The program can send mail."), settings.DEFAULT_FROM_EMAIL, [address])
        except OSError as error:
            raise Failure(
                _("The mail did not go out: {reason}. Mend smtp_* in {file} and run “lantoa setup --test-mail” again.").format(
                    reason=why_not(error), file=place.options
                )
            ) from error
