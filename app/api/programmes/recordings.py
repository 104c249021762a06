"""Recordings: a human reading in place of the voices, and music that scripts and templates name."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import ConfigDict, Field

from app.api.reading.lexicon_forms import DraftAnswer
from app.api.shared.answers import file_of
from app.api.shared.forms import Answer, End, Form
from app.bulletins import Effect, State
from app.desk import recordings as acts
from app.desk.recordings import Use
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.programmes import (
    Recording,
    RecordingState,
    recording,
    recordings,
    state_of,
)
from app.units import BulletinId, RecordingId
from app.visits.seen import quoted
from app.visits.stored_file import StoredFile
from app.visits.uploads import Uploaded
from app.words import word

router = APIRouter(prefix="/recordings", tags=["recordings"], route_class=AskedFirst)

Number = Annotated[int, Path(ge=1, le=1_000_000, description="Số của phiên bản.")]
Reopen = Annotated[bool, Query(description="Đồng ý cho duyệt lại những bản tin gọi nhạc này.")]


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
    """A recording. version_id: the version it is the reading of; none: music, under its name.

    ends_at: the first instant at which it is no longer heard; null: there is none.
    """

    id: UUID
    version_id: UUID | None
    name: str
    seconds: float
    sha256: str
    warnings: list[WarningAnswer]
    created_at: datetime
    created_by: str
    ends_at: datetime | None
    state: RecordingState

    @classmethod
    def of(cls, found: Recording, now: datetime) -> "RecordingAnswer":
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
            ends_at=found.ends_at,
            state=state_of(found, now),
        )


class RecordingsAnswer(Answer):
    """All recordings, the newest first."""

    items: list[RecordingAnswer]


@router.get("")
def get_recordings(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    *,
    retired: Annotated[bool, Query(description="Kể cả những bản đã ngừng dùng.")] = False,
) -> RecordingsAnswer:
    """The commune's recordings."""
    found, now = recordings(session, actor.commune_id, with_retired=retired), parts.clock.now()
    return RecordingsAnswer(items=[RecordingAnswer.of(each, now) for each in found])


@router.post("/music", status_code=201, openapi_extra=_form(named=True))
def post_music(parts: Parts, actor: SignedIn, session: WriteSession, upload: Uploaded) -> RecordingAnswer:
    """Keep music under a name that `[nhạc: TÊN]` and templates can say."""
    file, name = upload
    return RecordingAnswer.of(acts.add_music(parts, session, actor, name, file), parts.clock.now())


class CallAnswer(Answer):
    """A version whose script calls the music. effect: of replacing or retiring it, as with the lexicon."""

    bulletin_id: UUID
    number: int
    title: str
    state: State
    effect: Effect

    @classmethod
    def of(cls, found: Use) -> "CallAnswer":
        """The answer for a use."""
        summary = found.call.summary
        return cls(
            bulletin_id=summary.bulletin_id,
            number=summary.number,
            title=summary.title,
            state=summary.state,
            effect=found.effect,
        )


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
def get_uses(parts: Parts, actor: Looking, session: ReadSession, recording_id: UUID) -> UsesAnswer:
    """Where music is called, before it is replaced or retired; nothing is written."""
    uses, templates = acts.uses_of(parts, session, actor, RecordingId(recording_id))
    return UsesAnswer(items=[CallAnswer.of(each) for each in uses], templates=list(templates))


@router.put("/music/{recording_id}", openapi_extra=_form(named=False))
def put_music(
    parts: Parts, actor: SignedIn, session: WriteSession, recording_id: UUID, upload: Uploaded, *, reopen: Reopen = False
) -> ReplacementAnswer:
    """Let the name mean another file. Where bulletins would have to be approved again, `reopen` must agree to that."""
    found, drafts = acts.replace_music(parts, session, actor, RecordingId(recording_id), upload[0], may_reopen=reopen)
    reopened = [DraftAnswer.model_validate(each) for each in drafts]
    return ReplacementAnswer(**dict(RecordingAnswer.of(found, parts.clock.now())), reopened=reopened)


@router.delete("/music/{recording_id}")
def delete_music(
    parts: Parts, actor: SignedIn, session: WriteSession, recording_id: UUID, *, reopen: Reopen = False
) -> RetirementAnswer:
    """Retire music: its name means nothing any more, and its bytes go when nothing needs them."""
    drafts = acts.retire_music(parts, session, actor, RecordingId(recording_id), may_reopen=reopen)
    return RetirementAnswer(reopened=[DraftAnswer.model_validate(each) for each in drafts])


@router.put("/readings/{bulletin_id}/{number}", openapi_extra=_form(named=False))
def put_version_reading(
    parts: Parts, actor: SignedIn, session: WriteSession, bulletin_id: UUID, number: Number, upload: Uploaded
) -> RecordingAnswer:
    """Let a human reading be how this draft is heard; the approval will bind exactly this sound."""
    made = acts.put_reading(parts, session, actor, BulletinId(bulletin_id), number, upload=upload[0])
    return RecordingAnswer.of(made, parts.clock.now())


@router.delete("/readings/{bulletin_id}/{number}", status_code=204)
def delete_version_reading(parts: Parts, actor: SignedIn, session: WriteSession, bulletin_id: UUID, number: Number) -> None:
    """Let the voices speak this draft again."""
    acts.drop_reading(parts, session, actor, BulletinId(bulletin_id), number)


class EndForm(Form):
    """Until when a recording is heard: a date alone is the whole day; null: for as long as what it is in."""

    ends_at: End | None = Field(default=None, description="Ngày (hết ngày ấy) hoặc ngày giờ địa phương; trống: không có hạn.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"ends_at": "2027-02-20"}]})


@router.put("/{recording_id}/end")
def put_end(parts: Parts, actor: SignedIn, session: WriteSession, recording_id: UUID, form: EndForm) -> RecordingAnswer:
    """Say until when it is heard: what is bound to it is not aired after that, until its end is put off."""
    return RecordingAnswer.of(acts.set_end(parts, session, actor, RecordingId(recording_id), form.ends_at), parts.clock.now())


@router.get("/{recording_id}/audio", response_class=StoredFile, responses=file_of("audio/wav", in_ranges=True))
def get_recording_audio(parts: Parts, actor: Looking, session: ReadSession, recording_id: UUID) -> StoredFile:
    """The decoded recording as WAV, with `Range`."""
    found = recording(session, actor.commune_id, RecordingId(recording_id))
    return StoredFile(parts.stored(found.sound.sha256), media_type="audio/wav", headers={"ETag": quoted(found.sound.sha256)})
