"""Files that no row knows: what a crash between the move of a file and the commit of its row leaves behind."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db.models import Q

from lantoa.core.evidence import store
from lantoa.core.evidence.models import File

AT_ONCE = 200


def sweep(*, before: datetime) -> int:
    """Remove stored files and small pictures that no row knows and that have lain untouched since `before`, and what was being
    written then; the number removed. Uploads go on meanwhile."""
    removed = store.clear_incoming(before=before)
    paths = store.left_over(before=before)
    while some := list(islice(paths, AT_ONCE)):
        removed += sum(_remove(path, before=before) for path in unknown(some))
    return removed


def unknown(paths: Iterable[str]) -> list[str]:
    """Those of these paths that no row knows."""
    asked = list(paths)
    rows = File.objects.filter(Q(path__in=asked) | Q(thumbnail_path__in=asked), erased=False).values_list("path", "thumbnail_path")
    known = {path for row in rows for path in row}
    return [path for path in asked if path not in known]


def _remove(path: str, *, before: datetime) -> bool:
    """Remove the file unless it has got its row, or was written anew, since it was found."""
    with store.alone():
        if not unknown([path]) or not store.untouched(path, before=before):
            return False
        store.full_path(path).unlink(missing_ok=True)
    return True
