"""What the contract of routes is asked over: an account for every role at a district's committee, and something behind every address."""

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.test import Client
from django.utils import timezone

from lantoa.core.access.accounts import appoint
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role
from lantoa.core.access.services import invite
from lantoa.core.documents.models import OwnTemplate
from lantoa.core.documents.own.services import new_template
from lantoa.core.doubles.merging import merge
from lantoa.core.doubles.models import Merger, Pair
from lantoa.core.doubles.seeking import seek_all
from lantoa.core.evidence.models import Citation
from lantoa.core.evidence.services import cite
from lantoa.core.evidence.tasks import make_thumbnail
from lantoa.core.imports.models import Import, RowState, Stage
from lantoa.core.imports.staging import Sheet, read_sheet
from lantoa.core.people.models import Invitation, Tenure, User
from lantoa.core.privacy.breaches import log_breach
from lantoa.core.privacy.models import Breach, DataRequest
from lantoa.core.privacy.requests import ask
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.links import link
from lantoa.core.records.models import Link, Record
from lantoa.core.records.services import advance, create
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.services import stop_initiative
from lantoa.domains.reports.models import Form, Genre
from lantoa.domains.reports.services import start_report
from tests.contracts.samples import VALUES
from tests.core.documents.own.forms import form, upload
from tests.core.evidence.files import jpeg
from tests.factories import TODAY, Tree, make_account, make_approved, make_grant, make_person, make_tree, make_unit

SINCE = date(2021, 1, 1)


@dataclass(frozen=True)
class World:
    """`actors`: who asks, by name, each with the key of a session in `signed_in`.

    All else stands at or under the district's committee, where every role is held."""

    tree: Tree
    actors: dict[str, User | None]
    signed_in: dict[str, str]
    household: Unit
    draft: Record
    submitted: Record
    approved: Record
    initiative: Record
    stopped: Record
    exemplar: Record
    report: Record
    link: Link
    citation: Citation
    grant: Grant
    tenure: Tenure
    invitation: Invitation
    secret: str
    template: OwnTemplate
    pair: Pair
    merger: Merger
    sheet: Import
    wrong_sheet: Import
    asked: DataRequest
    asked_copy: DataRequest
    asked_erasure: DataRequest
    breach: Breach


def make_world() -> World:
    tree = make_tree()
    actors = make_actors(tree)
    author = make_account(Role.MEMBER, tree.hieu_committee, name="A Đăng", starts=SINCE)
    chief, admin = make_account(Role.OFFICE, tree.committee, starts=SINCE), make_account(Role.ADMINISTRATOR, tree.district, starts=SINCE)
    records = make_records(tree, author=author, chief=chief)
    tenure = appoint(author.person, title="Bí thư chi bộ", unit=tree.hieu_committee, starts=SINCE, by=admin, today=TODAY)
    invitation, secret = invite(
        name="Y Lan", role=Role.MEMBER, unit=tree.hieu_committee, starts=TODAY, by=admin, now=timezone.now(), today=TODAY
    )
    household = make_unit("Hộ ông A", kind=UnitKind.HOUSEHOLD, under=tree.hieu, party_under=tree.hieu_committee)
    return World(
        tree, actors, {name: session_of(user) for name, user in actors.items()}, household, **records,
        link=make_link(records, by=chief), citation=make_citation(records["approved"], by=chief),
        report=make_report(tree, by=chief), grant=Grant.objects.get(person=author.person), tenure=tenure, invitation=invitation,
        secret=secret, template=make_template(tree.committee, by=chief), **make_doubles(tree, author=author, chief=chief),
        sheet=make_sheet(tree.committee, by=actors[Role.OFFICE]),
        wrong_sheet=make_sheet(tree.committee, by=actors[Role.OFFICE], wrong=True),
        **make_privacy(tree, author=author, chief=chief),
    )  # fmt: skip


def make_actors(tree: Tree) -> dict[str, User | None]:
    """One account for every role, one with no role, one who may do everything next door, and nobody."""
    neighbour = make_account(Role.OFFICE, tree.other_committee, starts=SINCE)
    make_grant(neighbour, Role.ADMINISTRATOR, tree.other_district, starts=SINCE)
    by_role = {role: make_account(role, tree.committee, starts=SINCE) for role in Role.values}
    return {"anonymous": None, "stranger": make_account(), "neighbour": neighbour, **by_role}


def session_of(user: User | None) -> str:
    client = Client()
    if user is None:
        return ""
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def make_records(tree: Tree, *, author: User, chief: User) -> dict[str, Any]:
    def made(kind: str, title: str, *, approved: bool = True, **values: Any) -> Any:
        given = {"unit": tree.hieu_committee, "title": title, "day": TODAY, **VALUES[kind], **values}
        record = create(kind, values=given, by=author, today=TODAY)
        return make_approved(record, by=chief) if approved else record

    stopping = made("initiative", "Nuôi dúi")
    about_person = {"who": "person", "collective_name": "", "person": make_person("Y Blới"), "consent_photo": "given"}
    about_person["consent_photo_day"] = TODAY
    return {
        "draft": made("declaration", "Bản nháp", approved=False),
        "submitted": advance(made("declaration", "Chờ duyệt", approved=False), "submit", by=author, today=TODAY),
        "approved": made("declaration", "Đã duyệt"),
        "initiative": made("initiative", "Nuôi cá niêng"),
        "stopped": stop_initiative(stopping, day=TODAY, reason="Hết vốn", by=chief, today=TODAY),
        "exemplar": made(
            "exemplar",
            "Hiến đất làm đường",
            who="person",
            collective_name="",
            person=make_person("Y Blới"),
            consent_photo="given",
            consent_photo_day=TODAY,
        ),
    }


def make_doubles(tree: Tree, *, author: User, chief: User) -> dict[str, Any]:
    """A suspected double of two approved initiatives, and a merger of two others."""

    def made(title: str) -> Any:
        values = {"unit": tree.hieu_committee, "title": title, "day": TODAY, **VALUES["initiative"]}
        return make_approved(create("initiative", values=values, by=author, today=TODAY), by=chief)

    merger = merge(made("Tổ thu gom rác"), made("Tổ thu gom rác thải"), values={}, by=chief, today=TODAY)
    first, second = made("Câu lạc bộ chiêng xoang"), made("CLB chiêng xoang")
    seek_all()
    return {"pair": Pair.objects.get(first=first.pk, second=second.pk), "merger": merger}


def make_link(records: dict[str, Any], *, by: User) -> Link:
    return link(records["approved"], records["initiative"], kind="answers", by=by, today=TODAY)


def make_citation(record: Record, *, by: User) -> Citation:
    content = jpeg()
    upload = InMemoryUploadedFile(BytesIO(content), "file", "anh.jpg", "image/jpeg", len(content), None)
    citation = cite(record, upload=upload, name="anh.jpg", by=by, today=TODAY)
    make_thumbnail.call(citation.file_id)
    return Citation.objects.select_related("file").get(pk=citation.pk)


def make_template(unit: Unit, *, by: User) -> OwnTemplate:
    file = upload(form("{{ đơn_vị }}"))
    return new_template(unit, name="Mẫu của huyện", upload=file, file_name="mau.docx", by=by, today=TODAY, now=timezone.now())


def make_sheet(unit: Unit, *, by: User | None, wrong: bool = False) -> Import:
    """A sheet that the office has uploaded: one row, not matched yet; where it is `wrong`, looked through and to be mended."""
    assert by is not None
    content = "Tên mô hình;Lĩnh vực;Ngày\nNuôi cá;Thủy sản;1/5/2023\n".encode()
    now = timezone.make_aware(datetime.combine(TODAY, time(8)))
    source = read_sheet(Sheet("mo-hinh.csv", content, is_csv=True), kind_of("initiative"), unit, by=by, today=TODAY, now=now)
    if wrong:
        source.rows.filter(state=RowState.NEW).update(state=RowState.WRONG, faults={"day": ["Ghi ngày."]})
        Import.objects.filter(pk=source.pk).update(stage=Stage.CHECKED, matching={"columns": {"title": 0}, "same": {}})
        source.refresh_from_db()
    return source


def make_privacy(tree: Tree, *, author: User, chief: User) -> dict[str, Any]:
    """A request by one below the committee, and a breach there."""
    now = timezone.now()
    told = {"by": author, "now": now, "today": TODAY}
    asked, asked_copy, asked_erasure = (
        ask(author.person, wish=wish, text="Sửa họ tên", unit=tree.hieu_committee, **told) for wish in ("correct", "copy", "erase")
    )
    breach = log_breach(tree.hieu_committee, discovered_at=now, what="Gửi nhầm tệp", kinds="họ tên", **{**told, "by": chief})
    return {"asked": asked, "asked_copy": asked_copy, "asked_erasure": asked_erasure, "breach": breach}


def make_report(tree: Tree, *, by: User) -> Record:
    values = {
        "unit": tree.committee, "title": "Báo cáo sơ kết", "form": Form.PARTY, "genre": Genre.TWO_YEAR, "hierarchy": Hierarchy.PARTY,
        "starts": date(2021, 5, 18), "ends": date(2023, 5, 26), "subject": "Kết luận 01-KL/TW",
    }  # fmt: skip
    report: Record = start_report(values=values, by=by, today=TODAY, now=timezone.make_aware(datetime.combine(TODAY, time(8))))
    return report
