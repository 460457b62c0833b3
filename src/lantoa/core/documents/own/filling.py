"""A template filled for a document."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.documents.models import TemplateVersion
from lantoa.core.documents.own.answers import Subject, answers
from lantoa.core.documents.own.selectors import asked_by, content_of
from lantoa.core.documents.own.services import REFUSED
from lantoa.core.documents.own.words import Unknown
from lantoa.core.evidence.refusals import refusal_of
from lantoa.lib.files import FileRefused, inspect_file
from lantoa.lib.wordforms import FormRefused, fill_form


@dataclass(frozen=True)
class Filled:
    """The Word file, and the placeholders whose figures were read today although the others were closed before."""

    content: bytes
    read_today: tuple[str, ...] = ()


def fill(version: TemplateVersion, subject: Subject) -> Filled:
    """The template filled. What comes out passes the checks of the door again. Raises `ValidationError` with a sentence."""
    try:
        told = answers(asked_by(version).asks, subject)
        content = fill_form(content_of(version), answers=told.calls, values=told.values)
        inspect_file(content, filename="van-ban.docx")
    except Unknown as unknown:
        sentence = _("The template asks for “%(name)s”, which this installation does not have any more. Upload a new version.")
        raise ValidationError(sentence % {"name": unknown.name}, code="unknown") from None
    except FormRefused as refused:
        raise ValidationError(REFUSED[refused.code], code=refused.code) from None
    except FileRefused as refused:
        raise refusal_of(refused) from None
    return Filled(content, tuple(told.read_today))
