"""Word files with placeholders: what is read from them, what they become, and what none of them may do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lantoa.lib.wordforms import Answer, FormRefused, Kind, Schema, ask_key, child, fill_form, read_form
from tests.core.documents.own.forms import add, add_notes, form, note_texts, paragraph, part_xml, rows, run, texts
from tests.lib.making import docx_bytes, repacked, with_chart, xlsx_bytes

SCHEMA = Schema(
    {"so": "number", "bảng": "table", "mục": "lines"},
    {"đơn_vị": "text"},
    {
        "number": Kind(("giá_trị",)), "table": Kind((), "row"), "row": Kind(("tên", "số")), "lines": Kind(("đoạn",)),
        "lines.doan": Kind((), "text"), "text": Kind(),
    },
)  # fmt: skip
MANY = {ask_key("bang", ["a"], {}): Answer(rows=tuple(Answer(str(number), {"tên": "x"}) for number in range(60)))}


def flaws(*paragraphs: str, **more) -> list[tuple[str, str]]:
    return [(flaw.code, flaw.name) for flaw in read_form(form(*paragraphs, **more), SCHEMA).flaws]


def test_a_call_is_read_with_its_place_and_the_words_around_it() -> None:
    table = (("Đơn vị", "Số"), ("Xã Hiếu", 'có {{ số(“mô hình”, kỳ="trước") }} nơi'))
    read = read_form(form("Mở đầu", "{{ đơn_vị }}", table=table), SCHEMA)
    (ask,) = read.asks
    assert ask.key == ask_key("so", ["mô hình"], {"ky": "trước"})
    assert (ask.place.table, ask.place.row, ask.place.cell, ask.place.before, ask.place.after) == (1, 2, 2, "có", "nơi")
    assert read.values == ("don_vi",)
    assert read.flaws == ()


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("{{ đơn_vi_nào }}", "unknown_name", "đơn_vi_nào"),
        ('{{ sô_liệu("a") }}', "unknown_function", "sô_liệu"),
        ('{{ so("a").tên }}', "unknown_field", "tên"),
        ("{{ so(a) }}", "not_quoted", "so"),
        ('{{ so("a" }}', "syntax", ""),
        ("{{ đơn_vị", "unclosed", ""),
        ('{% for d in bảng("a") %}{{ d.tên }}', "no_end", "endfor"),
        ("{% endif %}", "end_alone", "if"),
        ('{%tr for d in bảng("a") %}', "not_in_table", "tr"),
        ("{{ đơn_vị|safe }}", "unknown_filter", "safe"),
        ("{% include 'khac.docx' %}", "forbidden", "include"),
        ("{% import 'os' as os %}", "forbidden", "import"),
        ("{% macro m() %}", "forbidden", "macro"),
        ("{{ ''.__class__ }}", "forbidden", "__class__"),
        ("{{ ''['__class__'] }}", "forbidden", "__class__"),
        ("{{ đơn_vị.__init__.__globals__ }}", "forbidden", "__globals__"),
        ("{{ ''.format('a') }}", "forbidden", "format"),
        ("{{ range(9) }}", "unknown_function", "range"),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str, name: str) -> None:
    assert (code, name) in flaws(text)


def test_a_row_that_would_be_taken_out_with_what_stands_in_it_is_told() -> None:
    table = (('{%tr for d in bảng("a") %}', "{{ đơn_vị }}"), ("{{ d.tên }}", ""), ("{%tr endfor %}", ""))
    assert flaws(table=table) == [("not_alone", "tr")]


def test_headers_are_read_and_filled() -> None:
    def head(document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ đơn_vị }} {{ khác }}"

    read = read_form(docx_bytes("Thân", change=head), SCHEMA)
    assert [(flaw.name, flaw.place.part) for flaw in read.flaws] == [("khác", "header")]


def test_values_are_text_alone_whatever_stands_in_them() -> None:
    table = (('{%tr for d in bảng("a") %}', ""), ("{{ d.tên }}", "{{ d.số }}"), ("{%tr endfor %}", ""))
    content = form('{{ so("a") }}', "{{ đơn_vị|upper }}", '{{ mục("b") }}', table=table)
    made = fill_form(
        content,
        answers={
            ask_key("so", ["a"], {}): Answer("5 < 6 & \x00{% raw %}"),
            ask_key("muc", ["b"], {}): Answer("một\nhai </w:t> {{ 7*7 }}"),
            ask_key("bang", ["a"], {}): Answer(rows=(Answer("r", {"tên": "<w:p/>", "số": Answer("3")}),)),
        },
        values={"đơn_vị": Answer("Xã Hiếu")},
    )
    assert texts(made)[:4] == ["5 < 6 & {% raw %}", "XÃ HIẾU", "một", "hai </w:t> {{ 7*7 }}"]
    assert rows(made) == [["<w:p/>", "3"]]


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%0999999999d' % 3 }}",
        "{{ 'a'.center(999999999) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{% include '/etc/passwd' %}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ đơn_vị.fields.clear() }}",
        "{% for a in đơn_vị.rows %}{% endfor %}",
    ],
)
def test_what_would_break_out_is_stopped(text: str, tmp_path: Path) -> None:
    with pytest.raises(FormRefused) as refused:
        fill_form(form(text), answers={}, values={"đơn_vị": Answer("Xã Hiếu")})
    assert refused.value.code in ("forbidden", "broken")


def test_loops_within_loops_are_stopped_by_the_clock_or_by_memory() -> None:
    opening = "".join(f"{{% for {letter} in bang('a') %}}" for letter in "abcdefgh")
    with pytest.raises(FormRefused) as refused:
        fill_form(form(opening + "x" + "{% endfor %}" * 8), answers=MANY, values={}, work=4)
    assert refused.value.code in ("time", "memory")
    assert child.WORK == 20


def test_the_child_can_open_no_file(tmp_path: Path) -> None:
    """Proved from inside: the same limits, then an attempt to open what anybody may read."""
    import subprocess
    import sys

    program = (
        "from lantoa.lib.wordforms import child; import resource; child.limit(resource.RLIMIT_NOFILE, child.OPEN_FILES, child.OPEN_FILES)\n"
        "try:\n    open('/etc/hostname')\nexcept OSError as error:\n    print(error.errno)"
    )
    source = Path(__file__).resolve().parents[3] / "src"
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(source)}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "24"


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(FormRefused):
        read_form(b"PK\x03\x04 not really", SCHEMA)


LOOP = ("{% for d in bảng('a') %}{{ d.tên }}, ", "{% endfor %}")
TOLD = {ask_key("bang", ["a"], {}): Answer(rows=(Answer("", {"tên": "Hiếu"}), Answer("", {"tên": "Măng Đen"})))}
BOTH = '<mc:AlternateContent {mc}><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'


def with_notes(*notes: str, text: str = "Thân", change: Callable[[Any], None] | None = None, **more: Any) -> bytes:
    def put(document: Any) -> None:
        add_notes(document, *notes, **more)
        if change:
            change(document)

    return docx_bytes(text, change=put)


def filled(content: bytes) -> bytes:
    assert read_form(content, SCHEMA).flaws == ()
    return fill_form(content, answers=TOLD, values={"đơn_vị": Answer("Xã Hiếu")})


def found(content: bytes) -> list[tuple[str, str, str, int]]:
    return [(flaw.code, flaw.name, flaw.place.part, flaw.place.note) for flaw in read_form(content, SCHEMA).flaws]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_filled_though_a_placeholder_is_split_and_a_loop_runs_within_one(kind: str) -> None:
    made = filled(with_notes(paragraph("Của {", "{ đơn", "_vị }", "}"), paragraph(*LOOP) + paragraph("{{ đơn_vị }}"), kind=kind))
    assert note_texts(made, kind) == ["Của Xã Hiếu", "Hiếu, Măng Đen, \nXã Hiếu"]
    assert part_xml(made, f"word/{kind}s.xml").count("w:type=") == 2


def test_a_mistake_in_a_note_is_told_with_the_number_that_a_reader_sees() -> None:
    notes = (paragraph("{{ lạ }}"), paragraph("Đúng"), paragraph("{% for d in bảng('a') %}"), paragraph("{% endfor %}"))
    assert found(with_notes(*notes, called=(1, 0, 2, 3))) == [
        ("unknown_name", "lạ", "footnotes", 2), ("no_end", "endfor", "footnotes", 3), ("end_alone", "for", "footnotes", 4),
    ]  # fmt: skip
    assert found(with_notes(*notes[:1], kind="endnote")) == [("unknown_name", "lạ", "endnotes", 1)]


def test_what_a_loop_of_the_text_gives_is_not_known_in_a_note() -> None:
    content = with_notes(paragraph("{{ d.tên }}"), text="".join(LOOP))
    assert ("elsewhere", "d", "footnotes", 1) in found(content)


def test_a_loop_does_not_repeat_a_note() -> None:
    def loop(document: Any) -> None:
        document.paragraphs[0].text = LOOP[0]
        document.add_paragraph(LOOP[1])

    content = with_notes(paragraph("Một"), paragraph("Hai"), change=loop)
    assert found(content) == [("note_in_loop", "", "footnotes", 1), ("note_in_loop", "", "footnotes", 2)]


def test_a_note_to_which_nothing_refers_stays_behind() -> None:
    def condition(document: Any) -> None:
        document.paragraphs[1].insert_paragraph_before("{% if đơn_vị == 'x' %}")
        document.add_paragraph("{% endif %}")

    made = filled(with_notes(paragraph("Cũ {{ lạ }}"), paragraph("{{ đơn_vị }}"), called=(1,)))
    assert note_texts(made) == ["Xã Hiếu"]
    assert note_texts(filled(with_notes(paragraph("{{ đơn_vị }}"), change=condition))) == []


def test_a_note_keeps_its_sign() -> None:
    sign = "<w:p><w:r><w:footnoteRef/></w:r>" + run("{%p for d in bảng('a') %}") + "</w:p>"
    assert ("not_alone", "p", "footnotes", 1) in found(with_notes(sign + paragraph("x") + paragraph("{%p endfor %}")))


def test_comments_are_counted_and_go_out_with_nothing_made() -> None:
    def commented(document: Any) -> None:
        document.add_comment(document.paragraphs[0].runs, "Hỏi lại anh Tư {{ lạ }}", author="Y Lan")

    content = docx_bytes("Của {{ đơn_vị }}", change=commented)
    assert read_form(content, SCHEMA).comments == 1
    made = filled(content)
    assert texts(made) == ["Của Xã Hiếu"]
    assert "comment" not in part_xml(made, "word/document.xml")
    assert part_xml(made, "word/comments.xml") == ""
    assert "comments" not in part_xml(made, "word/_rels/document.xml.rels")


def test_text_boxes_are_filled_in_both_their_forms_and_a_mistake_in_one_is_told_once() -> None:
    def boxed(*inner: str) -> bytes:
        box = "<w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph(*inner) + "</w:txbxContent></v:textbox></v:shape></w:pict>"
        both = BOTH.format(mc='xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"', box=box)
        return docx_bytes(change=lambda document: add(document, run("Ngoài") + f"<w:r>{both}</w:r>"))

    made = filled(boxed("{{ đơn", "_vị }}"))
    assert part_xml(made, "word/document.xml").count("Xã Hiếu") == 2
    (flaw,) = read_form(boxed("{{ lạ }}"), SCHEMA).flaws
    assert (flaw.name, flaw.place.box, flaw.place.paragraph) == ("lạ", 1, 1)


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def test_content_controls_are_filled_and_keep_what_was_filled_in() -> None:
    bound = '<w:dataBinding w:xpath="/title" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    made = filled(
        docx_bytes(change=lambda document: add(document, control(run("{{ đơn") + run("_vị }}"), bound) + control(run("A"), bound)))
    )
    xml = part_xml(made, "word/document.xml")
    assert "Xã Hiếu" in xml
    assert xml.count("dataBinding") == 1


def test_a_placeholder_that_reaches_out_of_a_content_control_is_told() -> None:
    content = docx_bytes(change=lambda document: add(document, control(run("{{ đơn")) + run("_vị }}")))
    assert found(content) == [("split", "", "body", 0)]


def test_fields_and_content_controls_in_headers_stand_beside_what_is_filled() -> None:
    def head(document: Any) -> None:
        made = document.sections[0].header.paragraphs[0]
        made.text = "{{ đơn_vị }} trang "
        field = '<w:fldSimple w:instr="PAGE">' + run("1") + "</w:fldSimple>"
        add(document, field + control(run("{{ đơn_vị }}")))
        made._p.extend(list(document.paragraphs[-1]._p))

    xml = part_xml(filled(docx_bytes("Thân", change=head)), "word/header1.xml")
    assert xml.count("Xã Hiếu") == 2
    assert 'w:instr="PAGE"' in xml


def test_a_row_with_a_table_in_it_is_not_taken_out() -> None:
    def nested(document: Any) -> None:
        cells = document.add_table(rows=2, cols=1).columns[0].cells
        cells[0].add_table(rows=1, cols=1)
        cells[0].add_paragraph("{%tr for d in bảng('a') %}")
        cells[1].text = "{%tr endfor %}"

    assert found(docx_bytes(change=nested)) == [("not_alone", "tr", "body", 0)]


def test_a_placeholder_in_a_chart_is_told() -> None:
    chart = with_chart(form("{{ đơn_vị }}"), xlsx_bytes([["a"]]))
    named = repacked(chart, edit={"word/charts/chart1.xml": ("Mô hình theo xã".encode(), "Của {{ đơn_vị }}".encode())})
    assert found(named) == [("hidden", "", "body", 0)]
    assert found(chart) == []


def test_notes_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(FormRefused) as refused:
        read_form(repacked(with_notes(paragraph("x")), edit={"word/footnotes.xml": (b"</w:footnotes>", b"")}), SCHEMA)
    assert refused.value.code == "broken"
