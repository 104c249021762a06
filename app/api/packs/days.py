"""The operator's day: the list of numbered files, and the files."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Path

from app.api.shared.answers import file_of
from app.api.shared.forms import Answer, LocalDate
from app.edge import AskedFirst, Looking, Parts, ReadSession
from app.packs import DayFile, day_file, day_files
from app.playout import BlockedReason, ItemKind, OccurrenceState
from app.visits.seen import quoted
from app.visits.stored_file import StoredFile
from app.words import hour, state_word, word

router = APIRouter(prefix="/days", tags=["operator"], route_class=AskedFirst)

Day = Annotated[LocalDate, Path(description="Ngày địa phương, như 2025-11-04.")]


class FileAnswer(Answer):
    """One form of the audio. name: as it is saved; href: where it is fetched from."""

    format: Literal["mp3", "wav"]
    name: str
    sha256: str
    size: int
    href: str


class DayFileAnswer(Answer):
    """What is heard at one time. files: empty while there is none to play; then `reason` says why, or it is being prepared."""

    occurrence_id: UUID
    starts_at: datetime
    local_time: str
    kind: ItemKind
    title: str
    zones: list[str]
    where: str
    state: OccurrenceState
    state_word: str
    reason: BlockedReason | None
    reason_word: str | None
    seconds: float
    content_hash: str | None
    files: list[FileAnswer]

    @classmethod
    def of(cls, day: date, found: DayFile) -> Self:
        """The answer for one line of the list."""
        return cls(
            occurrence_id=found.occurrence_id,
            starts_at=found.starts_at,
            local_time=hour(found.starts_at),
            kind=found.kind,
            title=found.title,
            zones=list(found.zones),
            where=found.where,
            state=found.state,
            state_word=state_word(found.kind, found.state, found.reason),
            reason=found.reason,
            reason_word=word("reason", found.reason.value) if found.reason else None,
            seconds=found.seconds,
            content_hash=found.content_hash,
            files=[_file(day, found, form) for form in found.forms],
        )


class DayFilesAnswer(Answer):
    """The list of a local day, in the order it is heard."""

    date: date
    items: list[DayFileAnswer]


@router.get("/{day}/files")
def get_files(actor: Looking, session: ReadSession, day: Day) -> DayFilesAnswer:
    """What the operator plays on a day: names, hashes, seconds, and where to fetch each file."""
    return DayFilesAnswer(date=day, items=[DayFileAnswer.of(day, found) for found in day_files(session, actor.commune_id, day)])


@router.get("/{day}/files/{name}", response_class=StoredFile, responses=file_of("audio/mpeg", "audio/wav", in_ranges=True))
def get_file(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    day: Day,
    name: Annotated[str, Path(pattern=r"^[0-9a-z-]{1,100}\.(mp3|wav)$", description="Tên tệp trong danh sách.")],
) -> StoredFile:
    """One file of the day, with `Range`."""
    audio = day_file(session, actor.commune_id, day, name)
    media_type = "audio/mpeg" if name.endswith(".mp3") else "audio/wav"
    return StoredFile(parts.stored(audio.sha256), media_type=media_type, filename=name, headers={"ETag": quoted(audio.sha256)})


def _file(day: date, found: DayFile, form: Literal["mp3", "wav"]) -> FileAnswer:
    audio = found.forms[form]
    name = f"{found.stem}.{form}"
    return FileAnswer(
        format=form, name=name, sha256=audio.sha256, size=audio.size, href=f"/api/v1/days/{day.isoformat()}/files/{name}"
    )
