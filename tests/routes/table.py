"""Role by route: for every named address who is let in, who is refused with a reason, and for whom it does not exist.

To add a route, add at least one `Row` for it to the part of its package, one for each way in that differs (GET and POST, an approved record
and a draft). `expected` names actors and what they meet; the first entry that names an actor wins, `*` is everyone left:

    anonymous=login stranger,neighbour=404 viewer,administrator=403 *=ok

`ok` is any page, file or redirect; `login` the way to the sign-in; a number that answer's status. Actors are `anonymous`, `stranger`
(signed in, no role), `neighbour` (office and administrator of the next district) and each role, held at the district committee (`world`).
Nobody who is not let in may change anything; `quiet` says that even those who are do not (an empty form, a page that asks first).
A refusal that surprises you is a finding, not a line to adapt: the package `lantoa.core.access` says who may do what.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from lantoa.core.access.reorganising import preview
from lantoa.core.units.acts import Act, Order
from tests.factories import TODAY
from tests.routes.world import World

Made = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One way into a route. `args` and `data` are made from the world; `data` is the query of a GET and the form of a POST."""

    name: str
    expected: str
    args: Callable[[World], list[Any]] = field(default=lambda world: [])
    method: str = "get"
    data: Made = field(default=lambda world: {})
    about: str = ""
    quiet: bool = False

    def __str__(self) -> str:
        return " ".join(part for part in (self.method, self.name, self.about) if part)


PUBLIC = "*=ok"
NOT_OFFERED = "*=404"
SIGNED_IN = "anonymous=login *=ok"
ANY_ROLE = "anonymous=login stranger=404 *=ok"
IN_SCOPE = "anonymous=login stranger,neighbour=404 *=ok"
REFUSED_IN_FORM = "anonymous=login stranger,neighbour=404 *=422"
NOT_THERE = "anonymous=login *=404"
ENTER = "anonymous=login stranger,neighbour=404 office,secretary,deputy,member=ok *=403"
APPROVE = "anonymous=login stranger,neighbour=404 office,leader,secretary=ok *=403"
COMMENT = "anonymous=login stranger,neighbour=404 administrator,viewer=403 *=ok"
WORK_ON_DRAFT = "anonymous=login stranger,neighbour,administrator,viewer,inspector=404 *=ok"
WRITE_DRAFT = "anonymous=login stranger,neighbour,administrator,viewer,inspector=404 member=403 *=ok"
CLOSE_DRAFT = "anonymous=login stranger,neighbour,administrator,viewer,inspector=404 office,leader,secretary=ok *=403"
MANAGE_UNIT = "anonymous=login stranger=404 administrator=ok *=403"
MANAGE_HERE = "anonymous=login stranger,neighbour=404 administrator=ok *=403"
MANAGE_ANY = "anonymous=login neighbour,administrator=ok *=404"
KEEPS_PHONES = "anonymous=login neighbour,office,administrator=ok *=404"
KEEPS_PHONES_HERE = "anonymous=login office,administrator=ok *=404"
KEEP = "anonymous=login administrator=ok *=404"
ELSEWHERE = "anonymous=login *=403"


def of(name: str) -> Callable[[World], list[Any]]:
    """The public id of one of the world's records or files as the argument."""
    return lambda world: [getattr(world, name).public_id]


def unit_key(world: World) -> list[Any]:
    return [world.tree.hieu_committee.key]


def declarations(world: World) -> list[Any]:
    return ["declaration"]


ACCOUNT = [
    Row("account_login", PUBLIC),
    Row("account_logout", SIGNED_IN),
    Row("account_change_password", SIGNED_IN),
    Row("account_reauthenticate", SIGNED_IN),
    Row("account_reset_password", PUBLIC),
    Row("account_reset_password_done", PUBLIC),
    Row("account_reset_password_from_key", PUBLIC, lambda world: ["1", "wrong-key"], about="with a wrong key"),
    Row("account_reset_password_from_key_done", PUBLIC),
    Row("account_signup", PUBLIC, about="closed to all"),
    Row("account_inactive", PUBLIC),
    Row("account_email", NOT_OFFERED),
    Row("account_email_verification_sent", NOT_OFFERED),
    Row("account_confirm_email", NOT_OFFERED, lambda world: ["key"]),
    Row("account_set_password", NOT_OFFERED),
    Row("account_confirm_login_code", NOT_OFFERED),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_authenticate", SIGNED_IN, about="without a password before it: back to the sign-in"),
    Row("mfa_reauthenticate", "anonymous=login *=ok", about="with no second step: by password"),
    Row("mfa_activate_totp", SIGNED_IN, about="after confirming the password"),
    Row("mfa_deactivate_totp", NOT_THERE, about="with no app"),
    Row("mfa_view_recovery_codes", NOT_THERE, about="with no second step"),
    Row("mfa_generate_recovery_codes", SIGNED_IN, about="after confirming the password"),
    Row("mfa_download_recovery_codes", NOT_OFFERED),
    Row("mfa_list_webauthn", NOT_OFFERED),
    Row("mfa_edit_webauthn", NOT_OFFERED, lambda world: [1]),
    Row("mfa_add_webauthn", SIGNED_IN, about="after confirming the password"),
    Row("mfa_remove_webauthn", SIGNED_IN, lambda world: [1], about="after confirming the password"),
    Row("mfa_reauthenticate_webauthn", SIGNED_IN, about="with no passkey: by password"),
    Row("mfa_login_webauthn", SIGNED_IN, about="opened as a page: back to the sign-in"),
    Row("socialaccount_connections", NOT_OFFERED),
    Row("socialaccount_signup", NOT_OFFERED),
    Row("socialaccount_login_cancelled", PUBLIC),
    Row("socialaccount_login_error", "*=401"),
    Row("openid_connect_login", NOT_OFFERED, lambda world: ["oidc"], "post", about="where no provider is set"),
    Row("openid_connect_callback", NOT_OFFERED, lambda world: ["oidc"], about="where no provider is set"),
    Row("set_language", PUBLIC, method="post", data=lambda world: {"language": "en"}),
]


def dissolution(world: World) -> list[Any]:
    return [*unit_key(world), "dissolve"]


def decision(**more: str) -> dict[str, Any]:
    return {"day": "1/6/2023", "basis": "Quyết định 12-QĐ/HU", "public_id": "00000000-0000-4000-8000-000000000001", **more}


def confirmed(world: World) -> dict[str, Any]:
    """The form of one who has read every effect."""
    order = Order(Act.DISSOLVE, (world.tree.hieu_committee,), date(2023, 6, 1))
    return decision(shown=preview(order, by=None, today=TODAY).digest)


UNITS = [
    Row("unit-tree", ANY_ROLE),
    Row("unit-tree", ANY_ROLE, data=lambda world: {"open": world.tree.hieu_committee.key}, about="opened"),
    Row("unit-tree", IN_SCOPE, data=lambda world: {"open": world.household.key}, about="opened at a household"),
    Row("unit-tree", ANY_ROLE, data=lambda world: {"q": "hieu"}, about="search"),
    Row("unit", ANY_ROLE, unit_key),
    Row("unit", IN_SCOPE, lambda world: [world.household.key], about="of a household"),
    Row("unit", NOT_THERE, lambda world: ["khong-co"], about="that does not exist"),
    Row("unit-found", MANAGE_UNIT, unit_key),
    Row("unit-found", MANAGE_UNIT, unit_key, "post", lambda world: {"name": "Chi bộ 1", "kind": "party_cell"}),
    Row("unit-rename", MANAGE_UNIT, unit_key),
    Row("unit-rename", MANAGE_UNIT, unit_key, "post", lambda world: {"name": "Đảng ủy xã Hiếu Mới", "day": "1/6/2023"}),
    Row("unit-reorganise", MANAGE_UNIT, unit_key),
    Row("unit-order", MANAGE_UNIT, lambda world: [*unit_key(world), "merge"], about="merge"),
    Row("unit-order", MANAGE_UNIT, lambda world: [*unit_key(world), "move"], about="move"),
    Row("unit-order", MANAGE_UNIT, lambda world: [*unit_key(world), "split"], about="split"),
    Row("unit-order", MANAGE_UNIT, dissolution, "post", lambda world: decision(), "preview", quiet=True),
    Row("unit-order", MANAGE_UNIT, dissolution, "post", lambda world: decision(shown="0" * 64), "not what was shown", quiet=True),
    Row("unit-order", MANAGE_UNIT, dissolution, "post", confirmed, "confirmed"),
]


def handed_over(world: World) -> dict[str, Any]:
    viewer = world.actors["viewer"]
    assert viewer is not None
    return {"to": viewer.username, "day": "25/5/2023"}


def person_of(world: World) -> list[Any]:
    return [world.grant.person.public_id]


PEOPLE = [
    Row("people", MANAGE_ANY),
    Row("people-kept", PUBLIC),
    Row("person", IN_SCOPE, person_of, about="who holds a post"),
    Row("person-rename", MANAGE_HERE, person_of),
    Row("person-rename", MANAGE_HERE, person_of, "post", lambda world: {"name": "A Đăng Xốp"}),
    Row("person-address", MANAGE_HERE, person_of),
    Row("person-address", MANAGE_HERE, person_of, "post", lambda world: {"email": "a.dang@example.org"}),
    Row("person-account", MANAGE_HERE, person_of, "post", lambda world: {"act": "close"}),
    Row("role-history", MANAGE_ANY),
    Row("grant-new", MANAGE_ANY),
    Row("grant-end", KEEP, lambda world: [world.grant.pk]),
    Row("grant-end", KEEP, lambda world: [world.grant.pk], "post", lambda world: {"day": "25/5/2023"}),
    Row("grant-handover", KEEP, lambda world: [world.grant.pk]),
    Row("grant-handover", KEEP, lambda world: [world.grant.pk], "post", handed_over),
    Row("appoint", MANAGE_ANY),
    Row("tenure-end", KEEP, lambda world: [world.tenure.pk]),
    Row("tenure-end", KEEP, lambda world: [world.tenure.pk], "post", lambda world: {"day": "25/5/2023"}),
    Row("invite", MANAGE_ANY),
    Row("invitation-withdraw", KEEP, lambda world: [world.invitation.pk], "post"),
    Row("invitation", PUBLIC, lambda world: [world.secret]),
    Row("invitation", "*=410", lambda world: ["khong-co"], about="with a wrong secret"),
    Row("sign-ins", KEEPS_PHONES),
    Row("person-sign-in", KEEPS_PHONES_HERE, person_of),
    Row("person-sign-in", KEEPS_PHONES_HERE, person_of, "post", lambda world: {"name": "Máy A Đăng"}),
    Row("person-sign-in-act", KEEPS_PHONES_HERE, person_of, "post", lambda world: {"act": "sign-out-all"}, "signing out", quiet=True),
    Row("person-sign-in-act", NOT_THERE, person_of, "post", lambda world: {"act": "khong-co"}, "that does not exist"),
    Row("device-code", PUBLIC),
    Row("device", "*=410", lambda world: ["KHONGCO"], about="with a wrong code"),
    Row("device-pin", PUBLIC),
    Row("my-sign-in", SIGNED_IN),
    Row("my-tie", NOT_THERE, about="where no provider is set"),
    Row("my-sign-in-act", SIGNED_IN, method="post", data=lambda world: {"act": "sign-out-all"}, quiet=True),
    Row("my-account", SIGNED_IN),
    Row("my-account", SIGNED_IN, method="post", data=lambda world: {"name": "X", "email": "", "language": "vi"}),
]


def seen(**more: str) -> Made:
    """The form of a step, with the version that was seen."""
    return lambda world: {"version": world.submitted.version, **more}


def new_link(world: World) -> dict[str, Any]:
    return {"link-key": uuid4(), "link-relation": "copies", "link-words": "", "link-other": world.submitted.public_id}


RECORDS = [
    Row("my-work", SIGNED_IN),
    Row("reviews", ANY_ROLE),
    Row("approvals", SIGNED_IN),
    Row("unit-names", SIGNED_IN, data=lambda world: {"name": "hieu"}),
    Row("record-list", SIGNED_IN, declarations),
    Row("record-list", NOT_THERE, lambda world: ["khong-co"], about="of no kind"),
    Row("record-columns", SIGNED_IN, declarations, "post", lambda world: {"column": "title"}),
    Row("record-saved", SIGNED_IN, declarations, "post", lambda world: {"name": "Của tôi", "next": "/records/declaration/?q=duyet"}),
    Row("record-export", "anonymous=login neighbour,office,leader,secretary,administrator,inspector,advisory=ok *=403", declarations),
    Row("record-new", "anonymous=login neighbour,office,secretary,deputy,member=ok *=403", declarations),
    Row("record-new", "anonymous=login neighbour,office,secretary,deputy,member=422 *=403", declarations, "post", about="empty"),
    Row("record-bulk", SIGNED_IN, declarations),
    Row("record-bulk", SIGNED_IN, declarations, "post", lambda world: {"chosen": [world.submitted.public_id]}, "a choice", quiet=True),
    Row("record-bulk", SIGNED_IN, declarations, "post", lambda world: {"selection": "made-up"}, "a forged confirmation", quiet=True),
    Row("record", IN_SCOPE, of("approved"), about="approved"),
    Row("record", IN_SCOPE, of("submitted"), about="submitted"),
    Row("record", NOT_THERE, of("draft"), about="someone's draft"),
    Row("record-edit", APPROVE, of("approved"), about="approved"),
    Row("record-edit", REFUSED_IN_FORM, of("approved"), "post", about="approved, with nothing in it"),
    Row("record-edit", NOT_THERE, of("draft"), about="someone's draft"),
    Row("record-copy", ENTER, of("approved")),
    Row("record-comment", COMMENT, of("approved"), "post", lambda world: {"text": "Bổ sung ảnh"}),
    Row("record-link", APPROVE, of("approved"), "post", new_link),
    Row("record-link", NOT_THERE, of("draft"), "post", new_link, "someone's draft"),
    Row("record-linkable", APPROVE, of("approved"), "post", lambda world: {"link-words": "duyet"}, quiet=True),
    Row("record-unlink", APPROVE, lambda world: [world.approved.public_id, world.link.key], "post"),
    Row("record-unlink", APPROVE, lambda world: [world.approved.public_id, uuid4()], "post", about="that is gone", quiet=True),
    Row("record-step", APPROVE, lambda world: [world.submitted.public_id, "approve"], "post", seen()),
    Row("record-step", APPROVE, lambda world: [world.submitted.public_id, "return"], "post", seen(reason="Thiếu nguồn")),
    Row("record-step", NOT_THERE, lambda world: [world.submitted.public_id, "khong-co"], "post", about="that does not exist"),
    Row("search", SIGNED_IN, data=lambda world: {"q": "hieu"}),
]

EVIDENCE = [
    Row("evidence-add", APPROVE, of("approved")),
    Row("evidence-file", IN_SCOPE, of("citation")),
    Row("evidence-thumb", IN_SCOPE, of("citation")),
    Row("evidence-withdraw", APPROVE, of("citation")),
    Row("evidence-withdraw", APPROVE, of("citation"), "post", lambda world: {"reason": "Ảnh mờ"}),
]

FIGURES = [
    Row("overview", SIGNED_IN),
    Row("overview", IN_SCOPE, data=lambda world: {"unit": world.tree.hieu_committee.key}, about="of a unit"),
    Row("figure", IN_SCOPE, lambda world: ["initiatives.kept"], data=lambda world: {"unit": world.tree.hieu_committee.key}),
    Row("figure", NOT_THERE, lambda world: ["khong.co"], data=lambda world: {"unit": world.tree.hieu_committee.key}, about="of no measure"),
]


def stopped(world: World) -> dict[str, Any]:
    return {"version": world.initiative.version, "stopped": "25/5/2023", "stop_reason": "Hết vốn"}


INITIATIVES = [
    Row("initiative-stop", APPROVE, of("initiative")),
    Row("initiative-stop", APPROVE, of("initiative"), "post", stopped),
    Row("initiative-resume", APPROVE, of("stopped")),
    Row("exemplar-consents", ENTER, of("exemplar")),
]


def rule_row(world: World) -> dict[str, Any]:
    return {"value": "15", "measured_in": "days", "starts": "1/1/2027", "basis": "Quy chế"}


def decided_day(world: World) -> dict[str, Any]:
    return {"day": "2/1/2026", "kind": "off", "basis": "Thông báo"}


REPORTS = [
    Row("report-list", SIGNED_IN),
    Row("report-new", "anonymous=login neighbour,office,leader,secretary,deputy,advisory=ok *=403"),
    Row("report", WORK_ON_DRAFT, of("report")),
    Row("report-changes", WORK_ON_DRAFT, of("report")),
    Row("report-write", WRITE_DRAFT, of("report")),
    Row("report-write", WRITE_DRAFT, of("report"), "post", quiet=True),
    Row("report-keep", WRITE_DRAFT, of("report"), "post"),
    Row("report-close", CLOSE_DRAFT, of("report")),
    Row("report-close", CLOSE_DRAFT, of("report"), "post"),
    Row("report-number", CLOSE_DRAFT, of("report")),
    Row("report-word", WORK_ON_DRAFT, of("report")),
    Row("report-excel", WORK_ON_DRAFT, of("report")),
    Row("report-pdf", WORK_ON_DRAFT, of("report")),
    Row("report-filled-pdf", WORK_ON_DRAFT, lambda world: [world.report.public_id, world.template.public_id]),
    Row("report-templates", WORK_ON_DRAFT, of("report")),
    Row("report-filled", WORK_ON_DRAFT, lambda world: [world.report.public_id, world.template.public_id]),
]

ALL_UNITS = "anonymous=login stranger=404 *=403"  # the one who manages everywhere is not among the actors
RULES = [
    Row("rules", ANY_ROLE),
    Row("rule", ANY_ROLE, lambda world: ["privacy.erase"]),
    Row("rule", NOT_THERE, lambda world: ["khong.co"], about="that does not exist"),
    Row("rule", ALL_UNITS, lambda world: ["privacy.erase"], "post", rule_row, "for all units", quiet=True),
    Row("rule-days", ANY_ROLE),
    Row("rule-days", ALL_UNITS, method="post", data=decided_day, about="for all units", quiet=True),
]

OFFICES = "anonymous=login neighbour,office=ok *=404"
OFFICE_HERE = "anonymous=login office=ok *=404"
PRIVACY = [
    Row("my-data", SIGNED_IN),
    Row("my-data-copy", SIGNED_IN, method="post", data=lambda world: {"format": "json"}),
    Row("data-ask", ANY_ROLE),
    Row("data-ask", "anonymous=login stranger=404 *=422", method="post", data=lambda world: {"wish": "erase"}, about="without words"),
    Row("my-data-request", NOT_THERE, of("asked"), about="of someone else"),
    Row("data-requests", OFFICES),
    Row("data-request-new", OFFICE_HERE, of("exemplar"), about="of a person"),
    Row("data-request-new", NOT_THERE, of("initiative"), about="that tells of nobody"),
    Row("data-request-person", OFFICE_HERE, lambda world: [world.asked.person.public_id]),
    Row("data-request-person", NOT_THERE, lambda world: [world.exemplar.person.public_id], about="of one without a role or post"),
    Row("data-request", OFFICE_HERE, of("asked")),
    Row("data-request", OFFICE_HERE, of("asked"), "post", lambda world: {"act": "acknowledge"}),
    Row(
        "data-request", "anonymous=login office=422 *=404", of("asked"), "post", lambda world: {"act": "decide"}, "decided without a number"
    ),
    Row("data-request", NOT_THERE, of("asked"), "post", lambda world: {"act": "none"}, "with an act that there is not"),
    Row("data-request-copy", OFFICE_HERE, of("asked_copy"), "post"),
    Row("data-request-copy", "anonymous=login office=403 *=404", of("asked"), "post", about="of a request for something else"),
    Row("data-standing", OFFICE_HERE, of("asked_erasure")),
    Row("data-standing", NOT_THERE, of("asked"), about="where nothing is erased"),
    Row(
        "data-standing",
        "anonymous=login office=ok *=404",
        of("asked_erasure"),
        "post",
        lambda world: {"place": "title:0", "decision": "1"},
        "of a place that is gone",
    ),
    Row("data-register", "anonymous=login neighbour,office,administrator=ok *=404"),
    Row("breaches", OFFICES),
    Row("breach-new", OFFICES),
    Row("breach-new", "anonymous=login neighbour,office=422 *=404", method="post", data=lambda world: {"what": "x"}, about="half empty"),
    Row("breach", OFFICE_HERE, of("breach")),
    Row("breach", OFFICE_HERE, of("breach"), "post", lambda world: {"act": "note", "text": "Đã thu hồi tệp"}),
]

KEEP_TEMPLATES = "anonymous=login neighbour,administrator,office=ok *=403"
KEEP_HERE = "anonymous=login stranger,neighbour=404 administrator,office=ok *=403"
TEMPLATES = [
    Row("template-list", ANY_ROLE),
    Row("template-words", ANY_ROLE),
    Row("template-words", ANY_ROLE, data=lambda world: {"unit": world.tree.hieu_committee.key}, about="of a unit"),
    Row("template-sample", ANY_ROLE),
    Row("template-new", KEEP_TEMPLATES),
    Row("template-new", "anonymous=login neighbour,administrator,office=422 *=403", method="post", about="empty"),
    Row("template", IN_SCOPE, of("template")),
    Row(
        "template",
        "anonymous=login stranger,neighbour=404 administrator,office=422 *=403",
        of("template"),
        "post",
        about="an empty version",
    ),
    Row("template-file", IN_SCOPE, lambda world: [world.template.public_id, 1]),
    Row("template-file", NOT_THERE, lambda world: [world.template.public_id, 9], about="of a version that does not exist"),
    Row("template-aside", KEEP_HERE, of("template"), "post"),
]

DECIDES = "anonymous=login stranger=404 neighbour,office,leader,secretary=ok *=403"


def merging(world: World) -> dict[str, Any]:
    """The form of one who keeps the older of the two, as it stands."""
    first, second = world.pair.first, world.pair.second
    return {"stays": first.public_id, "version_kept": first.version, "version_other": second.version, "keep_title": "kept"}


DOUBLES = [
    Row("doubles", DECIDES),
    Row("doubles", DECIDES, data=lambda world: {"verdict": "distinct"}, about="told apart"),
    Row("double", IN_SCOPE, of("pair")),
    Row("double", APPROVE, of("pair"), "post", merging),
    Row("double-apart", APPROVE, of("pair"), "post"),
    Row("double-again", APPROVE, of("pair"), "post", quiet=True, about="never told apart"),
    Row("merger-undo", APPROVE, of("merger")),
    Row("merger-undo", APPROVE, of("merger"), "post", lambda world: {"reason": "Nhầm"}),
]


ENTERS = "anonymous=login neighbour,office,secretary,deputy,member=ok *=403"
OWN_SHEET = "anonymous=login office=ok *=404"


def initiatives(world: World) -> list[Any]:
    return ["initiative"]


IMPORTS = [
    Row("import-list", ENTERS),
    Row("import-new", ENTERS, initiatives),
    Row("import-new", "anonymous=login neighbour,office,secretary,deputy,member=422 *=403", initiatives, "post", about="empty"),
    Row("import-new", NOT_THERE, lambda world: ["report"], about="of a kind without a sheet"),
    Row("import-template", ENTERS, initiatives),
    Row("import-export", "anonymous=login neighbour,office,leader,secretary,administrator,inspector,advisory=ok *=403", initiatives),
    Row("import", OWN_SHEET, of("sheet")),
    Row("import-match", OWN_SHEET, of("sheet")),
    Row("import-match", "anonymous=login office=422 *=404", of("sheet"), "post", about="no column chosen"),
    Row("import-match", OWN_SHEET, of("sheet"), "post", lambda world: {"column-title": 0, "column-sector": 1, "column-day": 2}),
    Row("import-heading", OWN_SHEET, of("sheet"), "post", lambda world: {"first": 1, "last": 1, "begins": 2}),
    Row("import-heading", "anonymous=login office=422 *=404", of("sheet"), "post", about="empty"),
    Row("import-wrong", OWN_SHEET, of("wrong_sheet")),
    Row("import-wrong", NOT_THERE, of("sheet"), about="with nothing to mend"),
    Row("import-enter", OWN_SHEET, of("sheet"), "post", about="not checked yet", quiet=True),
    Row("import-go-on", OWN_SHEET, of("sheet"), "post", about="with nothing begun", quiet=True),
    Row("import-undo", OWN_SHEET, of("sheet"), "post", about="not entered yet", quiet=True),
    Row("import-aside", OWN_SHEET, of("sheet"), "post"),
]

TABLE = [
    *ACCOUNT, *DOUBLES, *UNITS, *PEOPLE, *RECORDS, *EVIDENCE, *FIGURES, *INITIATIVES, *REPORTS, *RULES, *PRIVACY, *TEMPLATES,
    *IMPORTS,
]  # fmt: skip
