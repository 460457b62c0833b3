"""Readings of measures as figures and tables of a document."""

from decimal import Decimal

from lantoa.core.documents.document import Block, Figure, Item
from lantoa.core.measures.reading import OWN, UNALLOCATED, Part, Reading
from lantoa.core.measures.registry import Dimension, Measure
from lantoa.lib.numbers import Quantity, describe_quantity_vi

NOTHING = "chưa có"  # a nought is never printed
SHARES = (49, 17, 17, 17)


def figure_key(measure: str, unit: str, where: str) -> str:
    return "|".join((measure, unit, where))


def words(measure: Measure, value: Decimal, qualifier: str, high: Decimal | None = None, *, bare: bool = False) -> str:
    """The Vietnamese form of a value: "50", "gần 40 tỷ đồng", "3.500 m²"; `bare` leaves a counted thing's name to the sentence."""
    places = value.quantize(Decimal(1).scaleb(-measure.decimals)) if measure.decimals else value
    unit = "" if bare else str(measure.unit_label)
    return describe_quantity_vi(Quantity.told(places, high, qualifier=qualifier, unit=unit))


def figure_of(reading: Reading, part: Part | None = None, *, bare: bool = True, noun: str = "") -> Figure:
    """The figure of a reading, or of one part of it: of a sub-unit, or of a category."""
    told = reading if part is None else part
    unit = part.unit if part and part.unit else reading.unit
    where = reading.where if part is None or part.unit else "&".join(filter(None, (reading.where, part.key)))
    return Figure(
        key=figure_key(reading.measure.code, unit.key, where),
        text=words(reading.measure, told.value, told.qualifier, told.high, bare=bare),
        value=str(told.value), counted=str(told.counted), declared=str(told.declared), n=told.n,
        measure=reading.measure.code, unit=unit.key, where=where, qualifier=told.qualifier, noun=noun,
    )  # fmt: skip


def whole_number(value: Decimal) -> str:
    """The number of things without a record; empty where there are none."""
    return f"{value:f}".split(".")[0] if value else ""


def part_row(reading: Reading, part: Part) -> tuple[Item, ...]:
    """One part in a table: value, of which with records, of which without."""
    if part.key == UNALLOCATED:  # belongs to several units: told here, opened at the whole
        text = words(reading.measure, part.value, part.qualifier, part.high, bare=True)
        return ("Chưa phân cho đơn vị nào", text, str(part.n) if part.n else NOTHING, whole_number(part.declared))
    name = "Trực tiếp tại " + str(part.label) if part.key == OWN else str(part.label)
    shown: Item = figure_of(reading, part) if part.value else NOTHING
    return (name, shown, str(part.n) if part.n else NOTHING, whole_number(part.declared))


def parts_table(reading: Reading, *, first: str, value: str, total: str, rest: str, key: str) -> Block:
    """A split reading as a table: `first` and `value` head its first columns, `rest` names what no part tells of, `total` the whole."""
    rows = [part_row(reading, part) for part in reading.parts]
    left = reading.declared - sum((part.declared for part in reading.parts), Decimal(0))
    if left > 0:
        rows.append((rest, "", "", whole_number(left)))
    foot: tuple[Item, ...] = (total, figure_of(reading), str(reading.n), whole_number(reading.declared))
    head = (first, value, "Có hồ sơ", "Chưa có hồ sơ")
    return Block("table", text=str(reading.measure.title), key=key, head=head, rows=tuple(rows), foot=foot, shares=SHARES)


def unit_table(reading: Reading, *, value: str, total: str) -> Block:
    """The measure by sub-unit, in administrative order."""
    key = f"table-{reading.measure.code}"
    return parts_table(reading, first="Đơn vị", value=value, total=total, rest="Chưa phân theo đơn vị", key=key)


def category_table(reading: Reading, dimension: Dimension) -> Block:
    """The measure by the categories of one dimension; each number opens what stands behind that category."""
    return parts_table(
        reading, first=str(dimension.title), value="Số lượng", total="Tổng số", rest="Chưa phân loại",
        key=f"table-{reading.measure.code}-{dimension.name}",
    )  # fmt: skip


def tells_categories(reading: Reading) -> int:
    """How many named categories of its split have something to say."""
    return sum(bool(part.value and part.key.partition("=")[2]) for part in reading.parts)
