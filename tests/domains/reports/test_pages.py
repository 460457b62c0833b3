"""The report pages, as the clerk uses them."""

from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lantoa.core.access.roles import Role
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.services import place_unit
from lantoa.domains.reports import services
from lantoa.domains.reports.models import Report
from tests.domains.reports.conftest import declare
from tests.factories import TODAY, make_account, make_approved, make_declaration
from tests.lib.making import pdf_bytes


@pytest.fixture(autouse=True)
def _business_day(settings):
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()


@pytest.fixture
def report(told) -> Report:
    return services.start_report(values=told.report_values(), by=told.clerk, today=TODAY, now=timezone.now())


def form_data(client, told, **changes):
    page = client.get(reverse("report-new"))
    return {
        "public_id": page.context["form"]["public_id"].value(), "unit": told.tree.committee.key, "period": "18/5/2021-25/5/2023",
        "genre": "two_year", "form": "party", "subject": "thực hiện Kết luận số 01-KL/TW", "signer": "", **changes,
    }  # fmt: skip


def test_the_clerk_begins_a_report_and_sees_its_numbers(client, told):
    client.force_login(told.clerk)
    answer = client.post(reverse("report-new"), form_data(client, told), follow=True)
    assert answer.status_code == 200, answer.context["form"].errors
    assert "duy trì" in answer.content.decode()
    assert Report.objects.get().period.first == date(2021, 5, 18)


def test_the_drafting_office_is_named_where_the_states_form_keeps_a_copy(client, told):
    client.force_login(told.clerk)
    answer = client.post(reverse("report-new"), form_data(client, told, form="state", drafter="VPUB"), follow=True)
    assert "Lưu: VT, VPUB" in answer.content.decode()


def test_a_wrong_period_is_told_and_nothing_is_begun(client, told):
    client.force_login(told.clerk)
    answer = client.post(reverse("report-new"), form_data(client, told, period="31/2/2023"))
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_a_number_opens_what_stands_behind_it(client, told, report):
    client.force_login(told.clerk)
    key = f"initiatives.kept|{told.tree.committee.key}|"
    page = client.get(f"{reverse('report', args=[report.public_id])}?figure={quote(key)}").content.decode()
    for title in ("Nuôi dúi", "Trồng cây hồng đẳng sâm", "Bán trú dân nuôi"):
        assert title in page


def test_a_kept_number_and_one_reported_keep_their_words(client, scene):
    declare(scene, scene.tree.committee, low="10", qualifier="more_than")
    report = services.start_report(values=scene.report_values(), by=scene.clerk, today=TODAY, now=timezone.now())
    for number in range(12):
        scene.initiative(f"Mô hình {number}")
    declare(scene, scene.tree.dak_tang_committee, low="11")
    client.force_login(scene.clerk)
    key = f"initiatives.kept|{scene.tree.committee.key}|"
    page = client.get(f"{reverse('report', args=[report.public_id])}?figure={quote(key)}").content.decode()
    assert "Đã lưu là hơn 10, hôm nay là 12." in page
    assert "hơn 10 → 12" in client.get(reverse("report-changes", args=[report.public_id])).content.decode()
    below = {"unit": scene.tree.dak_tang_committee.key, "period": "18/5/2021-25/5/2023"}
    figure = client.get(reverse("figure", args=["initiatives.kept"]), below).content.decode()
    assert "Đảng ủy xã Đăk Tăng báo cáo 11, nhưng đếm được 12 từ hồ sơ của đơn vị." in figure


def test_a_number_that_is_no_longer_told_in_the_same_words_differs(client, scene):
    declare(scene, scene.tree.committee, low="10", qualifier="more_than")
    report = services.start_report(values=scene.report_values(), by=scene.clerk, today=TODAY, now=timezone.now())
    declare(scene, scene.tree.committee, low="10")
    client.force_login(scene.clerk)
    key = f"initiatives.kept|{scene.tree.committee.key}|"
    page = client.get(f"{reverse('report', args=[report.public_id])}?figure={quote(key)}").content.decode()
    assert "Đã lưu là hơn 10, hôm nay là 10." in page
    assert "hơn 10 → 10" in client.get(reverse("report-changes", args=[report.public_id])).content.decode()


def test_a_report_says_while_sums_of_past_days_are_written_anew(client, told, report):
    client.force_login(told.clerk)
    address, words = reverse("report", args=[report.public_id]), "tổng số của những ngày trước đang được tính lại"
    assert words not in client.get(address).content.decode()
    place_unit(told.tree.dak_tang_committee, parent=told.tree.other_committee, hierarchy=Hierarchy.PARTY, starts=date(2023, 5, 1))
    for page in (address, f"{reverse('overview')}?unit={told.tree.committee.key}"):
        assert words in client.get(page).content.decode()


def test_a_number_of_a_category_opens_that_category(client, told):
    told.initiative("Trồng cà phê", sector="crops")
    report = services.start_report(values=told.report_values(), by=told.clerk, today=TODAY, now=timezone.now())
    client.force_login(told.clerk)
    key = f"initiatives.kept|{told.tree.committee.key}|sector=crops"
    answer = client.get(f"{reverse('report', args=[report.public_id])}?figure={quote(key)}")
    behind = answer.context["panel"].behind
    assert [record.title for record in behind.records] == ["Trồng cà phê"]
    assert behind.reading.category in answer.content.decode()
    assert [line.part.label for line in behind.lines] == ["Đảng ủy xã Đăk Tăng"]


def test_a_script_in_a_text_is_shown_as_text(client, told, report):
    services.write_texts(report, texts={"results": "<script>alert(1)</script>"}, by=told.clerk, today=TODAY)
    client.force_login(told.clerk)
    page = client.get(reverse("report", args=[report.public_id])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def typed(report, **changes):
    """What the writing page sends: the report as it stands, and what is written into it."""
    return {
        "version": report.version,
        "subject": report.subject,
        "signer": report.signer,
        "drafter": report.drafter,
        **report.texts,
        **changes,
    }


def test_a_text_with_a_mark_of_secrecy_is_not_kept(client, told, report):
    client.force_login(told.clerk)
    answer = client.post(reverse("report-write", args=[report.public_id]), typed(report, results="TUYỆT MẬT"))
    report.refresh_from_db()
    assert answer.status_code == 422
    assert report.texts == {}


def test_two_who_write_at_once_both_see_both_versions(client, told, report):
    client.force_login(told.clerk)
    services.write_texts(report, texts={"results": "Bản của người khác"}, by=told.clerk, today=TODAY)
    mine = typed(report, version=1, results="Bản của tôi", tasks="Việc", signer="PHÓ BÍ THƯ")
    answer = client.post(reverse("report-write", args=[report.public_id]), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Bản của người khác", "Bản của tôi", "PHÓ BÍ THƯ"):
        assert words in page
    assert [row.field.name for row in answer.context["rows"]] == ["results", "tasks", "signer"]
    assert ("subject", report.subject) in answer.context["rest"]
    report.refresh_from_db()
    assert (report.texts, report.signer) == ({"results": "Bản của người khác"}, "")


def test_who_signs_and_who_drafted_are_set_right_while_the_report_is_open(client, told, report):
    client.force_login(told.clerk)
    address = reverse("report-write", args=[report.public_id])
    refused = client.post(address, typed(report, subject=" ", signer="PHÓ BÍ THƯ"))
    assert (refused.status_code, refused.context["form"]["signer"].value()) == (422, "PHÓ BÍ THƯ")
    subject = "thực hiện Kết luận số 21-KL/TW"
    page = client.post(
        address, typed(report, subject=subject, signer="PHÓ BÍ THƯ", drafter="VPHU", results="Tốt"), follow=True
    ).content.decode()
    assert subject in page
    assert "PHÓ BÍ THƯ" in page
    assert [client.get(address).context["form"][name].value() for name in ("signer", "drafter", "results")] == ["PHÓ BÍ THƯ", "VPHU", "Tốt"]
    services.close_figures(Report.objects.get(), by=told.clerk, today=TODAY, now=timezone.now())
    assert client.post(address, typed(Report.objects.get(), signer="BÍ THƯ")).status_code == 403
    assert Report.objects.get().signer == "PHÓ BÍ THƯ"


def test_the_clerk_closes_the_figures_and_notes_the_number(client, told, report):
    client.force_login(told.clerk)
    client.post(reverse("report-close", args=[report.public_id]))
    number, changes = (reverse(name, args=[report.public_id]) for name in ("report-number", "report-changes"))
    assert f'href="{changes}#signed"' in client.get(number).content.decode()
    response = client.post(number, {"number": "120-BC/HU", "signed_on": "25/5/2023"})
    assert (response.status_code, response["Location"]) == (302, f"{changes}#signed")
    assert 'id="signed"' in client.get(changes).content.decode(), "there the signed file is added"
    file = SimpleUploadedFile("120-BC.pdf", pdf_bytes("Báo cáo"))
    signed = client.post(reverse("evidence-add", args=[report.public_id]), {"uploads": file})
    assert signed["Location"].partition("#")[0] == changes, "and there it stands"
    assert f'id="{signed["Location"].partition("#")[2]}"' in client.get(changes).content.decode()
    report.refresh_from_db()
    assert (report.state, report.number) == ("approved", "120-BC/HU")
    assert "120-BC/HU" in client.get(reverse("report", args=[report.public_id])).content.decode()


@pytest.mark.parametrize(("form", "example"), [("party", "120-BC/HU"), ("state", "120/BC-UBND")])
def test_the_number_to_be_noted_is_exemplified_in_the_form_of_the_report(client, told, form, example):
    office = make_account(Role.OFFICE, told.tree.district)
    unit = told.tree.committee if form == "party" else told.tree.district
    values = {**told.report_values(), "unit": unit, "form": form}
    by = told.clerk if form == "party" else office
    report = services.start_report(values=values, by=by, today=TODAY, now=timezone.now())
    client.force_login(by)
    client.post(reverse("report-close", args=[report.public_id]))
    address = reverse("report-number", args=[report.public_id])
    assert f"Ví dụ {example}." in client.get(address).content.decode()
    assert example in client.post(address, {"number": " ", "signed_on": "25/5/2023"}).content.decode()


def test_what_was_done_is_said_on_the_page_of_the_report(client, told, report):
    client.force_login(told.clerk)
    kept = client.post(reverse("report-keep", args=[report.public_id]), follow=True)
    [message] = [str(found) for found in kept.context["messages"]]
    assert message in kept.content.decode()


def test_a_lower_bound_keeps_its_word_in_the_panel_and_on_the_page_behind_it(client, told):
    figures = [{"measure": "programme.models_and_exemplars", "low": "200", "qualifier": "more_than"}]
    record = make_declaration(
        told.tree.committee, by=told.clerk, title="Gộp", starts=date(2022, 1, 1), ends=date(2023, 1, 1), figures=figures
    )
    make_approved(record, by=make_account(Role.LEADER, told.tree.committee))
    report = services.start_report(values=told.report_values(), by=told.clerk, today=TODAY, now=timezone.now())
    client.force_login(told.clerk)
    key = f"programme.models_and_exemplars|{told.tree.committee.key}|"
    panel = client.get(f"{reverse('report', args=[report.public_id])}?figure={quote(key)}")
    behind = client.get(panel.context["panel"].behind.href)
    for page in (panel.content.decode(), behind.content.decode()):
        assert "hơn 200 chưa có hồ sơ" in page
        assert "báo cáo hơn 200" in page
        assert "báo cáo 200" not in page


def test_word_and_excel_are_taken_away_as_files(client, told, report):
    client.force_login(told.clerk)
    for name, start in (("report-word", b"PK"), ("report-excel", b"PK")):
        answer = client.get(reverse(name, args=[report.public_id]))
        assert answer.content.startswith(start)
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "name", ["report", "report-changes", "report-write", "report-close", "report-number", "report-word", "report-excel"]
)
def test_a_report_out_of_scope_is_not_there(client, told, report, name):
    client.force_login(told.stranger)
    assert client.get(reverse(name, args=[report.public_id])).status_code == 404


def test_a_draft_is_not_seen_by_the_level_above(client, told):
    values = {**told.report_values(), "unit": told.tree.dak_tang_committee}
    below = services.start_report(values=values, by=told.entrant, today=TODAY, now=timezone.now())
    client.force_login(told.clerk)
    assert client.get(reverse("report", args=[below.public_id])).status_code == 404


def test_a_viewer_reads_but_finds_no_way_to_write(client, told, report):
    services.close_figures(report, by=told.clerk, today=TODAY, now=timezone.now())
    client.force_login(make_account(Role.VIEWER, told.tree.committee))
    page = client.get(reverse("report", args=[report.public_id]))
    assert page.status_code == 200
    assert reverse("report-write", args=[report.public_id]) not in page.content.decode()
    assert client.get(reverse("report-write", args=[report.public_id])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(client, told, count, django_assert_max_num_queries):
    for _number in range(count):
        services.start_report(values=told.report_values(), by=told.clerk, today=TODAY, now=timezone.now())
    client.force_login(told.clerk)
    with django_assert_max_num_queries(12):
        client.get(reverse("report-list"))


def test_the_overview_never_takes_records_for_what_was_told(client, told):
    client.force_login(told.clerk)

    def deeds() -> tuple[int, int, int]:
        page = client.get("/", {"at": "18/5/2021..25/5/2023"})
        found = page.context["deeds"]
        assert ("cần đối chiếu lại" in page.content.decode()) == (found.recorded > found.told)
        return found.told, found.recorded, found.whole

    assert deeds() == (10, 3, 10)
    for number in range(8):
        told.initiative(f"Mô hình thêm {number}")
    assert deeds() == (10, 11, 11)
