"""Processes killed outright in the middle of their work, again and again; run as a process in a home of its own.

    python -m tests.cli.killing writes|backups|restores|imports|erasures COUNT SEED TABLES

TABLES is a database of the program's tables without a row: a file of SQLite, or a name on the server of LANTOA_DATABASE. Forks children
that have the program loaded, kills each with SIGKILL after a random while, and looks at what it left. Prints what was found as JSON:
nothing but counts where all is well.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

HOME = Path(os.environ["LANTOA_HOME"])
ARCHIVE = HOME.parent / "copy.tar.gz"
TABLES = sys.argv[4]
AGAIN = "again"  # the folder, and on PostgreSQL the database, of a restore


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """A child that works and exits; its id, and where it says what it has done."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    os.close(read)
    try:
        work(write)
        os._exit(0)
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(3)


def killed(work: Callable[[int], None], *, after: float) -> tuple[bool, list[str]]:
    """Kill the child `after` so many seconds since its first word; whether it was still at work, and the whole lines that it said."""
    child, read = forked(work)
    select.select([read], [], [], 60)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(read, "rb") as said:
        lines = said.read().split(b"\n")[:-1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"a child failed by itself: {status}")
    return os.WIFSIGNALED(status), [line.decode() for line in lines]


def faults() -> list[str]:
    """What `audit verify` and `measures verify` find wrong in this database: both chains, rows and totals."""
    from lantoa.core.measures import recount, rows
    from lantoa.core.records import ledger, sealing

    found = (*ledger.verify(), *sealing.verify(), *rows.verify(), *recount.verify_totals())
    return [str(fault) for fault in found]


def closed() -> None:
    from django.db import connections

    connections.close_all()


def write_on(out: int) -> None:
    """Enter, submit and approve, and tell of each only once it is done; seal what is there."""
    from django.utils import timezone

    from lantoa.core.records import sealing
    from tests.factories import make_approved, make_declaration

    os.write(out, b"begun\n")
    author, leader, unit = the_hands()
    while True:
        record = make_approved(make_declaration(unit, by=author), by=leader)
        os.write(out, f"{record.pk} {record.version}\n".encode())
        sealing.seal(now=timezone.now(), everywhere=True)


def the_hands():
    from lantoa.core.people.models import User
    from lantoa.core.units.models import Unit

    return User.objects.get(username="nhap"), User.objects.get(username="duyet"), Unit.objects.get(name="Đảng ủy xã Hiếu")


def writes(chance: random.Random) -> tuple[bool, list[str]]:
    from lantoa.core.records.models import Record, State

    at_work, said = killed(write_on, after=chance.uniform(0.02, 0.4))
    told = {int(pk): int(version) for pk, version in (line.split() for line in said if line != "begun")}
    kept = dict(Record.objects.filter(pk__in=told, state=State.APPROVED).values_list("pk", "version"))
    wrong = [f"record {pk} was acknowledged and is not there" for pk in told if kept.get(pk) != told[pk]]
    found = wrong + faults()
    closed()
    return at_work, found


def back_up(out: int) -> None:
    from lantoa.core.keeping.backup import make_backup

    def tell(_text: str) -> None:
        os.write(out, b".")

    while True:
        make_backup(ARCHIVE, now=datetime.now(UTC), progress=tell)


def backups(chance: random.Random) -> tuple[bool, list[str]]:
    """Whatever stands under the archive's name is whole."""
    at_work, _said = killed(back_up, after=chance.uniform(0.0, 0.4))
    if not ARCHIVE.exists():
        return at_work, []
    from lantoa.core.keeping import archive

    with archive.reading(ARCHIVE) as reader:
        names = [name for name, _content, _size in reader.parts()]
    return at_work, [] if names[-1] == archive.MANIFEST else ["a half-written backup stands under its name"]


def restore_to(folder: Path, out: int) -> None:
    if out:
        os.write(out, b"begun\n")
    point_to(folder)
    from lantoa.core.keeping import restore

    restore.restore(ARCHIVE, folder=folder, files=folder / "files", progress=len)
    restore.finish(folder)


def import_on(out: int) -> None:
    """Read a sheet, look through it, enter its rows, take them back; and again."""
    from lantoa.core.imports.entering import begin_entering, begin_undoing
    from lantoa.core.imports.working import carry_on
    from tests.core.imports.sheets import read_csv
    from tests.factories import TODAY

    os.write(out, b"begun\n")
    author, _leader, unit = the_hands()
    while True:
        source = read_csv(unit, by=author, rows=12)
        carry_on(source, today=TODAY)
        begin_entering(source, submit=True)
        carry_on(source, today=TODAY)
        begin_undoing(source)
        carry_on(source, today=TODAY)


def imports(chance: random.Random) -> tuple[bool, list[str]]:
    """Every batch is there whole or not at all; what was begun comes to its end when it is taken up again."""
    from lantoa.core.imports.models import WORKING, Import, ImportRow
    from lantoa.core.imports.working import carry_on
    from lantoa.core.records.models import Record
    from tests.factories import TODAY

    at_work, _said = killed(import_on, after=chance.uniform(0.05, 1.2))
    broken_off = list(Import.objects.filter(stage__in=WORKING))
    for source in broken_off:
        carry_on(source, today=TODAY)
    entered = ImportRow.objects.filter(record__isnull=False)
    records = Record.objects.filter(kind="initiative").count()
    once = entered.values("record").distinct().count() == entered.count() == records
    wrong = [] if once else [f"{entered.count()} rows were entered, and there are {records} records"]
    states = set(entered.filter(source__in=broken_off).values_list("state", flat=True))
    wrong += [] if states <= {"done", "undone"} else [f"rows were left behind: {states}"]
    found = wrong + faults()
    closed()
    return at_work, found


def erase_on(out: int) -> None:
    """Enter a record about someone, a request of theirs, and grant it; tell of each person before and once it is done."""
    from django.utils import timezone

    from lantoa.core.privacy.requests import ask, decide
    from lantoa.core.records.services import comment, create
    from tests.factories import TODAY, make_person

    os.write(out, b"begun\n")
    office, _leader, unit = the_hands()
    now = timezone.now()
    while True:
        person = make_person("Người Cần Quên")
        about = {"who": "person", "person": person, "title": f"{person.name} hiến đất", "deed": f"{person.name} hiến đất"}
        values = {"unit": unit, "day": TODAY, "source": "Ví dụ", "collective_name": "", **about}
        record = create("exemplar", values=values, by=office, today=TODAY)
        comment(record, text=f"Đã gặp {person.name}", by=office, today=TODAY)
        asked = ask(person, wish="erase", text="Xóa tên", unit=unit, by=office, now=now, today=TODAY)
        os.write(out, f"asked {person.pk}\n".encode())
        decide(asked, outcome="granted", decision="12-QĐ/ĐU", by=office, now=now, today=TODAY)
        os.write(out, f"erased {person.pk}\n".encode())


def erasures(chance: random.Random) -> tuple[bool, list[str]]:
    """Everyone is either forgotten whole, or not at all; who was acknowledged as forgotten is; the list outside the rows is brought up."""
    from lantoa.core.people.models import Person
    from lantoa.core.privacy import forgotten
    from lantoa.core.records.models import Comment
    from lantoa.domains.exemplars.models import Exemplar

    at_work, said = killed(erase_on, after=chance.uniform(0.05, 0.6))
    done = {int(line.split()[1]) for line in said if line.startswith("erased")}
    found = faults()
    for person in Person.objects.filter(data_requests__wish="erase").distinct():
        record = Exemplar.objects.get(person=person)
        remarks = list(Comment.objects.filter(record=record.pk).values_list("text", flat=True))
        named = ["Quên" in text for text in (person.name, record.title, record.deed, record.search_text, *remarks)]
        signs = {
            hasattr(person, "erasure"),
            not hasattr(person, "key"),
            person.data_requests.get().outcome == "granted",
            not any(named[:3]),
        }
        if len(signs) != 1 or ("quen" in record.search_text) == hasattr(person, "erasure") or any(named[4:]) == hasattr(person, "erasure"):
            found.append(f"person {person.pk} is half forgotten")
        if person.pk in done and not hasattr(person, "erasure"):
            found.append(f"person {person.pk} was acknowledged as forgotten and is not")
    forgotten.write_down()
    listed = {one.person for one in forgotten.read(forgotten.places()[0])}
    found += [f"person {pk} is not on the list" for pk in done if str(Person.objects.get(pk=pk).public_id) not in listed]
    closed()
    return at_work, found


def point_to(folder: Path) -> None:
    from django.conf import settings
    from django.db import connections

    own = of_home()
    connections.close_all()
    name = folder / "lantoa.sqlite3" if connections["default"].vendor == "sqlite" else own if folder == HOME else AGAIN
    connections["default"].settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


@cache
def of_home() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def restores(chance: random.Random) -> tuple[bool, list[str]]:
    """Killed in the middle, nothing stands or all; called again, it comes to its end, and the audit trail holds."""
    after = chance.uniform(0.0, usual_time())
    folder = fresh_folder()
    at_work, _said = killed(lambda out: restore_to(folder, out), after=after)
    found, finished = look_at_broken_off(folder)
    if not finished:
        restore_to(folder, 0)
    found += faults() + ([] if the_photo(folder) else ["the file is missing"])
    closed()
    point_to(HOME)
    return at_work, found


def fresh_folder() -> Path:
    """An empty installation to restore to."""
    from django.db import connection

    closed()
    folder = HOME.parent / AGAIN
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if connection.vendor == "sqlite":
        shutil.copy(TABLES, folder / "lantoa.sqlite3")
    else:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {AGAIN} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {AGAIN} TEMPLATE {TABLES}")
    return folder


@cache
def usual_time() -> float:
    """Seconds that a whole restore takes here; the archive is made first."""
    from lantoa.core.keeping.backup import make_backup

    point_to(HOME)
    make_backup(ARCHIVE, now=datetime.now(UTC), progress=len)
    folder = fresh_folder()
    began = time.monotonic()
    child, read = forked(lambda out: restore_to(folder, out))
    os.waitpid(child, 0)
    os.close(read)
    return time.monotonic() - began


def look_at_broken_off(folder: Path) -> tuple[list[str], bool]:
    """What is wrong with what the killed restore left, and whether it had come to its end."""
    from lantoa.core.keeping.restore import under_way
    from lantoa.core.people.models import User
    from lantoa.core.records.models import Event

    point_to(folder)
    users, events, open_to_all = User.objects.count(), Event.objects.count(), not under_way(folder)
    closed()
    if bool(users) != bool(events):
        return ["half of the rows stand"], False
    if users and open_to_all and not the_photo(folder):
        return ["the installation may be used and its files are missing"], True
    return [], bool(users and open_to_all)


def the_photo(folder: Path) -> bool:
    path = folder / "files" / "ab" / ("c" * 62)
    return path.exists() and path.stat().st_size == 256_000


def main(what: str, count: int, seed: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    import django

    django.setup()
    chance, at_work, found = random.Random(seed), 0, []
    trial = {"writes": writes, "backups": backups, "restores": restores, "imports": imports, "erasures": erasures}[what]
    for _number in range(count):
        was_at_work, wrong = trial(chance)
        at_work += was_at_work
        found += wrong
    sys.stdout.write(json.dumps({"killed": count, "at_work": at_work, "wrong": found}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
