"""What a crash leaves in the store is swept away; what has a row, is new or belongs to somebody else stays."""

import hashlib
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone, translation

from lantoa.core.evidence import store
from lantoa.core.evidence.cli import register
from lantoa.core.evidence.models import Thumbnail
from lantoa.core.evidence.services import cite
from lantoa.core.evidence.sweeping import sweep
from lantoa.core.evidence.tasks import LEFT_ALONE
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import User
from tests.commands import run_command
from tests.core.evidence.files import jpeg, pdf
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def left_by_a_crash(files: Path, path: str, *, days: int = 2) -> Path:
    """A file in the store as it lies there when the power failed before the commit."""
    file = files / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    aged(file, days=days)
    return file


def aged(file: Path, *, days: int = 2) -> None:
    moment = time.time() - days * 86400
    os.utime(file, (moment, moment))


def swept() -> int:
    return sweep(before=timezone.now() - LEFT_ALONE)


def test_files_that_no_row_knows_are_removed_and_all_others_stay(
    record: Declaration, clerk: User, files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kept = cite(record, upload=ContentFile(jpeg()), name="a.jpg", by=clerk, today=TODAY).file
    kept.refresh_from_db()
    assert kept.thumbnail == Thumbnail.READY
    known = [files / kept.path, files / kept.thumbnail_path]
    for file in known:
        aged(file)
    orphan = left_by_a_crash(files, store.place_of("a1" * 32))
    picture = left_by_a_crash(files, store.thumbnail_place_of("b2" * 32))
    unfinished = left_by_a_crash(files, "incoming/tmpabc")
    strangers = [left_by_a_crash(files, "README.txt"), left_by_a_crash(files, "ab/notes.txt"), left_by_a_crash(files, "ab/cd/" + "e" * 62)]
    young = left_by_a_crash(files, store.place_of("c3" * 32), days=0)
    assert swept() == 3
    assert not [file for file in (orphan, picture, unfinished) if file.exists()]
    assert all(file.exists() for file in (*known, *strangers, young))
    assert swept() == 0


def test_an_upload_in_course_of_the_very_file_that_is_swept_keeps_it(db: None, files: Path) -> None:
    content = pdf()
    digest = hashlib.sha256(content).hexdigest()
    path = left_by_a_crash(files, store.place_of(digest))
    with store.staged(content) as waiting:
        others: list[int] = []
        sweeper = threading.Thread(target=lambda: (others.append(swept()), connection.close()))
        sweeper.start()
        sweeper.join(0.3)
        assert sweeper.is_alive()
        store.move_into_place(waiting, store.place_of(digest))
    sweeper.join(20)
    assert others == [0]
    assert path.read_bytes() == content


def test_adding_a_file_lets_the_store_be_swept_once_a_day(
    record: Declaration, clerk: User, files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    for content, stays in ((pdf(), False), (pdf("Biên bản khác"), True)):
        orphan = left_by_a_crash(files, store.place_of("a1" * 32))
        with django_capture_on_commit_callbacks(execute=True):
            cite(record, upload=ContentFile(content), name="a.pdf", by=clerk, today=TODAY)
        assert orphan.exists() == stays


def test_the_store_is_swept_by_hand_and_the_number_said(db: None, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    orphan = left_by_a_crash(files, store.place_of("a1" * 32))
    with translation.override("vi"):
        ran = run_command(register, "evidence", "sweep", capsys=capsys)
    assert (ran.code, ran.out.strip()) == (0, "Đã xóa 1 tệp.")
    assert not orphan.exists()
