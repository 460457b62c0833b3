"""Keeping templates: the only way by which one comes in, gets a new version, is laid aside."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.decisions import Decision
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, may_at
from lantoa.core.access.services import check
from lantoa.core.documents.models import OwnTemplate, TemplateVersion
from lantoa.core.documents.own.mistakes import Mistake, mistakes
from lantoa.core.documents.own.words import SCHEMA
from lantoa.core.evidence import store
from lantoa.core.evidence.models import Scan
from lantoa.core.evidence.refusals import refusal_of
from lantoa.core.evidence.scanning import scanned
from lantoa.core.evidence.services import Upload, clean_name, inspected, known_file
from lantoa.core.people.models import User
from lantoa.core.records.values import mark_sentence
from lantoa.core.units.models import Unit
from lantoa.lib.files import FileFacts, FileRefused
from lantoa.lib.files.packages import Package
from lantoa.lib.marks import classification_mark
from lantoa.lib.periods import Period
from lantoa.lib.scans import SECONDS
from lantoa.lib.vietnamese import fold, nfc
from lantoa.lib.wordforms import FormRefused, Read, read_form

MOST_BYTES: Final = 5_000_000
REFUSED: Final = {
    "time": gettext_lazy("Reading or filling the template took too long, so it was stopped. Take out loops within loops."),
    "memory": gettext_lazy("Reading or filling the template took too much memory, so it was stopped. Take out loops within loops."),
    "forbidden": gettext_lazy("The template asks for something that no template may have, so it was stopped."),
    "broken": gettext_lazy("The template cannot be filled. Check that each for and if has its end, and save the file anew."),
}  # fmt: skip


class TemplateMistakes(Exception):
    """A template with mistakes in it; nothing of it was kept."""

    def __init__(self, found: list[Mistake]) -> None:
        super().__init__(len(found))
        self.mistakes = found


@dataclass(frozen=True)
class Checked:
    """A file that may be kept as a template, and what it asks for."""

    content: bytes
    facts: FileFacts
    read: Read
    scan: Scan


def may_keep(actor: Actor, unit: Unit, *, today: date) -> Decision:
    """Whether the actor may keep templates for this unit."""
    return may_at(actor, Verb.TEMPLATE, unit, at=today)


def new_template(
    unit: Unit, *, name: str, upload: Upload, file_name: str, note: str = "", by: User, today: date, now: datetime
) -> OwnTemplate:
    """A new template with its first version. Raises `Refused`, `ValidationError`, `TemplateMistakes`; then nothing is kept."""
    check(may_keep(by, unit, today=today))
    name = nfc(name).strip()
    if classification_mark(name):
        raise ValidationError({"name": mark_sentence()})
    if any(fold(found.name) == fold(name) for found in OwnTemplate.objects.filter(unit=unit, aside_on__isnull=True)):
        raise ValidationError({"name": _("The unit has a template of this name already. Upload a new version of it.")})
    found = checked(upload, file_name, today=today)
    with store.staged(found.content) as waiting, transaction.atomic():
        template = OwnTemplate(unit=unit, name=name)
        template.full_clean()
        template.save(force_insert=True)
        version = versioned(template, found, file_name=file_name, note=note, by=by, today=today, now=now)
        store.move_into_place(waiting, version.file.path)
    return template


def new_version(
    template: OwnTemplate, *, upload: Upload, file_name: str, note: str = "", by: User, today: date, now: datetime
) -> TemplateVersion:
    """The template's next version; earlier ones stay. Raises `Refused`, `ValidationError`, `TemplateMistakes`."""
    check(may_keep(by, template.unit, today=today))
    if template.aside_on:
        raise ValidationError(_("This template was laid aside. Upload it as a new one."))
    found = checked(upload, file_name, today=today)
    with store.staged(found.content) as waiting, transaction.atomic():
        OwnTemplate.objects.select_for_update().get(pk=template.pk)
        version = versioned(template, found, file_name=file_name, note=note, by=by, today=today, now=now)
        store.move_into_place(waiting, version.file.path)
    return version


def versioned(template: OwnTemplate, found: Checked, *, file_name: str, note: str, by: User, today: date, now: datetime) -> TemplateVersion:
    """One more version of a template that is being written."""
    last = template.versions.order_by("-number").first()
    version = TemplateVersion(
        template=template, number=last.number + 1 if last else 1, file=known_file(found.content, found.facts, found.scan),
        file_name=clean_name(file_name), asked=asdict(found.read),
        note=nfc(note).strip(), by=by, day=today, at=now,
    )  # fmt: skip
    version.full_clean()
    version.save(force_insert=True)
    return version


def checked(upload: Upload, file_name: str, *, today: date) -> Checked:
    """The file where it is a Word file that can be filled. Raises `ValidationError` and `TemplateMistakes`."""
    try:
        if upload.size > MOST_BYTES:
            raise FileRefused("too_large", limit=MOST_BYTES, size=upload.size)
        content, facts = inspected(upload, file_name)
        check_word(content, facts)
        scan = scanned(content, facts.mime, seconds=SECONDS)
    except FileRefused as error:
        raise refusal_of(error) from None
    try:
        read = read_form(content, SCHEMA)
    except FormRefused as error:
        raise ValidationError(REFUSED[error.code], code=error.code) from None
    found = mistakes(read, Period(date(today.year, 1, 1), date(today.year + 1, 1, 1)))
    if found:
        raise TemplateMistakes(found)
    return Checked(content, facts, read, scan)


def check_word(content: bytes, facts: FileFacts) -> None:
    """A template is a .docx, and fetches nothing from elsewhere: stricter than evidence, where a forgotten path on a disk is harmless."""
    if facts.extension != "docx":
        raise ValidationError(_("A template is a Word file (.docx). Save it as such, then upload that copy."), code="not_word")
    if Package(content).external_targets():
        raise FileRefused("external", target="")


@transaction.atomic
def lay_aside(template: OwnTemplate, *, by: User, today: date) -> OwnTemplate:
    """The template is offered no more; its versions and what was made with them stay. Raises `Refused`."""
    check(may_keep(by, template.unit, today=today))
    current = OwnTemplate.objects.select_for_update().get(pk=template.pk)
    if current.aside_on is None:
        current.aside_on, current.aside_by = today, by
        current.save(update_fields=["aside_on", "aside_by"])
    return current
