"""Work on stored files that no request waits for; the worker of the installation does it."""

from django_tasks import task

from lantoa.core.evidence import store
from lantoa.core.evidence.models import File, Thumbnail
from lantoa.lib.files import FileRefused, thumbnail

LONGEST_SIDE = 640


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
