"""The child that reads a stranger's file, which is its standard input; it answers one line of JSON.

It takes limits of time and memory upon itself first (POSIX only: Windows has just its parent's limit of time).
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from app.documents.errors import UnreadableError
from app.documents.model import Document
from app.documents.package import Package


def main(arguments: list[str]) -> None:
    """arguments: kind, CPU seconds, MiB of memory."""
    kind, cpu_s, memory_mb = arguments
    _limit(int(cpu_s), int(memory_mb) << 20)
    sys.stdout.write(json.dumps(_answer(kind, sys.stdin.buffer.read())))


def _limit(cpu_s: int, memory: int) -> None:
    if os.name == "nt":
        return
    import resource  # noqa: PLC0415  # POSIX only

    for kind, most in (
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _answer(kind: str, data: bytes) -> dict[str, Any]:
    try:
        return {"document": asdict(_reader(kind)(data))}
    except UnreadableError as exc:
        return {"reason": exc.reason}
    except (MemoryError, RecursionError):
        return {"reason": "too_heavy"}


def _reader(kind: str) -> Callable[[bytes], Document]:
    """Each with what it needs, and no more, loaded."""
    if kind == "packed":
        return _read_packed
    if kind == "pdf":
        from app.documents.pages import read_pages  # noqa: PLC0415  # light start

        return read_pages
    if kind == "html":
        from app.documents.hypertext import read_hypertext  # noqa: PLC0415  # light start

        return read_hypertext
    from app.documents.plain import read_plain  # noqa: PLC0415  # light start

    return read_plain


def _read_packed(data: bytes) -> Document:
    from app.documents.kinds import kind_of_packed  # noqa: PLC0415  # light start

    package = Package(data)
    if kind_of_packed(package) == "odt":
        from app.documents.opendocument import read_opendocument  # noqa: PLC0415  # light start

        return read_opendocument(package)
    from app.documents.word import read_word  # noqa: PLC0415  # light start

    return read_word(package)
