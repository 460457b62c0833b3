"""Import of a long sheet: time and peak memory of reading, looking through and entering, in one process, through the program's own calls.

    python bench/imports.py [--rows 100000] [--only-reading]

Makes a database of its own in a temporary folder (SQLite), a sheet of so many initiatives with ten columns, and imports it. The guards:
400 MB resident at the peak of every step; while rows are looked through and entered, in batches, no more than 60 MB above what
the process held before, however many they are. The sheet is made in a process of its own, not counted.
"""

import argparse
import gc
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GUARD_MB, BATCH_MB = 400, 60
TOO_MUCH: list[str] = []
SECTORS = ("Chăn nuôi", "Thủy sản", "Trồng trọt", "Giáo dục")


def resident_mb(what: str) -> float:
    """`VmRSS`: what this process holds at present; `VmHWM`: at most, since `forget_peak`."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{what}:"))
    return int(line.split()[1]) / 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


@contextmanager
def timed(title: str, rows: int, *, most_mb: float) -> Iterator[None]:
    gc.collect()
    forget_peak()
    began = time.monotonic()
    yield
    seconds, peak = time.monotonic() - began, resident_mb("VmHWM")
    print(f"{title:<12} {seconds:8.1f} s  {1000 * seconds / rows:6.2f} ms a row  peak {peak:6.0f} MB", flush=True)
    if peak > most_mb:
        TOO_MUCH.append(f"{title}: {peak:.0f} MB, at most {most_mb:.0f}")


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
    from django.db import connection
    from django.utils import timezone

    import lantoa
    from lantoa.cli.catalogs import compile_catalogs

    compile_catalogs(Path(lantoa.__file__).parent)
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
    alone = resident_mb("VmRSS")
    print(f"{rows} rows, {path.stat().st_size / 1e6:.1f} MB; the program alone: {alone:.0f} MB; load {os.getloadavg()[0]:.1f}")
    with path.open("rb") as file, timed("reading", rows, most_mb=GUARD_MB):
        source = read_sheet(received(File(file), path.name), kind, unit, by=clerk, today=TODAY, now=timezone.now())
    if not only_reading:
        targets = targets_of(kind, Filler(kind, unit, by=clerk, today=TODAY).blank)
        columns = proposal(source, targets).columns
        assert not missing(targets, columns, {})
        match(source, targets, columns=columns, same={})
        in_batches = resident_mb("VmRSS") + BATCH_MB
        with timed("checking", rows, most_mb=in_batches):
            carry_on(source, today=TODAY)
        begin_entering(source, submit=False)
        with timed("entering", rows, most_mb=in_batches):
            carry_on(source, today=TODAY)
        assert counts(source)["done"] == rows, counts(source)
    connection.close()
    shutil.rmtree(folder)
    for words in TOO_MUCH:
        print(f"TOO MUCH  {words}")
    return 1 if TOO_MUCH else 0


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "src")]
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--only-reading", action="store_true")
    asked = options.parse_args()
    sys.exit(main(asked.rows, only_reading=asked.only_reading))
