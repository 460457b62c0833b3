"""Approving several records at once: a sample is read first, then each is approved on its own and answers for itself."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Refused
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind, concrete
from lantoa.core.records.lifecycle import Step
from lantoa.core.records.models import Record
from lantoa.core.records.services import EditConflict, advance
from lantoa.core.ui.records.asking import Asked

SALT = "lantoa.records.bulk"
SAMPLE = 3  # records that are read whole before any is approved
MOST = 50  # records at once: a page of the list
HOURS = 2


@dataclass(frozen=True)
class Selection:
    """What was chosen, as it stood then, and which of it is to be read first. Travels signed, for its chooser alone."""

    kind: str
    by: str
    chosen: list[tuple[str, int]]  # (public id, version)
    sample: list[str]

    def sign(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)


def opened(text: str, *, kind: Kind, by: User) -> Selection | None:
    """The selection that was signed for this person and kind, or None."""
    try:
        found = Selection(**signing.loads(text, salt=SALT, max_age=HOURS * 3600))
    except (signing.BadSignature, TypeError):
        return None
    return found if found.kind == kind.code and found.by == str(by.person.public_id) else None


def select(records: Sequence[Record], *, kind: Kind, by: User) -> Selection:
    """A selection of these records with a random sample."""
    ids = [str(record.public_id) for record in records]
    sample = random.SystemRandom().sample(ids, min(SAMPLE, len(ids)))
    return Selection(kind.code, str(by.person.public_id), [(str(record.public_id), record.version) for record in records], sample)


def in_sight(request: Asked, ids: Iterable[str], *, kind: Kind) -> list[Record]:
    """Those of the records named that the person may see, in the order of their names' list."""
    known = {key for key in ids if is_uuid(key)}
    rows = Record.objects.visible_to(request.user, at=request.day).filter(kind=kind.code, public_id__in=known)
    found = {str(record.public_id): record for record in rows.select_related("unit")}
    return [found[key] for key in dict.fromkeys(ids) if key in found]


def is_uuid(text: str) -> bool:
    import uuid

    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Result:
    """What became of one record of the selection."""

    title: str
    unit: str
    href_id: str
    done: bool
    sentence: str


def approve_each(records: Sequence[Record], step: Step, *, versions: dict[str, int], request: Asked) -> list[Result]:
    """Approve each record in its own transaction; a refusal of one leaves the others."""
    return [approved(record, step, version=versions[str(record.public_id)], request=request) for record in records]


def approved(record: Record, step: Step, *, version: int, request: Asked) -> Result:
    try:
        done: Any = advance(concrete(record), step.name, by=request.user, today=request.day, version=version)
    except Refused as refusal:
        return result(record, done=False, sentence=refusal.reason)
    except EditConflict:
        return result(record, done=False, sentence=_("It was changed since you chose it. Open it and look at it again."))
    except ValidationError as error:
        return result(record, done=False, sentence=" ".join(error.messages))
    words = capfirst(str(step.past or step.label))
    return result(done, done=True, sentence=f"{words}: {done.reference}" if done.reference else words)


def result(record: Record, *, done: bool, sentence: str) -> Result:
    return Result(record.title, record.unit.name, str(record.public_id), done, str(sentence))
