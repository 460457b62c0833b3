"""Word files with placeholders: what is read from them, what they become, and what none of them may do."""

import time
from pathlib import Path

import pytest

from lantoa.lib.wordforms import Answer, FormRefused, Kind, Schema, ask_key, fill_form, read_form
from tests.core.documents.own.forms import form, rows, texts
from tests.lib.making import docx_bytes

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
    began = time.monotonic()
    with pytest.raises(FormRefused) as refused:
        fill_form(form(opening + "x" + "{% endfor %}" * 8), answers=MANY, values={})
    assert refused.value.code in ("time", "memory")
    assert time.monotonic() - began < 60


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
