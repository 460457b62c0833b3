"""Office files (.docx, .xlsx) as what they are, a zip of XML parts: counted, measured and searched before a part is read."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Final
from urllib.parse import urlsplit

from lantoa.lib.files.kinds import DOCX, XLSX, FileRefused
from lantoa.lib.files.xmlparts import AttributeReader, read_xml

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 100
RATIO_APPLIES_FROM: Final = 1024 * 1024

_MAIN_PARTS: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
}
_MACRO_PARTS: Final = re.compile(r"(?:^|/)(?:vbaproject|vbadata)[^/]*$|(?:^|/)macrosheets/", re.IGNORECASE)
_EMBEDDED_PARTS: Final = re.compile(r"(?:^|/)(?:embeddings|activex)/|(?:^|/)oleobject[^/]*$", re.IGNORECASE)
_CHART_RELATIONS: Final = re.compile(r"(?P<folder>(?:word|xl)/charts/)_rels/[^/]+\.rels$", re.IGNORECASE)
_WORKBOOK_PART: Final = re.compile(r"(?:^|/)embeddings/[^/]+\.xlsx$", re.IGNORECASE)
_MACRO_RELATIONS: Final = frozenset({"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"})
_EMBEDDING_RELATIONS: Final = frozenset({"oleobject", "package", "control", "activexcontrolbinary", "afchunk", "subdocument", "frame"})
_LINK_SCHEMES: Final = frozenset({"", "http", "https", "mailto", "tel", "ftp", "file"})


class Package:
    """An opened Office file that has passed every check made without reading its text.

    `workbooks` are those behind its charts, opened and checked in the same way; they hold no further files.
    """

    def __init__(self, data: bytes, *, within: bool = False) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise FileRefused("damaged") from None
        _check_entries(self._zip.infolist())
        self.names: Final = tuple(info.filename for info in self._zip.infolist() if not info.is_dir())
        self.unpacked: Final = sum(info.file_size for info in self._zip.infolist())
        self.mime: Final = self._kind()
        self.workbooks: list[Package] = []
        if self.mime in (DOCX, XLSX):
            behind_charts = set() if within else self._workbooks_of_charts()
            self._check_parts(behind_charts)
            for name in sorted(behind_charts):
                self.workbooks.append(self._workbook(name))
                if sum(workbook.unpacked for workbook in self.workbooks) > MAX_UNPACKED:
                    raise FileRefused("bomb")

    def open(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, KeyError):
            raise FileRefused("damaged") from None

    def external_targets(self) -> list[str]:
        """What the file refers to outside of itself, but for links to click."""
        relations = [found for name in self.names if name.lower().endswith(".rels") for found in self._attributes(name, ("Relationship",))]
        outer = [found for found in relations if found.get("TargetMode", "").lower() == "external"]
        return [found.get("Target", "") for found in outer if not found.get("Type", "").lower().endswith("/hyperlink")]

    def _kind(self) -> str:
        """The MIME type that the package's own table of contents declares, `zip` if it is no Office file."""
        if "[Content_Types].xml" not in self.names:
            return "zip"
        declared = [
            (attributes.get("ContentType", ""), attributes.get("PartName", "").lstrip("/"))
            for attributes in self._attributes("[Content_Types].xml", ("Override", "Default"))
        ]
        if any(re.search("macroenabled|vbaproject", kind, re.IGNORECASE) for kind, _ in declared):
            raise FileRefused("macro")
        main_parts = [(_MAIN_PARTS[kind], part) for kind, part in declared if kind in _MAIN_PARTS]
        if len(main_parts) != 1:
            return "zip"
        kind, part = main_parts[0]
        if part not in self.names:
            raise FileRefused("damaged")
        return kind

    def _workbooks_of_charts(self) -> set[str]:
        """The embedded workbooks that hold the figures of a chart, by the charts' own word."""
        found = set()
        for name in self.names:
            if chart := _CHART_RELATIONS.match(name):
                for attributes in self._attributes(name, ("Relationship",)):
                    target = posixpath.normpath(posixpath.join(chart["folder"], attributes.get("Target", ""))).lstrip("/")
                    if _is_workbook_of_chart(attributes) and target in self.names:
                        found.add(target)
        return found

    def _workbook(self, name: str) -> "Package":
        """The embedded workbook, opened and checked; FileRefused (embedded) if it is anything else."""
        with self.open(name) as part:
            try:
                data = part.read()
            except (zipfile.BadZipFile, zlib.error, EOFError):
                raise FileRefused("damaged") from None
        if not data.startswith(b"PK"):
            raise FileRefused("embedded")
        package = Package(data, within=True)
        if package.mime != XLSX:
            raise FileRefused("embedded")
        return package

    def _check_parts(self, behind_charts: set[str]) -> None:
        for name in self.names:
            if _MACRO_PARTS.search(name):
                raise FileRefused("macro")
            if _EMBEDDED_PARTS.search(name) and name not in behind_charts:
                raise FileRefused("embedded")
        for name in self.names:
            if name.lower().endswith(".rels"):
                for attributes in self._attributes(name, ("Relationship",)):
                    if not (behind_charts and _CHART_RELATIONS.match(name) and _is_workbook_of_chart(attributes)):
                        _check_relation(attributes)

    def _attributes(self, name: str, elements: tuple[str, ...]) -> Iterator[dict[str, str]]:
        reader = AttributeReader(elements)
        with self.open(name) as part:
            read_xml(part, reader)
        yield from reader.found


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what is locked, named to climb out of its folder, listed twice, or unpacks to too much."""
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise FileRefused("bomb")
    seen = set()
    for entry in entries:
        name = entry.filename.lower()
        if entry.flag_bits & 0x1:
            raise FileRefused("encrypted")
        if name in seen or name.startswith("/") or re.search(r"[\\:\x00]|(?:^|/)\.\.(?:/|$)", entry.orig_filename):
            raise FileRefused("unsafe")
        seen.add(name)
        if entry.file_size > RATIO_APPLIES_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise FileRefused("bomb")


def _check_relation(attributes: dict[str, str]) -> None:
    """Refuse programs, embedded files, and content that would be fetched from another machine when the file is opened.

    A link to click is harmless, and so is a forgotten template or workbook on the author's own disk.
    """
    kind = attributes.get("Type", "").rsplit("/", 1)[-1].lower()
    target = attributes.get("Target", "").strip()
    if kind in _MACRO_RELATIONS:
        raise FileRefused("macro")
    if kind in _EMBEDDING_RELATIONS:
        raise FileRefused("embedded")
    if attributes.get("TargetMode", "").lower() != "external":
        return
    harmless = _scheme(target) in _LINK_SCHEMES if kind == "hyperlink" else _is_on_own_disk(target)
    if not harmless:
        raise FileRefused("external", target=target[:100])


def _is_workbook_of_chart(attributes: dict[str, str]) -> bool:
    if attributes.get("TargetMode", "").lower() == "external" or not attributes.get("Type", "").lower().endswith("/package"):
        return False
    return _WORKBOOK_PART.search(attributes.get("Target", "")) is not None


def _scheme(target: str) -> str:
    try:
        scheme = urlsplit(re.sub(r"[\x00-\x20]", "", target)).scheme
    except ValueError:
        return "unreadable"
    return "" if len(scheme) == 1 else scheme


def _is_on_own_disk(target: str) -> bool:
    """Whether the target is a plain path or a drive, not a web address or a share on another machine (\\\\host, file://host)."""
    path = target.replace("\\", "/")
    if _scheme(path) == "file":
        path = path.split(":", 1)[1]
        return path.startswith("///") and not path.startswith("////")
    return _scheme(path) == "" and not path.startswith("//")
