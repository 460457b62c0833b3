"""A full disk in the middle of an import: one clear sentence, nothing half-written, nothing lost, and it goes on once there is room."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.disks import leave_room, small_disk
from tests.cli.processes import environment, lantoa, lantoa_anew

pytestmark = pytest.mark.slow
GO_ON = """
import django
django.setup()
from lantoa.core.imports.models import Import
from lantoa.core.imports.working import carry_on
from lantoa.core.units.today import business_day
carry_on(Import.objects.get(), today=business_day())
"""


def sheet_of(rows: int, folder: Path) -> Path:
    """A sheet of so many rows, which takes much the same room however many they are."""
    text = "Mỗi hộ góp công. " * (4000 // rows)
    lines = (f"Mô hình số {number};Chăn nuôi;{number % 28 + 1}/5/2022;{text}{number}" for number in range(rows))
    found = folder / "mo-hinh.csv"
    found.write_text("\n".join(["Tên mô hình;Lĩnh vực;Ngày;Mô tả", *lines]), "utf-8")
    return found


def asked(home: Path, what: str) -> Any:
    with closing(sqlite3.connect(home / "lantoa" / "lantoa.sqlite3")) as rows:
        return rows.execute(what).fetchone()[0]


def imported(home: Path, sheet: Path) -> "subprocess.CompletedProcess[str]":
    return lantoa_anew("import", "initiative", str(sheet), "--unit", "Đảng ủy xã Hiếu", "--as", "nhap", home=home)


@pytest.mark.parametrize(("room", "rows"), ((150, 90), (900, 150)))  # not read to its end; read, and entered in part
def test_a_full_disk_stops_an_import_with_a_sentence_and_all_goes_on(kept_world: Path, tmp_path: Path, room: int, rows: int) -> None:
    sheet = sheet_of(rows, tmp_path)
    with small_disk(tmp_path / "disk", size="200m") as disk:
        shutil.copytree(kept_world / "lantoa", disk / "lantoa")
        before = asked(disk, "SELECT count(*) FROM records_record")
        leave_room(disk, kilobytes=room)
        stopped = imported(disk, sheet)
        assert stopped.returncode == 1, stopped.stdout
        assert len([line for line in stopped.stderr.splitlines() if line]) == 1, stopped.stderr
        assert "disk may be full" in stopped.stderr
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        entered = asked(disk, "SELECT count(*) FROM imports_importrow WHERE state = 'done'")
        assert asked(disk, "SELECT count(*) FROM records_record") == before + entered
        assert lantoa("audit", "verify", home=disk).returncode == 0
        if asked(disk, "SELECT count(*) FROM imports_import WHERE stage = 'entering'"):
            command = [sys.executable, "-c", GO_ON]
            more = {"DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
            gone_on = subprocess.run(command, env=environment(disk, **more), capture_output=True, text=True, check=False)
            assert gone_on.returncode == 0, gone_on.stderr
        else:
            assert entered == 0
            again = imported(disk, sheet)
            assert again.returncode == 0, again.stderr
        assert asked(disk, "SELECT count(*) FROM records_record") == before + rows
