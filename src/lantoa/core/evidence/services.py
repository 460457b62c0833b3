"""Laying evidence beside a record, and withdrawing it. The only ways by which a file comes in."""

import hashlib
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Refused
from lantoa.core.evidence import store
from lantoa.core.evidence.models import Citation, File, Scan, Thumbnail
from lantoa.core.evidence.refusals import refusal_of
from lantoa.core.evidence.scanning import scanned
from lantoa.core.evidence.selectors import may_cite
from lantoa.core.evidence.tasks import LEFT_ALONE, make_thumbnail, sweep_files
from lantoa.core.people.models import User
from lantoa.core.records.models import Event, Record
from lantoa.core.records.services import locked
from lantoa.core.records.services import note as tell
from lantoa.core.records.values import mark_sentence
from lantoa.lib.files import FileFacts, FileRefused, inspect_file, without_places
from lantoa.lib.marks import classification_mark, classification_mark_in_name
from lantoa.lib.scans import SECONDS
from lantoa.lib.vietnamese import nfc

PERSONAL = frozenset({"evidence_name"})  # people name photos after people
LONGEST_NAME = 255
SWEPT = "evidence-swept"  # remembered for as long as the store need not be swept again


class Upload(Protocol):
    """What Django hands over for an uploaded file, or any open file with its size."""

    size: Any

    def read(self, num_bytes: int | None = ...) -> Any: ...


def cite(
    record: Record, *, upload: Upload, name: str, note: str = "", page: int | None = None, taken: date | None = None, place: str = "",
    event: Event | None = None, by: User, today: date, seconds: float = SECONDS,
) -> Citation:  # fmt: skip
    """Keep the file and lay it beside the record (or one event of it), with an event that tells of it; or nothing at all.

    Photos lose their place and all else but their pixels before they are kept. Its pictures and scanned pages are read for marks for
    at most so many `seconds`; what could not be read is told by the file's `scan`. Raises `Refused` where `by` may not add evidence,
    and `ValidationError` with a sentence for everything else; of a file that is refused nothing remains anywhere.
    """
    check_right(record, by=by, today=today)
    told = {"note": nfc(note).strip(), "place": nfc(place).strip(), "page": page, "taken": taken, "event": event}
    try:
        content, facts = inspected(upload, name)
        scan = scanned(content, facts.mime, seconds=seconds)
    except FileRefused as error:
        raise refusal_of(error) from None
    check_told(told, facts, today=today)
    store.clear_incoming(before=timezone.now() - timedelta(hours=1))
    with store.staged(content) as waiting, transaction.atomic():
        check_right(locked(record), by=by, today=today)
        kept = known_file(content, facts, scan)
        check_new(record, kept)
        citation = Citation(record_id=record.pk, file=kept, name=clean_name(name), by=by, day=today, **told)
        citation.full_clean()
        citation.save(force_insert=True)
        changes = {"evidence": (None, kept.digest), "evidence_name": (None, citation.name)}
        tell(record, "evidence", changes=changes, by=by, today=today, personal=PERSONAL)
        if kept.thumbnail == Thumbnail.WAITING:
            transaction.on_commit(partial(make_thumbnail.enqueue, kept.pk), robust=True)
        if cache.add(SWEPT, True, timeout=LEFT_ALONE.total_seconds()):
            transaction.on_commit(sweep_files.enqueue, robust=True)
        store.move_into_place(waiting, kept.path)
    return citation


def check_right(record: Record, *, by: User, today: date) -> None:
    decision = may_cite(record, by, today=today)
    if not decision:
        raise Refused(decision.reason)


def inspected(upload: Upload, name: str) -> tuple[bytes, FileFacts]:
    """The bytes that may be kept, without the places where photos were taken. Raises `FileRefused`."""
    limit = settings.LANTOA_MAX_UPLOAD
    if upload.size > limit and not classification_mark_in_name(name):
        raise FileRefused("too_large", limit=limit, size=upload.size)
    content: bytes = upload.read(limit + 1)
    facts = inspect_file(content, filename=name, limit=limit)
    return without_places(content, facts.mime), facts


def check_told(told: dict[str, Any], facts: FileFacts, *, today: date) -> None:
    """Refuse what is told of a file where it cannot be so."""
    if any(classification_mark(told[field]) for field in ("note", "place")):
        raise ValidationError(mark_sentence(), code="classified")
    if told["page"] and facts.pages and told["page"] > facts.pages:
        raise ValidationError(
            _("There is no page %(page)d: the document has %(pages)d."), code="page", params={"page": told["page"], "pages": facts.pages}
        )
    if told["taken"] and told["taken"] > today:
        raise ValidationError(_("The day of the photo or document must not lie after today."), code="day")


def known_file(content: bytes, facts: FileFacts, scan: Scan) -> File:
    """The row of these bytes, made where they come for the first time; it remembers that they were read, should they be now."""
    digest = hashlib.sha256(content).hexdigest()
    told = {
        "path": store.place_of(digest), "size": len(content), "mime": facts.mime, "extension": facts.extension, "pages": facts.pages,
        "width": facts.width, "height": facts.height, "thumbnail": Thumbnail.WAITING if facts.width else Thumbnail.NONE,
        "scan": scan,
    }  # fmt: skip
    kept, is_new = File.objects.get_or_create(digest=digest, defaults=told)
    if not is_new and (kept.erased or (scan in {Scan.NOTHING, Scan.READ} and kept.scan != scan)):
        kept.scan, kept.erased = scan, False
        kept.save(update_fields=["scan", "erased"])
    return kept


def check_new(record: Record, kept: File) -> None:
    """Refuse a file that stands behind the record already."""
    twin = Citation.objects.filter(record=record.pk, file=kept, withdrawn=False).first()
    if twin:
        told = {"name": twin.name, "day": f"{twin.day.day}/{twin.day.month}/{twin.day.year}"}
        raise ValidationError(_("This file stands behind the record already: “%(name)s”, added on %(day)s."), code="twice", params=told)


def clean_name(name: str) -> str:
    """The file name as it is shown and handed out: no folders, no invisible signs, short enough to store, with its ending."""
    last = nfc(name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = " ".join("".join(char for char in last if char.isprintable()).split()) or _("file")
    ending = Path(shown).suffix[:20]
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - len(ending)] + ending


@transaction.atomic
def withdraw_citation(citation: Citation, *, reason: str, by: User, today: date) -> Citation:
    """The file no longer stands behind the record; the row and the history stay. Raises `Refused`, `ValidationError`."""
    record = locked(citation.record)
    check_right(record, by=by, today=today)
    current = Citation.objects.select_related("file").get(pk=citation.pk)
    if current.withdrawn:
        raise ValidationError(_("This evidence was withdrawn already."), code="withdrawn")
    reason = nfc(reason).strip()
    if not reason:
        raise ValidationError(_("Write why this evidence is withdrawn."), code="reason")
    if classification_mark(reason):
        raise ValidationError(mark_sentence(), code="classified")
    current.withdrawn, current.withdrawn_reason = True, reason
    current.full_clean()
    current.save()
    changes = {"evidence": (current.file.digest, None), "evidence_name": (current.name, None)}
    tell(record, "evidence_withdrawn", changes=changes, by=by, today=today, reason=reason, personal=PERSONAL)
    return current
