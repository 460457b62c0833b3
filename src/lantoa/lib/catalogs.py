"""Which message catalogues were not compiled since they were last changed."""

from pathlib import Path


def compiled_of(source: Path) -> Path:
    """What is read at run time of this .po."""
    return source.with_suffix(".mo")


def uncompiled(package: Path) -> list[Path]:
    """The .po under `package` of which nothing was compiled, or something older, in their order."""
    sources = sorted(package.rglob("locale/*/LC_MESSAGES/*.po"))
    return [source for source in sources if not compiled_of(source).exists() or is_newer(source, compiled_of(source))]


def is_newer(one: Path, other: Path) -> bool:
    return one.stat().st_mtime_ns > other.stat().st_mtime_ns
