"""`lantoa import`: a sheet from the shell, under a person's own rights."""

from datetime import timedelta
from pathlib import Path

import pytest
import typer
from django.test.utils import override_settings
from django.utils import timezone

from lantoa.core.access.decisions import Refused
from lantoa.core.imports.cli import import_sheet
from lantoa.core.imports.models import Import
from lantoa.core.imports.staging import clear_old
from lantoa.core.records.models import Record, State
from lantoa.core.units.asking import NotUnderstood
from tests.core.imports.conftest import World
from tests.core.imports.sheets import csv, read_csv
from tests.core.imports.ugly import ugly
from tests.factories import TODAY


@pytest.fixture(autouse=True)
def today():
    with override_settings(LANTOA_BUSINESS_DAY=TODAY.isoformat()):
        yield


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    file = tmp_path / "mo-hinh.csv"
    file.write_bytes(csv(7))
    return file


def test_a_dry_run_tells_and_keeps_nothing(world: World, plain, tmp_path, capsys):
    with pytest.raises(typer.Exit) as left:
        import_sheet("initiative", plain, world.unit.key, world.clerk.username, dry_run=True)
    assert left.value.exit_code == 0
    assert capsys.readouterr().out.startswith("7 ")
    bad = tmp_path / "xau.xlsx"
    bad.write_bytes(ugly())
    with pytest.raises(typer.Exit) as left:
        import_sheet("initiative", bad, world.unit.key, world.clerk.username, dry_run=True)
    assert left.value.exit_code == 1
    assert "1,200" in capsys.readouterr().err
    assert (Import.objects.count(), Record.objects.count()) == (0, 0)


def test_rows_are_entered_as_the_persons_and_wrong_ones_stop_them(world: World, plain, tmp_path):
    import_sheet("initiative", plain, world.unit.key, world.clerk.username, submit=True)
    assert {(one.state, one.author) for one in Record.objects.all()} == {(State.SUBMITTED, world.clerk)}
    bad = tmp_path / "xau.xlsx"
    bad.write_bytes(ugly())
    with pytest.raises(NotUnderstood):
        import_sheet("initiative", bad, world.unit.key, world.clerk.username)
    assert Record.objects.count() == 7
    import_sheet("initiative", bad, world.unit.key, world.clerk.username, leave_out_wrong=True)
    assert Record.objects.count() == 10


def test_one_without_the_right_is_refused(world: World, plain):
    with pytest.raises(Refused):
        import_sheet("initiative", plain, world.unit.key, world.leader.username)


def test_a_column_that_is_missing_is_named(world: World, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("Tên mô hình;Ngày\nNuôi cá;1/5/2023\n")
    with pytest.raises(NotUnderstood, match="Lĩnh vực"):
        import_sheet("initiative", file, world.unit.key, world.clerk.username)
    assert not Import.objects.exists()


def test_rows_that_nobody_touched_for_a_month_are_gone(world: World):
    source = read_csv(world.unit, by=world.clerk, rows=3)
    assert clear_old(now=timezone.now() + timedelta(days=29)) == 0
    assert clear_old(now=timezone.now() + timedelta(days=31)) == 4  # and the row of the header
    assert not Import.objects.filter(pk=source.pk).exists()
