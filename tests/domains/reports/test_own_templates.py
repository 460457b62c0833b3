"""A report in the office's own Word template: the figures of the page, closed ones as they were frozen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lantoa.core.documents.models import OwnTemplate
from lantoa.core.documents.own.filling import fill
from lantoa.core.documents.own.selectors import newest
from lantoa.core.documents.own.services import new_template
from lantoa.domains.reports.models import Report
from lantoa.domains.reports.own import subject_of, subject_of_spec
from lantoa.domains.reports.selectors import document_of
from lantoa.domains.reports.services import close_figures, start_report, write_texts
from tests.core.documents.own.forms import TABLE, form, rows, texts, upload
from tests.domains.reports.conftest import PERIOD, Scene
from tests.factories import TODAY

AFTER = PERIOD.end + timedelta(days=1)
SENTENCE = 'Duy trì {{ so("mô hình duy trì") }} mô hình, mới {{ so("initiatives.new") }}, kỳ trước {{ so("mô hình duy trì", kỳ="trước") }}.'


def template_of(scene: Scene, content: bytes, name: str = "Mẫu của huyện") -> OwnTemplate:
    return new_template(
        scene.tree.committee, name=name, upload=upload(content), file_name="mau.docx", by=scene.clerk, today=TODAY, now=timezone.now()
    )


def report_of(scene: Scene) -> Report:
    return start_report(values=scene.report_values(), by=scene.clerk, today=TODAY, now=timezone.now())


def made(template: OwnTemplate, report: Report) -> bytes:
    return fill(newest(template), subject_of(report)).content


def test_the_figures_are_those_of_the_page(told: Scene) -> None:
    template, report = template_of(told, form(SENTENCE, "{{ chú_thích }}", table=TABLE)), report_of(told)
    content = made(template, report)
    assert texts(content)[0] == "Duy trì 10* mô hình, mới chưa có, kỳ trước chưa có."
    assert texts(content)[1] == "* Số chưa có hồ sơ đứng sau là số đơn vị báo cáo."
    page = next(block for block in document_of(report).blocks if block.key == "table-initiatives.kept")
    named = [(str(row[0]), getattr(row[1], "text", row[1])) for row in page.rows]
    assert [(row[0], row[1].rstrip("*")) for row in rows(content)[1:]] == named


def test_heads_texts_and_lists_are_filled_in_and_nothing_in_them_is_read_as_a_placeholder(told: Scene) -> None:
    lists = (
        ("Số hiệu", "Tên"),
        ('{%tr for h in danh_sách("mô hình duy trì") %}', ""),
        ("{{ h.số_hiệu }}", "{{ h.tên }}"),
        ("{%tr endfor %}", ""),
    )
    template = template_of(told, form("{{ cơ_quan }}", '{{ mục("kết quả nổi bật") }}', "{{ nơi_ngày }}", table=lists))
    report = report_of(told)
    told.initiative("Ao cá <b> & {{ 7*7 }}")
    report = write_texts(report, texts={"results": "Ý một {{ so(1) }}\nÝ hai"}, by=told.clerk, today=TODAY)
    content = made(template, report)
    assert texts(content)[:4] == ["HUYỆN ỦY KON PLÔNG", "Ý một {{ so(1) }}", "Ý hai", "Kon Plông, ngày … tháng … năm 2023"]
    assert "Ao cá <b> & {{ 7*7 }}" in [row[1] for row in rows(content)]
    assert len(rows(content)) == 1 + 4


def test_closed_figures_stay_as_they_were_frozen(told: Scene) -> None:
    template, report = template_of(told, form(SENTENCE, table=TABLE)), report_of(told)
    closed = close_figures(report, by=told.clerk, today=AFTER, now=timezone.now())
    before = made(template, closed)
    told.initiative("Đến sau khi chốt")
    after = made(template, closed)
    assert (texts(before), rows(before)) == (texts(after), rows(after))
    assert fill(newest(template), subject_of(closed)).read_today == ()


def test_a_template_that_came_after_the_closing_takes_what_was_frozen_and_says_what_was_not(told: Scene) -> None:
    report = report_of(told)
    closed = close_figures(report, by=told.clerk, today=AFTER, now=timezone.now())
    template = template_of(told, form(SENTENCE))
    told.initiative("Đến sau khi chốt")
    filled = fill(newest(template), subject_of(closed))
    assert texts(filled.content)[0].startswith("Duy trì 10* mô hình")
    assert filled.read_today == ('{{ so("initiatives.new") }}', '{{ so("mô hình duy trì", kỳ="trước") }}')


def test_the_page_offers_the_template_and_hands_out_the_file(told: Scene, settings) -> None:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    template, report = template_of(told, form(SENTENCE)), report_of(told)
    client = Client()
    client.force_login(told.clerk)
    page = client.get(reverse("report-templates", args=[report.public_id]))
    assert "Mẫu của huyện" in page.content.decode()
    file = client.get(reverse("report-filled", args=[report.public_id, template.public_id]))
    assert texts(file.content)[0].startswith("Duy trì 10* mô hình")
    assert client.get(reverse("report-filled", args=[report.public_id, report.public_id])).status_code == 404


def test_a_report_that_nobody_has_begun_is_filled_as_well(told: Scene) -> None:
    template = template_of(told, form(SENTENCE, '{{ mục("bài học kinh nghiệm") }}'))
    content = fill(newest(template), subject_of_spec(told.spec())).content
    assert texts(content)[1] == "………"


@pytest.mark.parametrize("text", ["{{ so('mô hình duy trì').kèm_đơn_vị }}", "{{ so('mô hình duy trì').số }} mô hình"])
def test_a_figure_can_be_had_with_its_unit_or_without_its_mark(told: Scene, text: str) -> None:
    assert texts(made(template_of(told, form(text)), report_of(told)))[0].replace("\N{NO-BREAK SPACE}", " ") in (
        "10 mô hình*",
        "10 mô hình",
    )
