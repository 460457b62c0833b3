"""What stands in the place of each placeholder for one document: read from measures, or taken from what was frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils import translation

from lantoa.core.documents.document import Block, Document, Figure, Head, Item
from lantoa.core.documents.figures import NOTHING, category_table, figure_key, figure_of, unit_table, whole_number, words
from lantoa.core.documents.own.words import FIGURE, LIST, SECTION, TABLE, Meaning, meaning_of
from lantoa.core.documents.word import FOOTNOTE
from lantoa.core.measures.reading import Part, Reading, read, records_behind
from lantoa.core.measures.registry import Measure, measure_of
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import name_on
from lantoa.lib.days import format_day_vi
from lantoa.lib.numbers import Qualifier
from lantoa.lib.periods import Period, label_vi, previous
from lantoa.lib.wordforms import Answer, Ask
from lantoa.lib.wordforms.asked import plain_name

MARK: Final = "*"
EMPTY_LINE: Final = "………"
MOST_RECORDS: Final = 500


@dataclass(frozen=True)
class Subject:
    """The document that a template is filled for: whose, over which period, its opening and texts (section key to paragraphs).

    `document` are the figures to be taken as they stand there, of a report whose figures are closed; `kept` what was answered then,
    by `ask_key`; `lists` are the keys of its lists of records by measure. `restated` is the day to
    whose units figures are restated; without it they are read as they stood.
    """

    unit: Unit
    period: Period
    hierarchy: Hierarchy
    head: Head
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    document: Document | None = None
    kept: Mapping[str, Answer] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    restated: date | None = None


@dataclass
class Answers:
    """The answers by `ask_key`, the values by name, and the calls whose figure was read today although the others are closed."""

    calls: dict[str, Answer] = field(default_factory=dict)
    values: dict[str, Answer] = field(default_factory=dict)
    read_today: list[str] = field(default_factory=list)


def answers(asks: Iterable[Ask], subject: Subject) -> Answers:
    """All that a template asks for. Raises `Unknown` for a name that means nothing."""
    found = Answers()
    with translation.override("vi"):
        for ask in asks:
            if ask.key not in found.calls:
                found.calls[ask.key] = answer(ask, subject, found.read_today)
        found.values = values(subject, marked=any(map(bears_mark, found.calls.values())))
    return found


def answer(ask: Ask, subject: Subject, read_today: list[str]) -> Answer:
    """One call: as it was kept, as it stands in the closed document, or as it reads today."""
    function, meaning = plain_name(ask.function), meaning_of(ask, subject.period)
    if function == SECTION:
        return lines(subject.texts.get(meaning.section, ()) or (EMPTY_LINE,))
    if ask.key in subject.kept:
        return subject.kept[ask.key]
    closed = from_document(function, meaning, subject) if subject.document else None
    if closed is not None:
        return closed
    if subject.document is not None:
        read_today.append(ask.tag)
    return READERS[function](meaning, subject)


def lines(texts: Iterable[str]) -> Answer:
    """Paragraphs: each begins a new one in the document; `đoạn` gives them one by one."""
    told = tuple(texts)
    return Answer("\n".join(told), {"đoạn": Answer(rows=tuple(Answer(text) for text in told))})


def number(figure: Figure | None) -> Answer:
    """A figure with its mark where a part of it has no record; what nobody has told of is said so, never a nought."""
    if figure is None or not Decimal(figure.value):
        return Answer(NOTHING, {"giá_trị": 0, "số": NOTHING, "kèm_đơn_vị": NOTHING, "có_hồ_sơ": NOTHING, "chưa_có_hồ_sơ": NOTHING})
    mark = MARK if figure.is_declared or figure.is_mixed else ""
    value, measure = Decimal(figure.value), measure_of(figure.measure)
    exact = figure.qualifier == Qualifier.EXACT
    bare = words(measure, value, figure.qualifier, bare=True) if exact else figure.text
    full = words(measure, value, figure.qualifier) if exact else figure.text
    return Answer(bare + mark, {
        "giá_trị": int(value) if value == value.to_integral_value() else float(value), "số": bare, "kèm_đơn_vị": full + mark,
        "có_hồ_sơ": str(figure.n or NOTHING), "chưa_có_hồ_sơ": whole_number(Decimal(figure.declared)) or NOTHING,
    })  # fmt: skip


def bears_mark(answer: Answer) -> bool:
    """Whether a figure without records stands in it."""
    inner = [value for value in answer.fields.values() if isinstance(value, Answer)]
    return ("giá_trị" in answer.fields and answer.text.endswith(MARK)) or any(map(bears_mark, (*inner, *answer.rows)))


def reading_of(measure: Measure, meaning: Meaning, subject: Subject, *, period: Period | None = None) -> Reading:
    return read(
        measure, subject.unit, period or meaning.period or subject.period, by=meaning.by, hierarchy=subject.hierarchy, where=meaning.where,
        restated=subject.restated,
    )  # fmt: skip


def read_number(meaning: Meaning, subject: Subject) -> Answer:
    return number(figure_of(reading_of(meaning.measures[0], meaning, subject)))


def read_table(meaning: Meaning, subject: Subject) -> Answer:
    """A row for each part of the first measure, with the others' and the earlier period's beside it."""
    first = reading_of(meaning.measures[0], meaning, subject)
    others = [reading_of(measure, meaning, subject) for measure in meaning.measures[1:] if can_split(measure, meaning.by)]
    before = reading_of(meaning.measures[0], meaning, subject, period=previous(first.period))
    rows = []
    for place, items in enumerate(table_of(first).rows):
        key = first.parts[place].key if place < len(first.parts) else None  # the last row may be of what no part tells of
        beside = {f"số_{number}": share(other, key) for number, other in enumerate(others, start=2)}
        rows.append(row(items, {"kỳ_trước": share(before, key), **beside}))
    return Answer(rows=tuple(rows))


def table_of(reading: Reading) -> Block:
    """The table that the page would have of this reading."""
    if reading.by == "unit":
        return unit_table(reading, value="", total="")
    return category_table(reading, reading.measure.dimension(reading.by))


def can_split(measure: Measure, by: str) -> bool:
    return by == "unit" or any(dimension.name == by for dimension in measure.dimensions)


def share(reading: Reading, key: str | None) -> Answer:
    """The share of one part in another reading."""
    part: Part | None = next((found for found in reading.parts if found.key == key), None)
    return number(figure_of(reading, part) if part else None)


def row(items: tuple[Item, ...], beside: Mapping[str, Answer] | None = None) -> Answer:
    """A row of a table as the page has it: name, figure, with records, without."""
    name, value, with_records, without = items
    told = number(value) if isinstance(value, Figure) else Answer(value, dict.fromkeys(("giá_trị", "số", "kèm_đơn_vị"), value))
    fields: dict[str, Any] = {"tên": str(name), "số": told, "có_hồ_sơ": str(with_records), "chưa_có_hồ_sơ": str(without) or NOTHING}
    nothing = number(None)
    rest = {f"số_{place}": nothing for place in range(2, 7)}
    return Answer(str(name), {**rest, "kỳ_trước": nothing, **fields, **(beside or {})})


def read_list(meaning: Meaning, subject: Subject) -> Answer:
    """The approved records behind a figure, as a report's annex lists them."""
    records = records_behind(reading_of(meaning.measures[0], meaning, subject)).select_related("unit")
    found = records.order_by("unit__sort_key", "sort_key")[:MOST_RECORDS]
    return Answer(rows=tuple(entry((record.reference, record.title, record.unit.name)) for record in found))


def entry(items: tuple[Item, ...]) -> Answer:
    reference, title, unit = map(str, items)
    return Answer(title, {"số_hiệu": reference, "tên": title, "đơn_vị": unit})


READERS: Final = {FIGURE: read_number, TABLE: read_table, LIST: read_list}


def from_document(function: str, meaning: Meaning, subject: Subject) -> Answer | None:
    """The answer as the closed document has it; None where it does not tell."""
    document = subject.document
    if document is None or meaning.period != subject.period:
        return None
    measure = meaning.measures[0]
    if function == FIGURE:
        figure = document.figure(figure_key(measure.code, subject.unit.key, meaning.where))
        return number(figure) if figure else None
    table = f"table-{measure.code}" + ("" if meaning.by == "unit" else f"-{meaning.by}")
    key = subject.lists.get(measure.code, "-") if function == LIST else table
    block: Block | None = next((found for found in document.blocks if found.key == key), None)
    if block is None or len(meaning.measures) > 1:
        return None
    return Answer(rows=tuple(entry(items) if function == LIST else row(items) for items in block.rows))


def values(subject: Subject, *, marked: bool) -> dict[str, Answer]:
    """The values that every document has."""
    head, period = subject.head, subject.period
    told = {
        "đơn_vị": name_on(subject.unit, period.last), "cấp_trên": head.superior, "cơ_quan": head.organ, "số_ký_hiệu": head.number,
        "nơi_ngày": head.place_and_day, "tên_loại": head.title, "thẩm_quyền": head.authority, "người_ký": head.signer,
        "kỳ": label_vi(period), "kỳ_trước": label_vi(previous(period)), "từ_ngày": format_day_vi(period.first),
        "đến_ngày": format_day_vi(period.last), "năm": str(period.last.year), "chú_thích": f"{MARK} {FOOTNOTE}" if marked else "",
    }  # fmt: skip
    several = {"trích_yếu": lines(head.subject), "nơi_nhận": lines(head.sent_to)}
    return {**{name: Answer(text) for name, text in told.items()}, **several}
