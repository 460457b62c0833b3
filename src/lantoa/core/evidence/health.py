"""A look at the evidence: what the rows name lies on disk, byte for byte."""

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.evidence.models import File
from lantoa.core.evidence.store import full_path
from lantoa.lib.health import Asked, Finding, check, failed, fine

SAMPLE = 200


@check("evidence", title=gettext_lazy("Evidence files"), order=85)
def evidence(asked: Asked) -> Iterator[Finding]:
    """Every file (a random sample unless all are asked for) is there in its size; all of them read and hashed where all are asked for."""
    rows = File.objects.filter(erased=False).order_by("pk" if asked.full else "?").values_list("path", "size", "digest")
    seen = missing = altered = 0
    for path, size, digest in (rows if asked.full else rows[:SAMPLE]).iterator():
        seen += 1
        place = full_path(path)
        if not place.is_file():
            missing += 1
        elif place.stat().st_size != size or (asked.full and digest_at(path) != digest):
            altered += 1
    if missing or altered:
        told = _("Of {seen} files {missing} are missing and {altered} are not as they were stored.")
        yield failed(
            told.format(seen=seen, missing=missing, altered=altered),
            _("Restore the last backup into a new folder and copy files/ from it."),
        )
    elif asked.full:
        yield fine(_("All {seen} files are as they were stored.").format(seen=seen))
    else:
        yield fine(_("{seen} of {all} files looked at, all there.").format(seen=seen, all=File.objects.filter(erased=False).count()))


def digest_at(path: str) -> str:
    with full_path(path).open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
