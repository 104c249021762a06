"""Reading a document that a person brought: what it is, the child that reads it, and what comes back."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.documents.errors import BadDocumentError, UnreadableError
from app.documents.kinds import kind_of
from app.documents.model import Document, LeftOut, Line, Part
from app.values import frozen


@frozen
class DocumentLimits:
    """What a file may be, and what reading it may cost (CPU seconds and memory: POSIX only)."""

    largest_bytes: int = 20_000_000
    longest: int = 1_000_000
    wall_s: int = 30
    cpu_s: int = 20
    memory_mb: int = 768


USUAL_LIMITS = DocumentLimits()
_ROOT = Path(__file__).resolve().parents[2]
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from app.documents.worker import main; main(sys.argv[2:])"


def read_document(data: bytes, *, name: str = "", limits: DocumentLimits = USUAL_LIMITS) -> Document:
    """The lines of a .docx, .odt, .pdf, .html or text of any Vietnamese code page; what it is, its content says.

    name: what the person called the file, for the error. Blocks for up to `limits.wall_s`. Raises `BadDocumentError`.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BadDocumentError(file=name, reason="empty")
    if len(data) > limits.largest_bytes:
        raise BadDocumentError(file=name, reason="too_large", limit=limits.largest_bytes)
    try:
        answer = _in_child(kind_of(data), data, name, limits)
    except UnreadableError as exc:
        raise BadDocumentError(file=name, reason=exc.reason) from None
    if "reason" in answer:
        raise BadDocumentError(file=name, reason=answer["reason"])
    found = _document(answer["document"])
    if not found.lines:
        raise BadDocumentError(file=name, reason="no_text")
    if sum(len(line.text) + 1 for line in found.lines) > limits.longest:
        raise BadDocumentError(file=name, reason="too_long", limit=limits.longest)
    return found


def _in_child(kind: str, data: bytes, name: str, limits: DocumentLimits) -> dict[str, Any]:
    command = [sys.executable, "-I", "-c", _CHILD, str(_ROOT), kind, str(limits.cpu_s), str(limits.memory_mb)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(  # noqa: S603  # our own file, no shell
            command, input=data, capture_output=True, check=True, timeout=limits.wall_s, creationflags=flags
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as exc:
        raise BadDocumentError(file=name, reason="too_heavy", limit=limits.wall_s) from exc
    return answer


def _document(found: dict[str, Any]) -> Document:
    lines = tuple(Line(each["text"], each["level"], tuple(each["cells"]), Part(each["part"])) for each in found["lines"])
    return Document(found["kind"], lines, tuple(LeftOut(**each) for each in found["left_out"]), found["letters"])
