"""The child process: limits itself, then reads or fills the form on its input. It can open no file and start no program."""

import json
import resource
import struct
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

WORK = 20  # seconds of a processor's work that one form may take
MEMORY = 512 * 1024 * 1024
OPEN_FILES = 3  # input, output, complaints: nothing more can be opened


def main() -> None:
    """One order from the input, one answer to the output: a JSON line of known length, then bytes."""
    limit(resource.RLIMIT_CPU, WORK, WORK + 1)
    limit(resource.RLIMIT_AS, MEMORY, MEMORY)
    limit(resource.RLIMIT_CORE, 0, 0)
    import jinja2.debug  # noqa: F401  # Jinja loads it only where something goes wrong, when no file can be opened any more

    warm_up()
    order, content = received(sys.stdin.buffer)
    limit(resource.RLIMIT_CPU, order["work"], order["work"] + 1)
    limit(resource.RLIMIT_FSIZE, 0, 0)
    limit(resource.RLIMIT_NPROC, 0, 0)
    limit(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)
    answer, made = obeyed(order, content)
    send(sys.stdout.buffer, answer, made)


def limit(what: int, soft: int, hard: int) -> None:
    """Never above what the machine allows already."""
    allowed = resource.getrlimit(what)[1]
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    resource.setrlimit(what, (soft, hard))


def warm_up() -> None:
    """Fill an empty form once, so that no library wants to load something later."""
    from io import BytesIO

    from docx import Document

    from lantoa.lib.wordforms.forms import fill
    from lantoa.lib.wordforms.reading import read
    from lantoa.lib.wordforms.schema import Schema

    blank, out = Document(), BytesIO()
    blank.add_paragraph("{% if 1 %}{{ 'a'|upper }}{% endif %}")
    blank.save(out)
    read(out.getvalue(), Schema({}, {}, {}))
    fill(out.getvalue(), {}, {})


def obeyed(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """Read or fill; every failure is told by a code alone, so that nothing of a document gets into a log."""
    from jinja2.exceptions import SecurityError

    from lantoa.lib.wordforms.forms import fill
    from lantoa.lib.wordforms.reading import read
    from lantoa.lib.wordforms.schema import Answer, Schema

    try:
        if order["act"] == "read":
            return {"read": asdict(read(content, Schema.from_plain(order["schema"])))}, b""
        told = [{name: Answer.from_plain(raw) for name, raw in order[part].items()} for part in ("answers", "values")]
        return {}, fill(content, *told)
    except MemoryError:
        return {"refused": "memory"}, b""
    except SecurityError:
        return {"refused": "forbidden"}, b""
    except Exception as error:  # whatever a library stumbles over is the form's fault, and told by the name of its class
        return {"refused": "broken", "kind": type(error).__name__}, b""


def received(source: BinaryIO) -> tuple[dict[str, Any], bytes]:
    (length,) = struct.unpack(">I", source.read(4))
    return json.loads(source.read(length)), source.read()


def send(target: BinaryIO, answer: dict[str, Any], made: bytes) -> None:
    head = json.dumps(answer, ensure_ascii=False).encode("utf-8")
    target.write(struct.pack(">I", len(head)) + head + made)
    target.flush()
