"""Taking the evidence of a record away for good, where what it shows of a person is to be forgotten."""

from datetime import date
from functools import partial

from django.db import transaction

from lantoa.core.evidence import store
from lantoa.core.evidence.models import Citation, File, Thumbnail
from lantoa.core.evidence.services import PERSONAL
from lantoa.core.people.models import User
from lantoa.core.records.ledger import REDACT
from lantoa.core.records.models import Record
from lantoa.core.records.redacting import Change, without
from lantoa.core.records.services import note as tell

TEXTS = {field.name: field for field in Citation._meta.fields if field.name in ("name", "note", "place", "withdrawn_reason")}


@transaction.atomic
def erase_evidence(record: Record, *, words: str, by: User | None, today: date) -> int:
    """Withdraw what stands behind the record, put `words` in place of its names, and destroy files that stand behind no other record.

    The bytes go once the transaction has ended well. How many files were destroyed.
    """
    citations = list(Citation.objects.filter(record=record.pk).select_related("file"))
    for citation in citations:
        if not citation.withdrawn:
            changes = {"evidence": (citation.file.digest, None), "evidence_name": (citation.name, None)}
            tell(record, "evidence_withdrawn", changes=changes, by=by, today=today, reason=words, personal=PERSONAL)
        Citation.objects.filter(pk=citation.pk).update(withdrawn=True, withdrawn_reason=words[:300], name=words[:255], note="", place="")
    ids = {citation.file_id for citation in citations}
    alone = [file for file in File.objects.filter(pk__in=ids, erased=False) if not needed(file, record)]
    for file in alone:
        paths = [path for path in (file.path, file.thumbnail_path) if path]
        file.erased, file.thumbnail, file.thumbnail_path = True, Thumbnail.NONE, ""
        file.save(update_fields=["erased", "thumbnail", "thumbnail_path"])
        transaction.on_commit(partial(remove, file.pk, paths), robust=True)
    return len(alone)


@transaction.atomic
def take_out_of_citation(citation: Citation, *, field: str, change: Change, by: User, today: date, reason: str) -> None:
    """Take a name out of a file's name, or of what is told of it; an event beside the record tells that."""
    text = without(getattr(citation, field), change, longest=TEXTS[field].max_length)
    Citation.objects.filter(pk=citation.pk).update(**{field: text})
    tell(citation.record, REDACT, changes={}, by=by, today=today, reason=reason)


def needed(file: File, record: Record) -> bool:
    """Whether the file stands behind another record, or is something else than evidence too, such as a template."""
    if Citation.objects.filter(file=file, withdrawn=False).exclude(record=record.pk).exists():
        return True
    others = [found for found in File._meta.related_objects if found.related_model is not Citation]
    return any(found.related_model._base_manager.filter(**{found.field.name: file}).exists() for found in others)


def remove(file_id: int, paths: list[str]) -> None:
    """Take the bytes away, unless the same file has come in anew meanwhile."""
    with store.alone():
        if File.objects.filter(pk=file_id, erased=True).exists():
            for path in paths:
                store.full_path(path).unlink(missing_ok=True)
