"""Plain sheets for tests that want rows, not trouble."""

from lantoa.core.imports.filling import Filler
from lantoa.core.imports.matching import match, proposal
from lantoa.core.imports.models import Import
from lantoa.core.imports.staging import Sheet, read_sheet
from lantoa.core.imports.targets import targets_of
from lantoa.core.people.models import User
from lantoa.core.records.kinds import kind_of
from lantoa.core.units.models import Unit
from tests.core.imports.conftest import NOW
from tests.factories import TODAY


def csv(rows: int) -> bytes:
    """A sheet of so many initiatives, each right."""
    lines = [f"Mô hình số {number};Chăn nuôi;{number % 28 + 1}/{number % 12 + 1}/2022;{number}" for number in range(rows)]
    return "\n".join(["Tên mô hình;Lĩnh vực;Ngày;Số hộ", *lines]).encode()


def read_csv(unit: Unit, *, by: User, rows: int) -> Import:
    """The import of such a sheet, matched."""
    kind = kind_of("initiative")
    source = read_sheet(Sheet("mo-hinh.csv", csv(rows), is_csv=True), kind, unit, by=by, today=TODAY, now=NOW)
    targets = targets_of(kind, Filler(kind, unit, by=by, today=TODAY).blank)
    match(source, targets, columns=proposal(source, targets).columns, same={})
    return source
