"""The files of a day pack: audio under numbered ASCII names, a playlist for each, the run sheet, and the checksums of all."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import local
from app.errors import NotFoundError
from app.packs.days import DayFile
from app.packs.folder import Entry, file_entry, text_entry
from app.packs.versions import DayPack
from app.playout import AudioFormat, BlockedReason, ItemKind
from app.units import Sha256
from app.words import hour, weekday, word

if TYPE_CHECKING:
    from jinja2 import Environment

RUN_SHEET = "phieu-phat-thanh.html"
CHECKSUMS = "SHA256SUMS.txt"
FORMATS: tuple[AudioFormat, ...] = ("mp3", "wav")

FindFile = Callable[[Sha256], Path]
"""Where the bytes of a stored audio lie on this disk; raises NotFoundError when they are gone or damaged."""


def pack_name(pack: DayPack) -> str:
    """The folder of a pack: `goi-2025-11-04`."""
    return f"goi-{pack.day.isoformat()}"


def pack_entries(pack: DayPack, find: FindFile, formats: Sequence[AudioFormat] = FORMATS) -> list[Entry]:
    """Every file of the pack, the checksums of all others last.

    What may not sound has no file, and is on the run sheet with its reason.
    """
    entries = [entry for line in pack.lines for entry in _sound(line.file, find, formats)]
    entries.append(text_entry(RUN_SHEET, run_sheet(pack, formats)))
    entries.append(text_entry("goi.json", _contents(pack, entries)))
    sums = "".join(f"{entry.sha256}  {entry.name}\n" for entry in entries)
    return [*entries, text_entry(CHECKSUMS, sums)]


def without_lost(pack: DayPack, find: FindFile, formats: Sequence[AudioFormat] = FORMATS) -> DayPack:
    """The pack without the files that are gone or damaged, which its run sheet then says; one of them keeps back no other."""
    return replace(pack, lines=tuple(replace(line, file=_without_lost(line.file, find, formats)) for line in pack.lines))


def _without_lost(file: DayFile, find: FindFile, formats: Sequence[AudioFormat]) -> DayFile:
    wanted = {form: audio for form, audio in file.forms.items() if form in formats}
    here = {form: audio for form, audio in wanted.items() if _is_here(find, audio.sha256)}
    if here == wanted:
        return file
    reason = None if here else BlockedReason.AUDIO_MISSING
    return replace(file, forms=here, reason=reason)


def _is_here(find: FindFile, sha256: Sha256) -> bool:
    try:
        find(sha256)
    except NotFoundError:
        return False
    return True


def run_sheet(pack: DayPack, formats: Sequence[AudioFormat] = FORMATS) -> str:
    """The run sheet ("phiếu phát thanh trong ngày") as one printable A4 page, HTML that needs nothing beside it."""
    return (
        _environment()
        .get_template("run_sheet.html")
        .render(
            pack=pack,
            weekday=weekday(pack.day),
            made_at=local(pack.made_at),
            lines=[
                {
                    "hour": hour(line.file.starts_at),
                    "names": _names(line.file, formats),
                    "title": line.file.title,
                    "where": line.file.where,
                    "length": _length(line.file.seconds),
                    "first_words": line.first_words,
                    "approvers": line.approvers,
                    "silent_because": silent_because(line.file),
                    "is_relay": line.file.kind is ItemKind.RELAY,
                }
                for line in pack.lines
            ],
        )
    )


def _sound(file: DayFile, find: FindFile, formats: Sequence[AudioFormat]) -> Iterator[Entry]:
    names = _names(file, formats)
    for form in formats:
        if (audio := file.forms.get(form)) is not None:
            yield file_entry(f"{file.stem}.{form}", find(audio.sha256), audio.sha256)
    if names:
        lines = ("#EXTM3U", f"#EXTINF:{round(file.seconds)},{file.title}", names[0], "")
        yield text_entry(f"{file.stem}.m3u8", "\n".join(lines))


def _names(file: DayFile, formats: Sequence[AudioFormat]) -> list[str]:
    return [f"{file.stem}.{form}" for form in formats if form in file.forms]


def silent_because(file: DayFile) -> str:
    """Why a line of the run sheet has no file, in the words of the screen; empty where it has one, or needs none."""
    if file.reason is not None:
        return word("reason", file.reason.value)
    return "" if file.forms or file.kind is ItemKind.RELAY else word("rendering", "wanted")


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _contents(pack: DayPack, entries: Sequence[Entry]) -> str:
    """For a program: what the pack holds, and which version of which day it is."""
    said = {
        "commune": pack.commune,
        "date": pack.day.isoformat(),
        "version": pack.version,
        "made_at": pack.made_at.isoformat(),
        "files": [{"name": entry.name, "sha256": entry.sha256, "size": entry.size} for entry in entries],
        "content": {line.file.stem: line.file.content_hash for line in pack.lines},
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # light start

    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
