"""Import of a long sheet: peak memory and time of reading, looking through and entering, in this process, through the program's own calls.

    python bench/imports.py [ROWS] [--only-reading]        default 100,000

Makes a database of its own in a temporary folder (SQLite), a sheet of so many initiatives with ten columns, and imports it. The guard is
400 MB resident at the peak of the whole process, the making of the sheet in a process of its own not counted.
"""

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GUARD_MB = 400
SECTORS = ("Chăn nuôi", "Thủy sản", "Trồng trọt", "Giáo dục")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def timed(title: str, rows: int) -> Iterator[None]:
    began = time.monotonic()
    yield
    seconds = time.monotonic() - began
    print(f"{title:<12} {seconds:8.1f} s  {1000 * seconds / rows:6.2f} ms a row  peak {peak_mb():6.0f} MB", flush=True)


def write_sheet(path: str, rows: int) -> None:
    """A sheet as an office keeps one: titles above, ten columns, a total below."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Mô hình")
    sheet.write_string(0, 0, "DANH SÁCH MÔ HÌNH")
    head = ("STT", "Tên mô hình", "Lĩnh vực", "Nơi thực hiện", "Bắt đầu từ", "Ngày báo cáo", "Số hộ tham gia", "Kinh phí", "Mô tả", "Nguồn")
    for place, name in enumerate(head):
        sheet.write_string(2, place, name)
    for number in range(rows):
        day = f"{number % 28 + 1}/{number % 12 + 1}/2022"
        cells = (
            number, f"Mô hình số {number} của thôn {number % 977}", SECTORS[number % 4], "Xã Hiếu", f"{number % 12 + 1}/2021", day,
            number % 300, f"{number % 900 + 1}.000.000", f"Cách làm thứ {number * 7919 % 100003}: mỗi hộ góp công và giống",
            f"Báo cáo {number}-BC/ĐU",
        )  # fmt: skip
        for place, cell in enumerate(cells):
            (sheet.write_number if isinstance(cell, int) else sheet.write_string)(3 + number, place, cell)
    sheet.write_string(3 + rows, 1, "Tổng cộng")
    book.close()


def main(rows: int, *, only_reading: bool = False) -> int:
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-"))
    os.environ |= {"LANTOA_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "lantoa.config.settings", "LANTOA_SECRET_KEY": "bench"}
    path = folder / "mo-hinh.xlsx"
    maker = multiprocessing.get_context("spawn").Process(target=write_sheet, args=(str(path), rows))
    maker.start()
    maker.join()
    import django

    django.setup()
    from django.core.files import File
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from lantoa.core.imports.entering import begin_entering
    from lantoa.core.imports.filling import Filler
    from lantoa.core.imports.matching import match, missing, proposal
    from lantoa.core.imports.selectors import counts
    from lantoa.core.imports.staging import read_sheet, received
    from lantoa.core.imports.targets import targets_of
    from lantoa.core.imports.working import carry_on
    from lantoa.core.records.kinds import kind_of
    from tests.factories import TODAY, make_account, make_tree

    tree = make_tree()
    clerk, kind, unit = make_account("office", tree.hieu_committee), kind_of("initiative"), tree.hieu_committee
    print(f"{rows} rows, {path.stat().st_size / 1e6:.1f} MB; the program alone: {peak_mb():.0f} MB")
    with path.open("rb") as file, timed("reading", rows):
        source = read_sheet(received(File(file), path.name), kind, unit, by=clerk, today=TODAY, now=timezone.now())
    if only_reading:
        return 0 if peak_mb() < GUARD_MB else 1
    targets = targets_of(kind, Filler(kind, unit, by=clerk, today=TODAY).blank)
    columns = proposal(source, targets).columns
    assert not missing(targets, columns, {}), (missing(targets, columns, {}), source.header)
    match(source, targets, columns=columns, same={})
    with timed("checking", rows):
        carry_on(source, today=TODAY)
    begin_entering(source, submit=False)
    with timed("entering", rows):
        carry_on(source, today=TODAY)
    print(dict(counts(source)))
    return 0 if peak_mb() < GUARD_MB else 1


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "src")]
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(main(numbers[0] if numbers else 100_000, only_reading="--only-reading" in sys.argv))
