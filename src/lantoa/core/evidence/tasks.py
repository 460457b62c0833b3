"""Work on stored files that no request waits for; the worker of the installation does it."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from lantoa.core.evidence import store
from lantoa.core.evidence.models import File, Thumbnail
from lantoa.core.evidence.sweeping import sweep
from lantoa.lib.files import FileRefused, thumbnail

LONGEST_SIDE = 640
LEFT_ALONE = timedelta(days=1)
"""How long a file that no row knows is left alone: longer than any upload takes."""


@task
def make_thumbnail(file_id: int) -> str:
    """Make the small picture of a file, once; a second call finds it made. Returns how far it has come."""
    file = File.objects.get(pk=file_id)
    if file.thumbnail != Thumbnail.WAITING:
        return file.thumbnail
    path = store.thumbnail_place_of(file.digest)
    try:
        picture = thumbnail(store.full_path(file.path).read_bytes(), edge=LONGEST_SIDE)
    except (OSError, FileRefused):
        File.objects.filter(pk=file_id).update(thumbnail=Thumbnail.FAILED)
        return Thumbnail.FAILED
    with store.staged(picture) as waiting:
        store.move_into_place(waiting, path)
        File.objects.filter(pk=file_id).update(thumbnail=Thumbnail.READY, thumbnail_path=path)
    return Thumbnail.READY


@task
def sweep_files() -> int:
    """Remove what crashes have left in the store; the number of files removed."""
    return sweep(before=timezone.now() - LEFT_ALONE)
