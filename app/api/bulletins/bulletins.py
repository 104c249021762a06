"""Bulletins: write, find, submit, approve, return, withdraw."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.api.bulletins.bulletin_answers import (
    CountsAnswer,
    DifferenceAnswer,
    FrozenAnswer,
    HistoryAnswer,
    PageAnswer,
    SpokenChangesAnswer,
    SummaryAnswer,
    VersionAnswer,
    VersionsAnswer,
)
from app.api.bulletins.bulletin_forms import (
    EXAMPLE,
    FILE_EXAMPLE,
    ApprovalForm,
    ApprovalsForm,
    BulletinForm,
    ReasonForm,
    ReturnForm,
    SubmissionsForm,
    WithdrawalsForm,
    content_of_file,
)
from app.api.bulletins.withdrawal import WithdrawalAnswer
from app.api.shared.answers import also, file_of
from app.api.shared.conditional import RequiredTag, SeenTag, tell
from app.api.shared.forms import Cursor
from app.api.shared.printed import page_to_print
from app.api.shared.silencing import WAITING, told
from app.bulletins import (
    Content,
    Filter,
    Kind,
    Order,
    SentenceNote,
    State,
    Theme,
    VersionKey,
    counts,
    difference,
    frozen_version,
    latest,
    page,
    parse_bulletin_file,
    version,
    version_key,
    versions,
)
from app.desk import bulletins as acts
from app.desk import reading
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, Silencing, WriteSession
from app.errors import NotFoundError
from app.reports import approval_sheet, approval_sheet_page, history, withdrawal
from app.turns import lane
from app.units import BulletinId, VersionId
from app.visits.reading_turns import ReadingTurn

router = APIRouter(prefix="/bulletins", tags=["bulletins"], route_class=AskedFirst)

Words = Annotated[str, Query(max_length=200, description="Từ cần tìm, không kể dấu và chữ hoa.")]
Number = Annotated[int, Path(ge=1, le=1_000_000, description="Số của phiên bản.")]


async def _narrowed(q: Words = "", theme: Theme | None = None, state: State | None = None, kind: Kind | None = None) -> Filter:
    return Filter(q, theme, state, kind)


Narrowed = Annotated[Filter, Depends(_narrowed)]
"""What a list of bulletins is narrowed by."""


async def _body(request: Request) -> tuple[str, bytes]:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower(), await request.body()


def _content(kind: str, data: bytes) -> Content:
    if kind == "text/plain":
        return content_of_file(parse_bulletin_file(data))
    if kind != "application/json":
        raise HTTPException(415)
    try:
        return BulletinForm.model_validate_json(data).content()
    except ValidationError as exc:
        raise RequestValidationError([{**each, "loc": ("body", *each["loc"])} for each in exc.errors()]) from exc


_TWO_FORMS = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/BulletinForm"}, "example": EXAMPLE},
            "text/plain": {"schema": {"type": "string"}, "example": FILE_EXAMPLE},
        },
    },
}


@router.post("", status_code=201, openapi_extra=_TWO_FORMS)
def post_bulletin(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    body: Annotated[tuple[str, bytes], Depends(_body)],
    response: Response,
) -> VersionAnswer:
    """Write a bulletin: JSON, or a bulletin file as `text/plain`."""
    key = acts.write(parts, session, actor, _content(*body))
    response.headers["Location"] = f"/api/v1/bulletins/{key.bulletin_id}"
    return _answer(actor, session, key, response)


@router.get("")
def get_bulletins(
    actor: Looking,
    session: ReadSession,
    narrowed: Narrowed,
    order: Order = Order.NEWEST,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> PageAnswer:
    """Find bulletins by their newest version."""
    found = page(session, actor.commune_id, narrowed, order=order, cursor=cursor, limit=limit)
    return PageAnswer(items=[SummaryAnswer.of(item) for item in found.items], cursor=found.cursor)


@router.get("/counts")
def get_counts(actor: Looking, session: ReadSession, narrowed: Narrowed) -> CountsAnswer:
    """How many bulletins that finds, and would find with another state, theme or kind."""
    return CountsAnswer.model_validate(counts(session, actor.commune_id, narrowed))


@router.get("/{bulletin_id}")
def get_bulletin(actor: Looking, session: ReadSession, bulletin_id: UUID, response: Response) -> VersionAnswer:
    """The newest version of a bulletin; its `ETag` is what an edit names."""
    found = latest(session, actor.commune_id, BulletinId(bulletin_id))
    tell(response, found.summary.tag)
    return VersionAnswer.whole(found)


@router.put("/{bulletin_id}", openapi_extra=_TWO_FORMS)
def put_bulletin(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    bulletin_id: UUID,
    body: Annotated[tuple[str, bytes], Depends(_body)],
    tag: RequiredTag,
    response: Response,
) -> VersionAnswer:
    """Edit a bulletin, by JSON or a bulletin file as `text/plain`.

    A draft is edited in place, other words go into a new draft; what no approval binds is mended, and that stays. An approval
    binds script, lexicon, kind, priority, zones and validity; not title, theme, legal basis and `cheerful`.
    """
    key = acts.edit(parts, session, actor, BulletinId(bulletin_id), _content(*body), tag=tag)
    return _answer(actor, session, key, response)


@router.get("/{bulletin_id}/approval-sheet", response_class=Response, responses=file_of("text/html") | also(409))
def get_approval_sheet(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    bulletin_id: UUID,
    number: Annotated[
        int | None, Query(ge=1, le=1_000_000, alias="version", description="Phiên bản; để trống là bản trình sau cùng.")
    ] = None,
) -> Response:
    """The approval sheet of a version as a page to print and sign; without one, of the newest that was submitted."""
    sheet = approval_sheet(session, parts.clock.now(), actor.commune_id, BulletinId(bulletin_id), number)
    name = f"phieu-duyet-{sheet.mark.content_hash[:12]}.html"
    return page_to_print(approval_sheet_page(sheet), name)


@router.get("/{bulletin_id}/history")
def get_history(actor: Looking, session: ReadSession, bulletin_id: UUID) -> HistoryAnswer:
    """Who did what with a bulletin and when, as lines to read; and how often each version was heard."""
    return HistoryAnswer.of(history(session, actor.commune_id, BulletinId(bulletin_id)))


@router.get("/{bulletin_id}/versions")
def get_versions(actor: Looking, session: ReadSession, bulletin_id: UUID) -> VersionsAnswer:
    """All versions of a bulletin, the newest first."""
    return VersionsAnswer(items=[SummaryAnswer.of(item) for item in versions(session, actor.commune_id, BulletinId(bulletin_id))])


@router.get("/{bulletin_id}/versions/{number}")
def get_version(actor: Looking, session: ReadSession, bulletin_id: UUID, number: Number, response: Response) -> VersionAnswer:
    """One version."""
    found = version(session, actor.commune_id, BulletinId(bulletin_id), number)
    tell(response, found.summary.tag)
    return VersionAnswer.whole(found)


@router.get("/{bulletin_id}/versions/{number}/difference")
def get_difference(
    actor: Looking,
    session: ReadSession,
    bulletin_id: UUID,
    number: Number,
    to: Annotated[int, Query(ge=1, le=1_000_000, description="Phiên bản so với.")],
    by: Literal["lines", "words"] = "lines",
) -> DifferenceAnswer:
    """What changed from version `number` to version `to`."""
    before = version(session, actor.commune_id, BulletinId(bulletin_id), number)
    after = version(session, actor.commune_id, BulletinId(bulletin_id), to)
    return DifferenceAnswer.of(before, after, difference(before.script, after.script, by=by))


@router.get("/{bulletin_id}/versions/{number}/spoken-changes")
def get_spoken_changes(
    _turn: ReadingTurn, parts: Parts, actor: Looking, session: ReadSession, bulletin_id: UUID, number: Number
) -> SpokenChangesAnswer:
    """What will be heard otherwise, sentence by sentence, than in the version approved last: what an approver has to hear."""
    now = reading.read_version(parts, session, actor, BulletinId(bulletin_id), number)
    return SpokenChangesAnswer.of(reading.spoken_changes(parts, session, actor, now))


@router.post("/{bulletin_id}/versions/{number}/submit")
def post_submit(
    _turn: ReadingTurn,
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    bulletin_id: UUID,
    number: Number,
    tag: SeenTag,
    response: Response,
) -> FrozenAnswer:
    """Submit a draft for approval: from here on its words never change."""
    key = acts.submit(parts, session, actor, BulletinId(bulletin_id), number, tag=tag)
    return _frozen_answer(actor, session, key, response)


@router.post("/{bulletin_id}/versions/{number}/approve")
def post_approve(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    bulletin_id: UUID,
    number: Number,
    response: Response,
    form: ApprovalForm | None = None,
) -> FrozenAnswer:
    """Approve exactly what was submitted."""
    seen = form.content_hash if form else None
    approval = acts.approve(parts, session, actor, BulletinId(bulletin_id), number, seen=seen)
    return _frozen_answer(actor, session, approval.version, response)


@router.post("/submit")
def post_submit_all(
    _turn: ReadingTurn, parts: Parts, actor: SignedIn, session: WriteSession, form: SubmissionsForm
) -> VersionsAnswer:
    """Submit several drafts, all of them or none, each as it was seen."""
    keys = acts.submit_all(parts, session, actor, [each.draft() for each in form.versions])
    found = [version(session, actor.commune_id, key.bulletin_id, key.number) for key in keys]
    return VersionsAnswer(items=[SummaryAnswer.of(each.summary) for each in found])


@router.post("/approve")
def post_approve_all(parts: Parts, actor: SignedIn, session: WriteSession, form: ApprovalsForm) -> VersionsAnswer:
    """Approve several versions, all of them or none, each for exactly the content whose hash is given."""
    approvals = acts.approve_all(parts, session, actor, [each.seen() for each in form.versions])
    found = [version(session, actor.commune_id, made.version.bulletin_id, made.version.number) for made in approvals]
    return VersionsAnswer(items=[SummaryAnswer.of(each.summary) for each in found])


@router.post("/withdraw", responses=WAITING, response_model=VersionsAnswer)
@lane
def post_withdraw_all(
    parts: Parts, actor: Silencing, session: ReadSession, form: WithdrawalsForm
) -> VersionsAnswer | JSONResponse:
    """Withdraw several approved versions, all of them or none: they never sound again."""
    receipt = acts.withdraw_all(parts, actor, form.places(), reason=form.reason)
    if (waiting := told(receipt)) is not None:
        return waiting
    found = [version(session, actor.commune_id, *place) for place in form.places()]
    return VersionsAnswer(items=[SummaryAnswer.of(each.summary) for each in found])


@router.post("/{bulletin_id}/versions/{number}/return")
def post_return(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    bulletin_id: UUID,
    number: Number,
    form: ReturnForm,
    response: Response,
) -> VersionAnswer:
    """Return a submitted version with a reason, and notes at its sentences."""
    notes = [SentenceNote(note.sentence, note.text) for note in form.notes]
    key = acts.give_back(parts, session, actor, BulletinId(bulletin_id), number, reason=form.reason, notes=notes)
    return _answer(actor, session, key, response)


@router.post("/{bulletin_id}/versions/{number}/withdraw", responses=WAITING, response_model=VersionAnswer)
@lane
def post_withdraw(
    parts: Parts,
    actor: Silencing,
    session: ReadSession,
    bulletin_id: UUID,
    number: Number,
    form: ReasonForm,
    response: Response,
) -> VersionAnswer | JSONResponse:
    """Withdraw an approved version: it never sounds again."""
    receipt = acts.withdraw(parts, actor, BulletinId(bulletin_id), number, reason=form.reason)
    waiting = told(receipt)
    return waiting or _answer(
        actor, session, version_key(session, actor.commune_id, VersionId(receipt.silence.subject)), response
    )


@router.get("/{bulletin_id}/versions/{number}/withdrawal")
def get_withdrawal(parts: Parts, actor: Looking, session: ReadSession, bulletin_id: UUID, number: Number) -> WithdrawalAnswer:
    """Who knows that a version was withdrawn, and who may still have it: shown until all know."""
    found = withdrawal(session, parts.clock.now(), actor.commune_id, BulletinId(bulletin_id), number)
    return WithdrawalAnswer.of(found)


def _answer(actor: Actor, session: Session, key: VersionKey, response: Response) -> VersionAnswer:
    tell(response, key.tag)
    return VersionAnswer.whole(version(session, actor.commune_id, key.bulletin_id, key.number))


def _frozen_answer(actor: Actor, session: Session, key: VersionKey, response: Response) -> FrozenAnswer:
    """The answer for a version that was just submitted or approved: with what it leaves out."""
    tell(response, key.tag)
    heard = frozen_version(session, actor.commune_id, key.version_id)
    if heard is None:
        raise NotFoundError(kind="bulletin_version", key=str(key.version_id))
    return FrozenAnswer.frozen(version(session, actor.commune_id, key.bulletin_id, key.number), heard.spoken)
