"""Making a report's document: what it says, from measures, records and the units' texts. Vietnamese in every language of the pages."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils import translation

from lantoa.core.documents.document import Block, Document, Figure, Item
from lantoa.core.documents.figures import figure_of, unit_table, words
from lantoa.core.documents.organs import in_sentence
from lantoa.core.measures.declared import Declared
from lantoa.core.measures.reading import Reading, remainder_told
from lantoa.core.units.selectors import name_on
from lantoa.domains.reports import layouts
from lantoa.domains.reports.annexes import annexes
from lantoa.domains.reports.blocks import heading, reading_of, section
from lantoa.domains.reports.spec import Spec, head_of
from lantoa.lib.days import format_day_vi
from lantoa.lib.numbers import Qualifier


def build(spec: Spec) -> Document:
    """The whole report as it stands now."""
    with translation.override("vi"):
        notes: list[str] = []
        spec = replace(spec)  # with readings of this moment
        blocks = tuple(body(spec, notes))
        return Document(head_of(spec), blocks, str(spec.period), spec.unit.key, tuple(notes))


def body(spec: Spec, notes: list[str]) -> Iterator[Block]:
    if spec.restated:
        text = f"Số liệu trong báo cáo được quy đổi theo đơn vị ngày {format_day_vi(spec.restated)}."
        notes.append(text)
        yield Block("note", items=(text,))
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
    yield from annexes(spec)


def kept_blocks(spec: Spec, kept: Reading, notes: list[str]) -> Iterator[Block]:
    """Initiatives: the sentence with its numbers, what stands behind them, and the table by unit."""
    if not kept.value:
        yield Block("note", items=("Chưa có hồ sơ hoặc số liệu đơn vị báo cáo về mô hình trong kỳ.",))
        return
    yield Block("paragraph", items=tuple(kept_sentence(kept)))
    for remark in declared_remarks(kept):
        notes.append(remark)
        yield Block("note", items=(remark,))
    by_unit = reading_of(spec, layouts.KEPT, by="unit")
    if by_unit and len(by_unit.parts) > 1:
        yield unit_table(by_unit, value="Mô hình", total="Toàn " + short_level(by_unit))


def kept_sentence(kept: Reading) -> Iterator[Item]:
    """The sentence of the whole and its cohorts: "… duy trì 50 mô hình, gồm 13 mô hình duy trì từ năm 2021 và 37 mô hình …"."""
    yield f"Đến ngày {format_day_vi(kept.period.last)}, {in_sentence(name_on(kept.unit, kept.period.last))} duy trì "
    yield figure_of(kept, noun=" mô hình")
    told = [part for part in kept.parts if part.key and not part.overlaps and part.key != "since="]
    complete = sum((part.value for part in told), Decimal(0)) == kept.value
    for position, part in enumerate(told):
        yield (", gồm " if complete else ", trong đó có ") if position == 0 else (" và " if position == len(told) - 1 else ", ")
        yield figure_of(kept, part, noun=" mô hình")
        yield f" {since_words(part.key)}"
    yield "."


def since_words(key: str) -> str:
    """A category of the dimension `since` in words."""
    value = key.partition("=")[2]
    if ".." in value:
        first, last = value.split("..")
        return f"xây dựng từ năm {first} đến nay" if first and not last else f"có từ năm {last} trở về trước"
    return f"duy trì từ năm {value}"


def declared_remarks(kept: Reading) -> Iterator[str]:
    """What has no record behind it, said beside the number; a warning for each unit whose records outnumber what it reported."""
    yield from (outnumbered(kept, source) for source in kept.sources if source.exceeds)
    if kept.declared:
        yield without_records(kept)


def outnumbered(kept: Reading, source: Declared) -> str:
    counted = words(kept.measure, source.counted, Qualifier.EXACT, bare=True)
    whole = words(kept.measure, source.low, source.qualifier, source.high, bare=True)
    whose = "số đơn vị" if source.unit == kept.unit else f"số {name_on(source.unit, kept.period.last)}"
    return f"Lưu ý: hồ sơ đã duyệt ({counted}) nhiều hơn {whose} báo cáo ({whole}); hai số cần được đối chiếu."


def without_records(kept: Reading) -> str:
    sources = "; ".join(sorted({source.source for source in kept.sources if source.source}))
    rest = words(kept.measure, *remainder_told(kept.sources), bare=True)
    told = f"Trong số này {kept.n} mô hình có hồ sơ đã duyệt; {rest} mô hình chưa có hồ sơ, là số đơn vị báo cáo"
    return f"{told} ({sources})." if sources else f"{told}."


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
        (layouts.PRACTICES, "Cách làm hay (số đơn vị báo cáo):"),
        (layouts.FRONTLINE, "Lực lượng tham gia tuyến đầu (số đơn vị báo cáo):"),
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
