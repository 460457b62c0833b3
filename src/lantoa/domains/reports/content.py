"""Making a report's document: what it says, from measures, records and the units' texts. Vietnamese in every language of the pages."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import translation

from lantoa.core.measures.reading import Reading, lineage, read
from lantoa.core.measures.registry import all_measures
from lantoa.core.records.models import Record
from lantoa.core.units.selectors import name_on
from lantoa.domains.reports import layouts
from lantoa.domains.reports.document import Block, Document, Figure, Item, figure_of, figure_of_part
from lantoa.domains.reports.heads import Spec, head_of
from lantoa.domains.reports.layouts import Section
from lantoa.lib.days import format_day_vi

ANNEX_LIMIT = 500  # rows of an annex; the rest is told as a number that opens


def build(spec: Spec) -> Document:
    """The whole report as it stands now."""
    with translation.override("vi"):
        notes: list[str] = []
        blocks = tuple(body(spec, notes))
        return Document(head_of(spec), blocks, str(spec.period), spec.unit.key, tuple(notes))


def known(code: str) -> bool:
    return any(found.code == code for found in all_measures())


def reading_of(spec: Spec, code: str, *, by: str = "") -> Reading | None:
    """The reading of a measure for this report, or None where the installation does not know the measure."""
    return read(code, spec.unit, spec.period, by=by, hierarchy=spec.hierarchy) if known(code) else None


def body(spec: Spec, notes: list[str]) -> Iterator[Block]:
    yield heading("Phần thứ nhất. Kết quả thực hiện", level=1)
    yield from section(spec, layouts.LEADERSHIP, "1. ")
    yield from section(spec, layouts.STUDY, "2. ")
    yield heading("3. Kết quả làm theo", level=2, key="follow")
    kept = reading_of(spec, layouts.KEPT, by="since")
    if kept:
        yield from kept_blocks(spec, kept, notes)
    yield from other_blocks(spec, notes)
    yield from section(spec, layouts.RESULTS, "4. ")
    yield heading("Phần thứ hai. Hạn chế, nguyên nhân và bài học", level=1)
    for number, part in enumerate((layouts.SHORTCOMINGS, layouts.CAUSES, layouts.LESSONS), start=1):
        yield from section(spec, part, f"{number}. ")
    yield heading("Phần thứ ba. Kiến nghị và nhiệm vụ", level=1)
    for number, part in enumerate((layouts.DIFFICULTIES, layouts.TASKS), start=1):
        yield from section(spec, part, f"{number}. ")
    yield Block("signature")
    if kept:
        yield from annex_records(kept)
    yield from annex_missing(spec)


def heading(text: str, *, level: int, key: str = "") -> Block:
    return Block("heading", text=text, level=level, key=key or f"h-{abs(hash_text(text))}")


def hash_text(text: str) -> int:
    """A small number that is the same in every process, for anchors."""
    return sum(position * ord(letter) for position, letter in enumerate(text, start=1))


def section(spec: Spec, part: Section, number: str) -> Iterator[Block]:
    """A text section; without a text the heading stands with a line to be filled."""
    yield Block("section", text=part.title, key=part.key, level=2, items=tuple(paragraphs(spec.texts.get(part.key, ""))), number=number)


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def kept_blocks(spec: Spec, kept: Reading, notes: list[str]) -> Iterator[Block]:
    """Initiatives: the sentence with its numbers, what stands behind them, and the table by unit."""
    if not kept.value:
        yield Block("note", items=("Chưa có hồ sơ hoặc số liệu đơn vị báo cáo về mô hình trong kỳ.",))
        return
    yield Block("paragraph", items=tuple(kept_sentence(kept)))
    remark = declared_remark(kept)
    if remark:
        notes.append("".join(item if isinstance(item, str) else item.text for item in remark))
        yield Block("note", items=remark)
    by_unit = reading_of(spec, layouts.KEPT, by="unit")
    if by_unit and len(by_unit.parts) > 1:
        yield unit_table(by_unit)


def kept_sentence(kept: Reading) -> Iterator[Item]:
    """The sentence of the whole and its cohorts: "… duy trì 50 mô hình, gồm 13 mô hình duy trì từ năm 2021 và 37 mô hình …"."""
    yield f"Đến ngày {format_day_vi(kept.period.last)}, {name_on(kept.unit, kept.period.last)} duy trì "
    yield figure_of(kept, noun=" mô hình")
    told = [part for part in kept.parts if part.key and not part.overlaps and part.key != "since="]
    complete = sum((part.value for part in told), Decimal(0)) == kept.value
    for position, part in enumerate(told):
        yield (", gồm " if complete else ", trong đó có ") if position == 0 else (" và " if position == len(told) - 1 else ", ")
        yield figure_of_part(kept, part, noun=" mô hình")
        yield f" {since_words(part.key)}"
    yield "."


def since_words(key: str) -> str:
    """A category of the dimension `since` in words."""
    value = key.partition("=")[2]
    if ".." in value:
        first, last = value.split("..")
        return f"xây dựng từ năm {first} đến nay" if first and not last else f"có từ năm {last} trở về trước"
    return f"duy trì từ năm {value}"


def declared_remark(kept: Reading) -> tuple[Item, ...]:
    """What has no record behind it, said beside the number; a warning where records outnumber what was reported."""
    if kept.exceeds:
        whole = kept.whole if kept.whole is not None else sum((source.low for source in kept.sources), Decimal(0))
        return (
            f"Lưu ý: hồ sơ đã duyệt ({kept.n}) nhiều hơn số đơn vị báo cáo ({whole:f}); hai số cần được đối chiếu.".replace(".0000", ""),
        )
    if not kept.declared:
        return ()
    sources = "; ".join(sorted({source.source for source in kept.sources if source.source}))
    return (
        f"Trong số này {kept.n} mô hình có hồ sơ đã duyệt; {int(kept.declared)} mô hình chưa có hồ sơ, là số đơn vị báo cáo"
        + (f" ({sources})." if sources else "."),
    )


def unit_table(reading: Reading) -> Block:
    """The measure by sub-unit, in administrative order: value, of which with records, of which without."""
    rows: list[tuple[Item, ...]] = []
    for part in reading.parts:
        name = "Trực tiếp tại " + part.label if part.key == "" else str(part.label)
        own = figure_of_part(reading, part)
        rows.append(
            (
                name,
                own if part.value else "chưa có",
                str(part.n) if part.n else "chưa có",
                f"{part.declared:f}".split(".")[0] if part.declared else "",
            )
        )
    rest = reading.declared - sum((part.declared for part in reading.parts), Decimal(0))
    if rest > 0:
        rows.append(("Chưa phân theo đơn vị", "", "", str(int(rest))))
    total: tuple[Item, ...] = (
        "Toàn " + short_level(reading),
        figure_of(reading),
        str(reading.n),
        str(int(reading.declared)) if reading.declared else "",
    )
    return Block(
        "table",
        text=str(reading.measure.title),
        key=f"table-{reading.measure.code}",
        head=("Đơn vị", "Mô hình", "Có hồ sơ", "Chưa có hồ sơ"),
        rows=tuple(rows),
        foot=total,
    )


def short_level(reading: Reading) -> str:
    name = name_on(reading.unit, reading.period.last)
    for word, level in (
        ("Tỉnh ủy", "tỉnh"),
        ("Thành ủy", "thành phố"),
        ("Huyện ủy", "huyện"),
        ("Đảng ủy xã", "xã"),
        ("Huyện", "huyện"),
        ("Tỉnh", "tỉnh"),
        ("Xã", "xã"),
    ):
        if name.startswith(word):
            return level
    return "đơn vị"


def other_blocks(spec: Spec, notes: list[str]) -> Iterator[Block]:
    """Exemplars and contributions: one sentence a measure that has something to say."""
    for code, lead in (
        (layouts.NEW, "Trong kỳ bắt đầu mới"),
        (layouts.STOPPED, "Số mô hình đã dừng trong kỳ:"),
        (layouts.EXEMPLARS, "Số điển hình, gương người tốt việc tốt được ghi nhận:"),
        (layouts.MIXED, "Mô hình, điển hình (số đơn vị báo cáo chung, không tách):"),
    ):
        reading = reading_of(spec, code)
        if reading and reading.value:
            yield Block("paragraph", items=(lead + " ", figure_of(reading, bare=False), declared_tail(reading) + "."))
    gifts = [
        (reading, figure_of(reading, bare=False)) for code in layouts.CONTRIBUTIONS if (reading := reading_of(spec, code)) and reading.value
    ]
    if gifts:
        yield Block("paragraph", items=tuple(gift_items(gifts)))


def declared_tail(reading: Reading) -> str:
    return " (chưa có hồ sơ)" if reading.declared and not reading.n else ""


def gift_items(gifts: list[tuple[Reading, Figure]]) -> Iterator[Item]:
    """Kinds of contribution side by side, never added together."""
    yield "Đóng góp của tập thể, cá nhân: "
    for position, (reading, figure) in enumerate(gifts):
        yield f"{'; ' if position else ''}{str(reading.measure.title)[0].lower()}{str(reading.measure.title)[1:]} "
        yield figure
        yield declared_tail(reading)
    yield "."


def annex_records(kept: Reading) -> Iterator[Block]:
    """Annex: the initiatives that have an approved record, by unit."""
    rows = lineage(kept.measure, kept.unit, kept.period, hierarchy=kept.hierarchy)
    records = Record.objects.filter(pk__in=rows.filter(n__gt=0).values("record")).exclude(pk__in=rows.filter(n__lt=0).values("record"))
    found = list(records.select_related("unit").order_by("unit__sort_key", "sort_key")[:ANNEX_LIMIT])
    if found:
        yield heading(f"Phụ lục 1. Mô hình có hồ sơ đã duyệt ({kept.n})", level=1, key="annex-records")
        yield Block(
            "list",
            key="records",
            head=("Số hiệu", "Mô hình", "Đơn vị"),
            rows=tuple((record.reference, record.title, record.unit.name) for record in found),
        )


def annex_missing(spec: Spec) -> Iterator[Block]:
    """Annex: sub-units from which nothing has come."""
    reading = reading_of(spec, layouts.KEPT)
    missing = reading.coverage.missing if reading else []
    if reading and reading.coverage.expected:
        yield heading(f"Phụ lục 2. Đơn vị chưa báo cáo ({len(missing)} trên {reading.coverage.expected})", level=1, key="annex-missing")
        names = [unit.name for unit in missing] or ["Tất cả đơn vị đã báo cáo."]
        yield Block("list", key="missing", head=("Đơn vị",), rows=tuple((name,) for name in names))
