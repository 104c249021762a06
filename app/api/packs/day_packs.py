"""Day packs: a version of a day's files, listed, fetched one by one, or all at once as one zip."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import StreamingResponse

from app.api.packs.days import Day
from app.api.shared.answers import also, file_of
from app.api.shared.forms import Answer
from app.api.shared.printed import page_to_print
from app.clock import local
from app.desk import packs as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.errors import NotFoundError
from app.packs import (
    FORMATS,
    DayPack,
    Entry,
    Line,
    pack_entries,
    pack_name,
    pack_versions,
    present_pack,
    silent_because,
    without_lost,
)
from app.playout import AudioFormat
from app.visits.seen import quoted
from app.words import hour, sentence

router = APIRouter(prefix="/days", tags=["operator"], route_class=AskedFirst)

_KINDS = {"mp3": "audio/mpeg", "wav": "audio/wav", "m3u8": "audio/x-mpegurl", "html": "text/html", "json": "application/json"}
"""Media types of a pack's files, by the end of the name; any other is plain text."""

Number = Annotated[int, Path(ge=1, description="Phiên bản của gói.")]
Formats = Annotated[
    Literal["mp3", "wav", "mp3,wav"], Query(description="Dạng âm thanh trong gói: `mp3`, `wav`, hoặc cả hai.", examples=["mp3"])
]


class PackEntryAnswer(Answer):
    """One file of the pack. href: where it is fetched from."""

    name: str
    sha256: str
    size: int
    href: str


class LineAnswer(Answer):
    """One line of the run sheet. silent_because: why it is not played; then it has no file."""

    occurrence_id: UUID
    local_time: str
    title: str
    zones: list[str]
    where: str
    seconds: float
    first_words: str
    approvers: list[str]
    silent_because: str

    @classmethod
    def of(cls, line: Line) -> Self:
        """The answer for one line."""
        return cls(
            occurrence_id=line.file.occurrence_id,
            local_time=hour(line.file.starts_at),
            title=line.file.title,
            zones=list(line.file.zones),
            where=line.file.where,
            seconds=line.file.seconds,
            first_words=line.first_words,
            approvers=list(line.approvers),
            silent_because=silent_because(line.file),
        )


class PackAnswer(Answer):
    """A version of a day's pack, whole. name: of its folder."""

    date: date
    version: int
    name: str
    made_at: datetime
    made_by: str
    lines: list[LineAnswer]
    files: list[PackEntryAnswer]


class PackVersionAnswer(Answer):
    """A version that was made. is_stale: the day holds something else by now. fault_word: why the set folder did not take it."""

    version: int
    made_at: datetime
    made_by: str
    is_stale: bool
    delivered_at: datetime | None
    fault_word: str | None


class PackVersionsAnswer(Answer):
    """The versions of a day's pack, the newest first."""

    date: date
    items: list[PackVersionAnswer]


@router.post("/{day}/packs", status_code=201)
def post_pack(parts: Parts, actor: SignedIn, session: WriteSession, day: Day, formats: Formats = "mp3,wav") -> PackAnswer:
    """Make the day's pack as it stands now. With nothing changed since the last one it is that one again."""
    pack = without_lost(acts.make(parts, session, actor, day), parts.stored, _chosen(formats))
    return PackAnswer(
        date=day,
        version=pack.version,
        name=pack_name(pack),
        made_at=pack.made_at,
        made_by=pack.made_by,
        lines=[LineAnswer.of(line) for line in pack.lines],
        files=[
            PackEntryAnswer(name=entry.name, sha256=entry.sha256, size=entry.size, href=_href(pack, entry.name, formats))
            for entry in _entries(parts, pack, formats)
        ],
    )


@router.get("/{day}/packs")
def get_packs(actor: Looking, session: ReadSession, day: Day) -> PackVersionsAnswer:
    """The versions made of a day's pack; those that are no longer what the day holds are marked."""
    return PackVersionsAnswer(
        date=day,
        items=[
            PackVersionAnswer(
                version=found.version,
                made_at=found.made_at,
                made_by=found.made_by,
                is_stale=found.is_stale,
                delivered_at=found.delivered_at,
                fault_word=sentence(found.fault).title if found.fault else None,
            )
            for found in pack_versions(session, actor.commune_id, day)
        ],
    )


@router.get("/{day}/packs/{version}.zip", response_class=StreamingResponse, responses=file_of("application/zip") | also(409))
def get_zip(
    parts: Parts, actor: SignedIn, session: WriteSession, day: Day, version: Number, formats: Formats = "mp3,wav"
) -> StreamingResponse:
    """The whole pack as one zip, and that it was taken is kept; refused once the day holds something else."""
    pack = acts.take(parts, session, actor, day, version)
    headers = {"Content-Disposition": f'attachment; filename="{pack_name(pack)}.zip"'}
    return StreamingResponse(_zip(pack, _entries(parts, pack, formats)), media_type="application/zip", headers=headers)


@router.get(
    "/{day}/packs/{version}/{name}",
    response_class=StreamingResponse,
    responses=file_of(*_KINDS.values(), "text/plain") | also(409),
)
def get_entry(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    day: Day,
    version: Number,
    name: Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{1,100}\.[0-9a-z]{2,4}$", description="Tên tệp trong gói.")],
    formats: Formats = "mp3,wav",
) -> Response:
    """One file of the pack."""
    pack = present_pack(session, actor.commune_id, day, version)
    for entry in _entries(parts, pack, formats):
        if entry.name == name:
            if name.endswith(".html"):
                sheet = page_to_print(b"".join(entry.chunks()).decode(), name)
                sheet.headers["ETag"] = quoted(entry.sha256)
                return sheet
            headers = {"ETag": quoted(entry.sha256), "Content-Length": str(entry.size)}
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
            return StreamingResponse(iter(entry.chunks()), media_type=_media_type(name), headers=headers)
    raise NotFoundError(kind="sound", key=name)


def _entries(parts: Parts, pack: DayPack, formats: str) -> list[Entry]:
    chosen = _chosen(formats)
    return pack_entries(without_lost(pack, parts.stored, chosen), parts.stored, chosen)


def _chosen(formats: str) -> tuple[AudioFormat, ...]:
    return tuple(form for form in FORMATS if form in formats.split(","))


def _href(pack: DayPack, name: str, formats: str) -> str:
    return f"/api/v1/days/{pack.day.isoformat()}/packs/{pack.version}/{name}?formats={formats}"


def _media_type(name: str) -> str:
    kind = _KINDS.get(name.rpartition(".")[2], "text/plain")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class _Sink:
    """Takes what zipfile writes, for the answer to carry on; nothing is held but one chunk."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Nothing was opened."""

    def take(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def _zip(pack: DayPack, entries: Sequence[Entry]) -> Iterator[bytes]:
    """Audio does not shrink, so nothing is compressed; names lie in the pack's folder."""
    sink = _Sink()
    moment = local(pack.made_at).timetuple()[:6]
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            about = zipfile.ZipInfo(f"{pack_name(pack)}/{entry.name}", moment)
            about.file_size = entry.size
            with archive.open(about, "w") as file:
                for chunk in entry.chunks():
                    file.write(chunk)
                    yield sink.take()
    yield sink.take()
