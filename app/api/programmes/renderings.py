"""Renderings: ask for audio, follow its progress, fetch it; and one sentence at once, for a preview."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from uuid import UUID

import anyio.to_thread
from anyio import sleep
from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import ConfigDict, Field

from app.accounts import NotSignedInError, Right
from app.api.bulletins.bulletin_forms import OwnEntryForm
from app.api.shared.answers import also, file_of
from app.api.shared.forms import Answer, Form
from app.bulletins import LONGEST_SCRIPT, Kind
from app.desk import renderings as acts
from app.edge import AskedFirst, Credential, Looking, Parts, ReadSession, Shown, SignedIn, WriteSession, actor_of
from app.programmes import (
    NotReadyError,
    RenderingFacts,
    RenderingState,
    attachments,
    rendering,
    result_of,
)
from app.reading import Formal
from app.sound import to_wav
from app.units import BulletinId, CommuneId, RenderingId
from app.visits.reading_turns import ReadingTurn
from app.visits.seen import quoted
from app.visits.stored_file import StoredFile
from app.wiring import Services
from app.words import sentence, word

router = APIRouter(tags=["renderings"], route_class=AskedFirst)

Number = Annotated[int, Path(ge=1, le=1_000_000, description="Số của phiên bản.")]
_LOOK_S = 0.25


class StoredAudioAnswer(Answer):
    """One form of the audio."""

    sha256: str
    size: int


class FailureAnswer(Answer):
    """Why it could not be made."""

    code: str
    title: str
    detail: str


class RenderingAnswer(Answer):
    """A rendering: where it stands, and what came of it."""

    id: UUID
    state: RenderingState
    state_word: str
    progress: float
    content_hash: str
    seconds: float | None
    mp3: StoredAudioAnswer | None = None
    wav: StoredAudioAnswer | None = None
    failure: FailureAnswer | None

    @classmethod
    def of(cls, facts: RenderingFacts) -> "RenderingAnswer":
        """The answer for a rendering."""
        failure = None
        if facts.failure is not None:
            said = sentence(*facts.failure)
            failure = FailureAnswer(code=facts.failure[0], title=said.title, detail=said.detail)
        return cls(
            id=facts.id,
            state=facts.state,
            state_word=word("rendering", facts.state.value),
            progress=facts.progress,
            content_hash=facts.content_hash,
            seconds=facts.seconds,
            **{form: StoredAudioAnswer.model_validate(audio) for form, audio in facts.forms.items()},
            failure=failure,
        )


class TypedScriptForm(Form):
    """A script as it is typed, of a bulletin of some kind."""

    script: str = Field(description=f"Nhiều nhất {LONGEST_SCRIPT} ký tự.")
    kind: Kind | None = Field(default=None, description="Loại bản tin, cho những mục từ điển chỉ dùng cho một loại.")
    formal: Formal = Field(default="skip", description="`skip`: bỏ phần đầu và phần ký của văn bản; `read`: đọc hết.")
    lexicon: list[OwnEntryForm] = Field(default=[], max_length=100, description="Cách đọc riêng, trên từ điển của xã.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"script": "Mời bà con họp lúc 19h."}]})


@router.post("/bulletins/{bulletin_id}/versions/{number}/renderings", status_code=202)
def post_rendering(
    parts: Parts, actor: SignedIn, session: WriteSession, bulletin_id: UUID, number: Number, response: Response
) -> RenderingAnswer:
    """Ask for the audio of a version; the same content is made once. Validity does not matter here, airing looks at it."""
    facts = acts.order(parts, session, actor, BulletinId(bulletin_id), number)
    response.headers["Location"] = f"/api/v1/renderings/{facts.id}"
    return RenderingAnswer.of(facts)


@router.get("/renderings/{rendering_id}")
def get_rendering(actor: Looking, session: ReadSession, rendering_id: UUID) -> RenderingAnswer:
    """Where a rendering stands."""
    return RenderingAnswer.of(rendering(session, actor.commune_id, RenderingId(rendering_id)))


def _known(parts: Parts, actor: SignedIn, rendering_id: UUID) -> RenderingId:
    """The rendering, looked for while the answer can still say that there is none."""
    return _look(parts, actor.commune_id, RenderingId(rendering_id)).id


@router.get("/renderings/{rendering_id}/events", response_class=EventSourceResponse)
async def get_events(
    parts: Parts, credential: Shown, actor: Looking, request: Request, known: Annotated[RenderingId, Depends(_known)]
) -> AsyncIterator[ServerSentEvent]:
    """Follow a rendering: an event `progress` at each change; it ends once that is ready or failed, or the token is revoked."""
    shown: RenderingAnswer | None = None
    while not await request.is_disconnected() and not parts.queue.ending.is_set():
        facts = await anyio.to_thread.run_sync(_look, parts, actor.commune_id, known)
        answer = RenderingAnswer.of(facts)
        if answer != shown:
            shown = answer
            yield ServerSentEvent(event="progress", data=answer)
        if facts.state in {RenderingState.READY, RenderingState.FAILED}:
            return
        await sleep(_LOOK_S)
        if not await anyio.to_thread.run_sync(_may_look, parts, credential):
            return


@router.get(
    "/renderings/{rendering_id}/audio",
    response_class=StoredFile,
    responses=file_of("audio/mpeg", "audio/wav", in_ranges=True) | also(409),
)
def get_audio(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    rendering_id: UUID,
    form: Annotated[Literal["mp3", "wav"], Query(alias="format")] = "mp3",
) -> StoredFile:
    """The audio, with `Range`."""
    facts = rendering(session, actor.commune_id, RenderingId(rendering_id))
    audio = facts.forms.get(form)
    if audio is None:
        raise NotReadyError(state=facts.state.value)
    media_type = "audio/mpeg" if form == "mp3" else "audio/wav"
    path = parts.stored(audio.sha256)
    return StoredFile(path, media_type=media_type, filename=f"{facts.id}.{form}", headers={"ETag": quoted(audio.sha256)})


@router.get("/renderings/{rendering_id}/peaks", responses=also(409))
def get_peaks(parts: Parts, actor: Looking, session: ReadSession, rendering_id: UUID) -> Response:
    """The peaks a waveform is drawn from."""
    return _attachment(parts, session, actor.commune_id, rendering_id, name="peaks")


@router.get("/renderings/{rendering_id}/timings", responses=also(409))
def get_timings(parts: Parts, actor: Looking, session: ReadSession, rendering_id: UUID) -> Response:
    """Where each sentence lies in the audio, in seconds."""
    return _attachment(parts, session, actor.commune_id, rendering_id, name="timings")


@router.get("/renderings/{rendering_id}/report", responses=also(409))
def get_report(actor: Looking, session: ReadSession, rendering_id: UUID) -> dict[str, Any]:
    """Loudness and true peak as measured, voices, and how many sentences were made or found."""
    found = result_of(session, actor.commune_id, RenderingId(rendering_id))
    if found is None:
        raise NotReadyError(state=rendering(session, actor.commune_id, RenderingId(rendering_id)).state.value)
    return found


@router.get(
    "/bulletins/{bulletin_id}/versions/{number}/preview/{sentence_number}",
    response_class=Response,
    responses=file_of("audio/wav") | also(409),
)
def get_preview(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    bulletin_id: UUID,
    number: Number,
    sentence_number: Annotated[int, Path(ge=1, description="Câu thứ mấy của lời đọc, từ 1.")],
) -> Response:
    """One sentence as the voice says it, unmastered and at once: WAV."""
    said = acts.try_sentence(parts, session, actor, BulletinId(bulletin_id), number, sentence_number=sentence_number)
    return Response(to_wav(said), media_type="audio/wav")


@router.post("/reading/audio/{sentence_number}", response_class=Response, responses=file_of("audio/wav"))
def post_audio(
    _turn: ReadingTurn,
    parts: Parts,
    actor: SignedIn,
    form: TypedScriptForm,
    sentence_number: Annotated[int, Path(ge=1, le=1_000_000, description="Câu thứ mấy của lời đọc, từ 1.")],
) -> Response:
    """One sentence of a script that is kept nowhere yet, as the voice says it, unmastered and at once: WAV."""
    own = [each.entry() for each in form.lexicon]
    said = acts.try_typed(parts, actor, form.script, kind=form.kind, formal=form.formal, own=own, sentence_number=sentence_number)
    return Response(to_wav(said), media_type="audio/wav")


def _may_look(parts: Services, credential: Credential) -> bool:
    """Whether nobody revoked the token meanwhile, nor took the right from whose it is."""
    try:
        return actor_of(parts, credential).may(Right.LOOK)
    except NotSignedInError:
        return False


def _look(parts: Services, commune_id: CommuneId, rendering_id: RenderingId) -> RenderingFacts:
    with parts.sessions.read() as session:
        return rendering(session, commune_id, rendering_id)


def _attachment(parts: Services, session: ReadSession, commune_id: CommuneId, rendering_id: UUID, *, name: str) -> Response:
    found = attachments(session, commune_id, RenderingId(rendering_id))
    if name not in found:
        raise NotReadyError(state=rendering(session, commune_id, RenderingId(rendering_id)).state.value)
    return Response(parts.stored(found[name]).read_bytes(), media_type="application/json")
