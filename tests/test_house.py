"""The rules of the house that no linter holds."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.wide import BROWSER, WIDE

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "lantoa"
WITHOUT_WORDS = {"migrations", "templatetags", "formats"}
INLINE = re.compile(r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|<script\b(?![^>]*\bsrc=)""", re.IGNORECASE)
TIED_TO_A_MACHINE = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|deb\.debian\.org|/(?:home|root|work)/\w")
TEXT = {".py", ".html", ".txt", ".md", ".tsv", ".po", ".css", ".js", ".json", ".sh", ".toml", ".yml", ".svg"}


def tracked(folder: Path) -> Iterator[Path]:
    """The files under `folder` that belong to the repository, or would if they were added."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", str(folder)]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return (path for name in listed.split("\0") if name and (path := ROOT / name).exists())


def domain_of(module: str) -> str:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["lantoa", "domains"] else ""


def test_no_foreign_key_leads_from_domain_to_domain() -> None:
    crossing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if {domain_of(model.__module__), domain_of(field.related_model.__module__)} - {"", domain_of(model.__module__)}
        and domain_of(model.__module__)
    ]
    assert crossing == []


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(SRC))
        for path in sorted(SRC.rglob("__init__.py"))
        if not WITHOUT_WORDS & set(path.relative_to(SRC).parts) and "node_modules" not in path.parts
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_no_template_has_inline_style_or_script() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0).strip()}"
        for path in tracked(SRC)
        if path.suffix == ".html"
        for match in INLINE.finditer(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("folder", ("src", "tools", "docs", "requirements", "bench"))
def test_no_file_names_a_registry_or_a_place_on_a_machine(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in tracked(ROOT / folder)
        if path.suffix in TEXT
        for match in TIED_TO_A_MACHINE.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_modules_stay_short_enough_to_be_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked(SRC)
        if path.suffix == ".py" and "migrations" not in path.parts
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}, "look for the second thing that hides in it"


def test_every_test_that_drives_a_browser_is_run_in_one() -> None:
    driving = [path for path in sorted(ROOT.glob("tests/**/test_*.py")) if "pytest.mark.browser" in path.read_text("utf-8")]
    outside = [path for path in driving if not any(path.is_relative_to(ROOT / place) for place in BROWSER) and path != Path(__file__)]
    assert driving
    assert outside == []
    assert [folder for folder in WIDE if not (ROOT / "tests" / folder).is_dir()] == []
