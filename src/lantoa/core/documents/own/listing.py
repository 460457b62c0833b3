"""Every word that a template may use, ready to be copied, with what it says for one document."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lantoa.core.documents.own.answers import Subject, answers
from lantoa.core.documents.own.words import BY_UNIT, VALUES, sections, title_of
from lantoa.core.measures.registry import Measure, all_measures
from lantoa.lib.wordforms import Ask, Place


@dataclass(frozen=True)
class Word:
    """A placeholder to copy (`text`), what it means, what it says now; `other` is the same by code."""

    text: str
    means: str
    says: str = ""
    other: str = ""


@dataclass(frozen=True)
class Shelf:
    """Words of one sort. `how` tells how they are used; `layout` is a pattern of table rows to copy."""

    key: str
    title: str
    words: tuple[Word, ...]
    how: str = ""
    layout: tuple[tuple[str, ...], ...] = ()


def shelves(subject: Subject) -> list[Shelf]:
    """All words by sort, with the values of this document."""
    asks = [Ask("so", (measure.code,), {}, "", Place()) for measure in all_measures()]
    asks += [Ask("so", (measure.code,), {"kỳ": "trước"}, "", Place()) for measure in all_measures()]
    found = answers(asks, subject)
    says = {key: answer.text for key, answer in found.calls.items()}
    heads = tuple(Word("{{ " + name + " }}", meaning(name), found.values[name].text.replace("\n", " / ")) for name in VALUES)
    numbers = tuple(number_words(says))
    return [
        Shelf("figures", _("Figures"), numbers, star_use()),
        Shelf("tables", _("Tables"), tuple(table_words()), table_use(), TABLE_LAYOUT),
        Shelf("lists", _("Lists of records"), tuple(list_words()), list_use(), LIST_LAYOUT),
        Shelf("texts", _("Text sections"), tuple(section_words(subject)), _("Each paragraph becomes one of the document.")),
        Shelf("heads", _("Opening and close"), heads, _("Add |upper for capitals: {{ đơn_vị|upper }}.")),
    ]  # fmt: skip


TABLE_LAYOUT = (
    ('{%tr for dòng in bảng("mô hình đang duy trì", theo="đơn vị") %}', "", ""),
    ("{{ dòng.tên }}", "{{ dòng.số }}", "{{ dòng.kỳ_trước }}"),
    ("{%tr endfor %}", "", ""),
)
LIST_LAYOUT = (
    ('{%tr for hồ_sơ in danh_sách("mô hình đang duy trì") %}', "", ""),
    ("{{ hồ_sơ.số_hiệu }}", "{{ hồ_sơ.tên }}", "{{ hồ_sơ.đơn_vị }}"),
    ("{%tr endfor %}", "", ""),
)


def table_use() -> str:
    return _(
        "Three rows: the first and last hold nothing but for and endfor; the middle one is repeated. Up to six measures: .số_2 to .số_6."
    )


def star_use() -> str:
    return _("A star after a figure says that a part of it has no record; put {{ chú_thích }} below.")


def list_use() -> str:
    return _("As a table: the first and last row hold nothing but for and endfor.")


def written(measure: Measure) -> str:
    """The measure's title as it stands within a sentence."""
    title = title_of(measure)
    return title[0].lower() + title[1:]


def number_words(says: dict[str, str]) -> Iterator[Word]:
    for measure in all_measures():
        name, key = written(measure), Ask("so", (measure.code,), {}, "", Place()).key
        before = Ask("so", (measure.code,), {"kỳ": "trước"}, "", Place()).key
        yield Word(f'{{{{ so("{name}") }}}}', str(measure.title), says[key], f'{{{{ so("{measure.code}") }}}}')
        yield Word(f'{{{{ so("{name}", kỳ="trước") }}}}', _("%(title)s, the period before") % {"title": measure.title}, says[before])


def table_words() -> Iterator[Word]:
    for measure in all_measures():
        if measure.declared_only:
            continue
        for by in ([] if measure.own_only else [BY_UNIT]) + [title_of(dimension) for dimension in measure.dimensions]:
            told = {"title": measure.title, "by": by.lower()}
            yield Word(f'bảng("{written(measure)}", theo="{by.lower()}")', _("%(title)s by %(by)s") % told)


def list_words() -> Iterator[Word]:
    for measure in all_measures():
        if not measure.declared_only:
            yield Word(f'danh_sách("{written(measure)}")', _("The records behind: %(title)s") % {"title": measure.title})


def section_words(subject: Subject) -> Iterator[Word]:
    for key, title in sections().items():
        text = " ".join(subject.texts.get(key, ()))
        yield Word(f'{{{{ mục("{title[0].lower()}{title[1:]}") }}}}', title, text[:120], f'{{{{ mục("{key}") }}}}')


def meaning(name: str) -> str:
    """What a value is."""
    return {
        "đơn_vị": _("name of the unit"), "cấp_trên": _("superior organ, in capitals"), "cơ_quan": _("issuing organ, in capitals"),
        "số_ký_hiệu": _("number and symbol"), "nơi_ngày": _("place and date"), "tên_loại": _("kind of document"),
        "trích_yếu": _("subject"), "thẩm_quyền": _("on whose behalf it is signed"), "người_ký": _("post of the signer"),
        "nơi_nhận": _("recipients, a line each"), "kỳ": _("the period in words"), "kỳ_trước": _("the period before, in words"),
        "từ_ngày": _("first day of the period"), "đến_ngày": _("last day of the period"), "năm": _("year of the last day"),
        "chú_thích": _("the note that explains the star; empty where no figure has one"),
    }[name]  # fmt: skip
