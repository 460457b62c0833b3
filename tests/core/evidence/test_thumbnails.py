"""Small pictures, made by the worker and not by the request."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from PIL import Image

from lantoa.core.evidence.models import File, Thumbnail
from lantoa.core.evidence.services import cite
from lantoa.core.evidence.tasks import LONGEST_SIDE, make_thumbnail
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import User
from tests.core.evidence.files import jpeg, pdf, png
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def lay(record: Declaration, content: bytes, name: str, *, by: User) -> File:
    return cite(record, upload=ContentFile(content), name=name, by=by, today=TODAY).file


def worker() -> Worker:
    return Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1, worker_id="test",
        excluded_queue_names=[],
    )  # fmt: skip


def test_the_worker_makes_the_picture_after_the_commit(
    record: Declaration, clerk: User, files: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with django_capture_on_commit_callbacks(execute=True):
        file = lay(record, jpeg(gps=True, size=(1800, 900)), "ảnh.jpg", by=clerk)
    assert File.objects.get().thumbnail == Thumbnail.WAITING
    (waiting,) = DBTaskResult.objects.filter(task_path=make_thumbnail.module_path)
    assert waiting.args_kwargs == {"args": [file.pk], "kwargs": {}}
    worker().run_task(waiting)
    file.refresh_from_db()
    assert file.thumbnail == Thumbnail.READY
    made = (files / file.thumbnail_path).read_bytes()
    assert Image.open(BytesIO(made)).size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert make_thumbnail.call(file.pk) == Thumbnail.READY


def test_documents_wait_for_no_worker(record: Declaration, clerk: User, django_capture_on_commit_callbacks: Any) -> None:
    lay(record, pdf(), "a.pdf", by=clerk)
    with django_capture_on_commit_callbacks() as queued:
        lay(record, pdf("Biên bản khác"), "b.pdf", by=clerk)
    assert queued == []


def test_a_picture_that_cannot_be_made_is_said_so_and_harms_nothing(record: Declaration, clerk: User, files: Path) -> None:
    file = lay(record, png(), "ảnh.png", by=clerk)
    (files / file.path).write_bytes(b"lost")
    assert make_thumbnail.call(file.pk) == Thumbnail.FAILED
    file.refresh_from_db()
    assert (file.thumbnail, file.thumbnail_path) == (Thumbnail.FAILED, "")
