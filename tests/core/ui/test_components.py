"""Components escape what they are given, refuse what they do not know, and say what colour alone must not."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.safestring import SafeString
from django.utils.translation import override

from lantoa.core.ui.components import basics, figures, layout, lists, steps
from lantoa.core.ui.components import forms as form_components
from lantoa.core.ui.formats import NBSP, day_text, figure, quantity
from lantoa.core.ui.gallery import sample_theme
from lantoa.core.ui.parts import Crumb, Entry, Option, TreeNode

EVIL = """<script>alert("x")</script>'"&"""


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    "made",
    [
        basics.button(EVIL, about=EVIL, name=EVIL, value=EVIL, href=""),
        basics.button(EVIL, href=EVIL),
        basics.chip("approved", text=EVIL, detail=EVIL),
        basics.tag(EVIL),
        basics.banner(EVIL),
        basics.empty_state(EVIL, text=EVIL, href=EVIL, action=EVIL),
        basics.seg([Option(EVIL, EVIL, True)], label=EVIL),
        basics.avatar(EVIL, label=EVIL),
        basics.toast(EVIL, href=EVIL, action=EVIL),
        figures.num(EVIL, EVIL, label=EVIL, unit=EVIL, declared=True),
        figures.declared_note(EVIL),
        figures.stat(EVIL, EVIL, EVIL, note=EVIL),
        figures.bar(1, whole=2, label=EVIL),
        figures.pair(EVIL, 1, 2, EVIL, EVIL, sub=EVIL),
        layout.card(EVIL, title=EVIL, id=EVIL, head=EVIL, foot=EVIL),
        layout.page_head(EVIL, EVIL, sub=EVIL, chips=EVIL),
        layout.breadcrumbs([Crumb(EVIL, EVIL), Crumb(EVIL)]),
        layout.kv([(EVIL, EVIL)]),
        layout.timeline([Entry(EVIL, EVIL, EVIL, href=EVIL)]),
        layout.life([Entry(EVIL, EVIL, EVIL, mark="")]),
        layout.tree([TreeNode(None, EVIL, EVIL, sub=EVIL, count=1, count_label=EVIL)], label=EVIL),
        steps.refused_button(EVIL, EVIL, code="x"),
        form_components.copy_box(EVIL, id="text", label=EVIL, hint=EVIL),
    ],
)
def test_a_script_in_a_name_is_shown_and_never_run(made: SafeString) -> None:
    assert "<script" not in made
    assert '"x"' not in made
    assert "&lt;script&gt;" in made or "&amp;" in made


def test_text_of_a_block_is_escaped_once() -> None:
    shown = render("{% card title=title %}{{ text }}{% endcard %}", title="Đăk <Ring>", text="a & b")
    assert "<h2>Đăk &lt;Ring&gt;</h2>" in shown
    assert "a &amp; b" in shown
    assert "amp;amp;" not in shown


@pytest.mark.parametrize(
    "source", ['{% button "Lưu" colour="red" %}', "{% card tilte=x %}{% endcard %}", "{% num 50 %}", '{% chip "draft" word="x" %}']
)
def test_a_misspelt_property_fails_when_the_template_compiles(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize("source", ['{% button "x" kind="red" %}', '{% tag "x" tone="blue" %}', '{% num 50 "" %}'])
def test_a_value_that_a_component_does_not_know_is_refused(source: str) -> None:
    with pytest.raises(ValueError):
        render(source)


def test_an_unknown_state_is_an_error_and_never_shown_as_a_code() -> None:
    with pytest.raises(KeyError):
        render('{% chip "almost" %}')


def test_a_state_is_told_by_icon_and_word() -> None:
    with override("vi"):
        shown = render('{% chip "submitted" %}')
    assert "Chờ duyệt" in shown
    assert "#i-hourglass" in shown


def test_a_declared_figure_says_in_words_that_no_record_stands_behind_it() -> None:
    with override("vi"):
        shown = render('{% num 36 "/so/" declared=True %}')
    assert 'class="num num--declared"' in shown
    assert "(chưa có hồ sơ)" in shown


def test_what_is_not_known_is_said_and_never_printed_as_nought() -> None:
    with override("vi"):
        assert render('{% num value "/so/" %}', value=None) == '<span class="muted">chưa có</span>'
        assert "chưa có" in layout.kv([("Từ", None), ("Nơi", "")])


@dataclass
class Step:
    name: str = "approve"
    label: str = "Duyệt"
    allowed: bool = True
    reason: str = ""


def test_a_refused_step_stays_in_sight_with_its_reason() -> None:
    shown = render("{% step_button offer %}", offer=Step(allowed=False, reason="Người khác duyệt hồ sơ này."))
    assert 'aria-disabled="true"' in shown
    assert 'aria-describedby="why-approve"' in shown
    assert "Người khác duyệt hồ sơ này." in shown
    assert 'type="submit"' not in shown


def test_an_offered_step_is_a_submit_of_its_name() -> None:
    assert 'name="step" value="approve"' in render("{% step_button offer %}", offer=Step())


def test_the_question_before_a_hard_step_names_the_act_and_carries_the_token() -> None:
    shown = render(
        '{% confirm "c" "Chốt số liệu?" "Chốt số liệu" action="/chot/" %}<p>{{ e }}</p>{% endconfirm %}', e="<b>", csrf_token="tok"
    )
    assert '<dialog class="dialog" id="c"' in shown
    assert 'method="post" action="/chot/"' in shown
    assert 'name="csrfmiddlewaretoken" value="tok"' in shown
    assert "<p>&lt;b&gt;</p>" in shown


@pytest.mark.parametrize(
    ("part", "whole", "drawn"), [(0, 400, 0), (1, 400, 1), (399, 400, 99), (400, 400, 100), (5, 0, 0), (500, 400, 100)]
)
def test_a_bar_is_never_empty_for_something_nor_full_for_less_than_all(part: int, whole: int, drawn: int) -> None:
    assert figures.share(part, whole) == drawn


def test_figures_are_written_as_the_language_does() -> None:
    with override("vi"):
        assert figure(3500) == "3.500"
        assert figure(Decimal("54.560")) == "54,56"
        assert quantity(54.56, "%") == "54,56%"
        assert quantity(3500, "m²") == f"3.500{NBSP}m²"
        assert quantity(46, "triệu đồng") == f"46{NBSP}triệu{NBSP}đồng"
    with override("en"):
        assert figure(3500.5) == "3,500.5"


def test_days_are_written_as_the_office_does() -> None:
    from datetime import date

    with override("vi"):
        assert day_text(date(2023, 5, 29), weekday=True) == "Thứ Hai, 29/5/2023"
        assert day_text(None) == "chưa có"


class Sample(forms.Form):
    name = forms.CharField(label="Tên <mô hình>", help_text="Nói rõ <làm gì>")
    since = forms.DateField(label="Từ")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "<A>")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Đồng ý", required=False)
    paper = forms.FileField(label="Văn bản", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_ties_label_hint_and_errors_to_its_control() -> None:
    shown = render("{% field form.name %}", form=Sample({"name": ""}))
    assert '<label for="id_name">Tên &lt;mô hình&gt; <span class="req"' in shown
    assert 'id="id_name-hint">Nói rõ &lt;làm gì&gt;' in shown
    assert 'aria-describedby="id_name-hint id_name-error"' in shown
    assert 'aria-invalid="true"' in shown
    assert "field--error" in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/2/2023", "Lịch không có ngày “31/2/2023”"), ("24/5/23", "Ghi năm đủ bốn chữ số trong “24/5/23”"),
        ("hôm qua", "Ghi ngày như 25/5/2023."), ("<b>", "Ghi ngày như 25/5/2023."),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_says_what_is_wrong_with_it(typed: str, told: str) -> None:
    assert told in render("{% field form.since %}", form=Sample({"since": typed}))


def test_what_a_person_typed_comes_back_escaped() -> None:
    shown = render("{% field form.name %}", form=Sample({"name": EVIL}))
    assert "<script" not in shown


def test_each_sort_of_field_has_its_form() -> None:
    form = Sample()
    assert 'inputmode="numeric"' in render("{% field form.since %}", form=form)
    assert "<fieldset" in render("{% field form.kind %}", form=form)
    assert "&lt;A&gt;" in render("{% field form.kind %}", form=form)
    assert '<label class="check"><input type="checkbox"' in render("{% field form.agreed %}", form=form)
    assert "input--file" in render("{% field form.paper %}", form=form)
    assert render("{% field form.secret %}", form=form) == '<input type="hidden" name="secret" id="id_secret">'


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no such field"):
        render("{% field form.nmae %}", form=Sample())


def test_the_summary_links_each_mistake_to_its_control() -> None:
    with override("vi"):
        shown = render("{% error_summary form %}", form=Sample({"name": "x", "since": "30/2/2023"}))
    assert "Còn 2 chỗ cần sửa" in shown
    assert 'href="#id_since"' in shown
    assert 'href="#id_kind"' in shown
    assert 'tabindex="-1"' in shown
    assert form_components.error_summary(Sample()) == ""


def test_pages_and_columns_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/ds/?q=c%C3%A1&at=2022&page=2&sort=title")
    page = Paginator(range(470), 20).get_page(2)
    context = Context({"request": request})
    shown = lists.pagination(context, page)
    assert 'href="?q=c%C3%A1&amp;at=2022&amp;sort=title&amp;page=3"' in shown
    assert 'aria-current="page"' in shown
    head = lists.sort_header(context, "Tên", "title")
    assert 'aria-sort="ascending"' in head
    assert 'href="?q=c%C3%A1&amp;at=2022&amp;sort=-title"' in head


def test_the_tree_marks_where_one_is_and_what_waits_there() -> None:
    child = TreeNode(None, "Xã Hiếu", "/u/2", count=1250, count_label="hồ sơ chờ")
    with override("vi"):
        shown = layout.tree([TreeNode(None, "Kon Plông", "/u/1", current=True, children=(child,))])
    assert '<a href="/u/1" aria-current="true">' in shown
    assert '<em aria-hidden="true">1.250</em><span class="sr"> (1.250 hồ sơ chờ)</span>' in shown
    assert shown.count("<ul") == 2


def test_the_gallery_has_samples_for_both_grounds() -> None:
    assert {sample_theme(name)["name"] for name in ("light", "dark")} == {"light", "dark"}


def test_a_mistake_is_told_as_something_to_do() -> None:
    with override("vi"):
        told = form_components.mends(Sample({"since": "30/2/2023"}))
    day = "Lịch không có ngày “30/2/2023”. Xem lại ngày và tháng, ngày viết trước."
    assert told == [("id_name", "Ghi “Tên <mô hình>”."), ("id_since", day), ("id_kind", "Chọn “Loại”.")]
