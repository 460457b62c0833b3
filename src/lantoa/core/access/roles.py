"""Roles and the verbs that they bring. Kept in code: a change here is a change of the office's constitution."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """What can be done to a record or at a unit."""

    VIEW = "view", _("see")
    ENTER = "enter", _("enter records")
    APPROVE = "approve", _("approve")
    CORRECT = "correct", _("correct approved records")
    COMMENT = "comment", _("comment on records")
    EXPORT = "export", _("export")
    REPORT = "report", _("write reports")
    CLOSE = "close", _("close figures")
    MANAGE = "manage", _("manage units, people and roles")
    TEMPLATE = "template", _("keep templates of documents")
    ENROL = "enrol", _("enrol and unlock people's phones")
    PRIVACY = "privacy", _("answer requests about personal data")


class Role(models.TextChoices):
    """Roles as an office names them."""

    ADMINISTRATOR = "administrator", _("administrator")
    OFFICE = "office", _("office")
    LEADER = "leader", _("leader")
    SECRETARY = "secretary", _("secretary")
    DEPUTY = "deputy", _("deputy who enters for others")
    MEMBER = "member", _("member")
    INSPECTOR = "inspector", _("inspector")
    VIEWER = "viewer", _("viewer")
    ADVISORY = "advisory", _("advisory body")


V = Verb
VERBS: dict[str, frozenset[str]] = {
    Role.ADMINISTRATOR: frozenset({V.VIEW, V.MANAGE, V.EXPORT, V.ENROL, V.TEMPLATE}),
    Role.OFFICE: frozenset({V.VIEW, V.ENTER, V.APPROVE, V.CORRECT, V.COMMENT, V.EXPORT, V.REPORT, V.CLOSE, V.ENROL, V.TEMPLATE, V.PRIVACY}),
    Role.LEADER: frozenset({V.VIEW, V.APPROVE, V.CORRECT, V.COMMENT, V.EXPORT, V.REPORT, V.CLOSE}),
    Role.SECRETARY: frozenset({V.VIEW, V.ENTER, V.APPROVE, V.CORRECT, V.COMMENT, V.EXPORT, V.REPORT, V.CLOSE}),
    Role.DEPUTY: frozenset({V.VIEW, V.ENTER, V.COMMENT, V.REPORT}),
    Role.MEMBER: frozenset({V.VIEW, V.ENTER, V.COMMENT}),
    Role.INSPECTOR: frozenset({V.VIEW, V.COMMENT, V.EXPORT}),
    Role.VIEWER: frozenset({V.VIEW}),
    Role.ADVISORY: frozenset({V.VIEW, V.COMMENT, V.EXPORT, V.REPORT}),  # guides, checks and proposes; never decides or closes
}


def roles_with(verb: str) -> list[str]:
    """The roles that bring this verb."""
    return [role for role, verbs in VERBS.items() if verb in verbs]
