"""Recordings: a human reading in place of the voices, and music that scripts and templates name."""

import shutil
import tempfile
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path as FilePath
from typing import Annotated, Any, BinaryIO
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile

from app.accounts import Actor
from app.api.forms import Answer
from app.api.lexicon_forms import DraftAnswer
from app.api.replanning import commit_and_replan
from app.api.stored_file import StoredFile
from app.bulletins import Effect, State
from app.edge import Parts, ReadSession, SignedIn, WriteSession
from app.programmes import (
    Agreed,
    Recording,
    StoredSound,
    add_music,
    drop_reading,
    put_reading,
    recording,
    recordings,
    replace_music,
    retire_music,
    uses_of,
)
from app.sentences import sentence, word
from app.studio import decode_upload
from app.timetable import aired_versions
from app.units import BulletinId, RecordingId
from app.wiring import Services

router = APIRouter(prefix="/recordings", tags=["recordings"])

Number = Annotated[int, Path(ge=1, le=1_000_000, description="Số của phiên bản.")]
Reopen = Annotated[bool, Query(description="Đồng ý cho duyệt lại những bản tin gọi nhạc này.")]
_DECODERS = threading.BoundedSemaphore(2)
"""A decoder may take a gigabyte, and an office PC has two cores."""


@dataclass(frozen=True)
class _Upload:
    file: BinaryIO
    file_name: str
    name: str


async def _upload(request: Request, _actor: SignedIn) -> AsyncIterator[_Upload]:
    """The form. It is read once the token was looked at: half a gigabyte is not taken from just anybody."""
    async with request.form(max_files=1, max_fields=1, max_part_size=1000) as form:
        file, name = form.get("file"), form.get("name", "")
        if not isinstance(file, UploadFile):
            raise RequestValidationError([{"type": "missing", "loc": ("body", "file"), "msg": "no file", "input": None}])
        yield _Upload(file.file, file.filename or "", name if isinstance(name, str) else "")


Upload = Annotated[_Upload, Depends(_upload)]


def _form(*, named: bool) -> dict[str, Any]:
    """The form as the description shows it."""
    fields: dict[str, Any] = {
        "file": {"type": "string", "format": "binary", "description": "mp3, m4a, 3gp, amr, wma, ogg, opus, flac, wav."}
    }
    if named:
        fields["name"] = {"type": "string", "description": "Tên, để gọi bằng [nhạc: TÊN]."}
    schema = {"type": "object", "required": list(fields), "properties": fields}
    example = {"file": "(tệp) que-huong.mp3", "name": "Quê hương"} if named else {"file": "(tệp) ban-doc.m4a"}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema, "example": example}}}}


class WarningAnswer(Answer):
    """Something odd about a recording that was taken all the same."""

    code: str
    text: str


class RecordingAnswer(Answer):
    """A recording. version_id: the version it is the reading of; none: music, under its name."""

    id: UUID
    version_id: UUID | None
    name: str
    seconds: float
    sha256: str
    warnings: list[WarningAnswer]
    created_at: datetime
    created_by: str

    @classmethod
    def of(cls, found: Recording) -> "RecordingAnswer":
        """The answer for a recording."""
        return cls(
            id=found.id,
            version_id=found.version_id,
            name=found.name,
            seconds=found.sound.seconds,
            sha256=found.sound.sha256,
            warnings=[WarningAnswer(code=code, text=word("warning", code)) for code in found.sound.warnings],
            created_at=found.created_at,
            created_by=found.created_by,
        )


class RecordingsAnswer(Answer):
    """All recordings, the newest first."""

    items: list[RecordingAnswer]


@router.get("")
def get_recordings(actor: SignedIn, session: ReadSession) -> RecordingsAnswer:
    """The commune's recordings."""
    return RecordingsAnswer(items=[RecordingAnswer.of(found) for found in recordings(session, actor.commune_id)])


@router.post("/music", status_code=201, openapi_extra=_form(named=True))
def post_music(parts: Parts, actor: SignedIn, session: WriteSession, upload: Upload) -> RecordingAnswer:
    """Keep music under a name that `[nhạc: TÊN]` and templates can say."""
    return RecordingAnswer.of(add_music(session, parts.clock, actor, upload.name, _taken(parts, upload)))


class CallAnswer(Answer):
    """A version whose script calls the music. effect: of replacing or retiring it, as with the lexicon."""

    bulletin_id: UUID
    number: int
    title: str
    state: State
    effect: Effect


class UsesAnswer(Answer):
    """Where music is called: bulletins that may yet be heard, and programme templates."""

    items: list[CallAnswer]
    templates: list[str]


class ReplacementAnswer(RecordingAnswer):
    """The recording that has the name now. reopened: drafts made of bulletins that were taken back."""

    reopened: list[DraftAnswer]


class RetirementAnswer(Answer):
    """What retiring did."""

    reopened: list[DraftAnswer]


@router.get("/{recording_id}/uses")
def get_uses(parts: Parts, actor: SignedIn, session: ReadSession, recording_id: UUID) -> UsesAnswer:
    """Where music is called, before it is replaced or retired; nothing is written."""
    found = uses_of(session, parts.clock, actor.commune_id, RecordingId(recording_id))
    aired = aired_versions(session, actor.commune_id, [each.summary.version_id for each in found.calls])
    items = [
        CallAnswer(
            bulletin_id=each.summary.bulletin_id,
            number=each.summary.number,
            title=each.summary.title,
            state=each.summary.state,
            effect=Effect.KEEP if each.summary.version_id in aired else each.effect,
        )
        for each in found.calls
    ]
    return UsesAnswer(items=items, templates=list(found.templates))


@router.put("/music/{recording_id}", openapi_extra=_form(named=False))
def put_music(
    parts: Parts, actor: SignedIn, session: WriteSession, recording_id: UUID, upload: Upload, *, reopen: Reopen = False
) -> ReplacementAnswer:
    """Let the name mean another file. Where bulletins would have to be approved again, `reopen` must agree to that."""
    key = RecordingId(recording_id)
    recording(session, actor.commune_id, key)
    sound = _taken(parts, upload)
    agreed = _agreed(parts, actor, session, key, "music_replaced", may_reopen=reopen)
    found, drafts = replace_music(session, parts.clock, actor, key, sound, agreed=agreed)
    reopened = [DraftAnswer.model_validate(each) for each in drafts]
    answer = ReplacementAnswer(**dict(RecordingAnswer.of(found)), reopened=reopened)
    commit_and_replan(parts, actor, session)
    return answer


@router.delete("/music/{recording_id}")
def delete_music(
    parts: Parts, actor: SignedIn, session: WriteSession, recording_id: UUID, *, reopen: Reopen = False
) -> RetirementAnswer:
    """Retire music: its name means nothing any more, and its bytes go when nothing needs them."""
    key = RecordingId(recording_id)
    agreed = _agreed(parts, actor, session, key, "music_retired", may_reopen=reopen)
    drafts = retire_music(session, parts.clock, actor, key, agreed=agreed)
    answer = RetirementAnswer(reopened=[DraftAnswer.model_validate(each) for each in drafts])
    commit_and_replan(parts, actor, session)
    return answer


def _agreed(parts: Services, actor: Actor, session: Session, recording_id: RecordingId, why: str, *, may_reopen: bool) -> Agreed:
    found = recording(session, actor.commune_id, recording_id)
    calls = uses_of(session, parts.clock, actor.commune_id, recording_id).calls
    aired = aired_versions(session, actor.commune_id, [each.summary.version_id for each in calls])
    return Agreed(may_reopen, sentence(why, {"name": found.name}).detail, aired)


@router.put("/readings/{bulletin_id}/{number}", openapi_extra=_form(named=False))
def put_version_reading(
    parts: Parts, actor: SignedIn, session: WriteSession, bulletin_id: UUID, number: Number, upload: Upload
) -> RecordingAnswer:
    """Let a human reading be how this draft is heard; the approval will bind exactly this sound."""
    sound = _taken(parts, upload)
    return RecordingAnswer.of(put_reading(session, parts.clock, actor, BulletinId(bulletin_id), number, sound=sound))


@router.delete("/readings/{bulletin_id}/{number}", status_code=204)
def delete_version_reading(parts: Parts, actor: SignedIn, session: WriteSession, bulletin_id: UUID, number: Number) -> None:
    """Let the voices speak this draft again."""
    drop_reading(session, parts.clock, actor, BulletinId(bulletin_id), number)


@router.get("/{recording_id}/audio", response_class=StoredFile)
def get_recording_audio(parts: Parts, actor: SignedIn, session: ReadSession, recording_id: UUID) -> StoredFile:
    """The decoded recording as WAV, with `Range`."""
    found = recording(session, actor.commune_id, RecordingId(recording_id))
    return StoredFile(parts.stored(found.sound.sha256), media_type="audio/wav", headers={"ETag": f'"{found.sound.sha256}"'})


def _taken(parts: Services, upload: _Upload) -> StoredSound:
    """Decode an upload into the store of files. Raises `BadUploadError`; then nothing of it is kept."""
    parts.studio.work.mkdir(parents=True, exist_ok=True)
    with _DECODERS, tempfile.TemporaryDirectory(dir=parts.studio.work, prefix="upload-") as folder:
        received, decoded = FilePath(folder) / "received", FilePath(folder) / "decoded.wav"
        with received.open("wb") as target:
            shutil.copyfileobj(upload.file, target, 1 << 20)
        found = decode_upload(received, decoded, name=upload.file_name)
        return StoredSound(parts.files.adopt(decoded), found.seconds, tuple(warning.value for warning in found.warnings))
