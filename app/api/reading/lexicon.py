"""The commune's lexicon: list, add, change, remove, try, import and export, and what a change touches."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from app.api.reading.lexicon_forms import (
    FILE_EXAMPLE,
    ChangeAnswer,
    DraftAnswer,
    EntryAnswer,
    EntryForm,
    EntryPageAnswer,
    ImportAnswer,
    ListOfTouched,
    RemovalAnswer,
    TouchedAnswer,
    TouchedForm,
    TryAnswer,
    TryForm,
)
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Cursor
from app.bulletins import (
    Change,
    entry_page,
    lexicon_csv,
    stored_entry,
)
from app.desk import lexicon as acts
from app.desk.lexicon import Written
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.reading import Layer
from app.visits.reading_turns import ReadingTurn

router = APIRouter(prefix="/lexicon", tags=["lexicon"], route_class=AskedFirst)

Reopen = Annotated[bool, Query(description="Đồng ý cho duyệt lại những bản tin bị đổi lời đọc.")]
_CSV = "text/csv"
_FILE = {"requestBody": {"required": True, "content": {_CSV: {"schema": {"type": "string"}, "example": FILE_EXAMPLE}}}}


async def _csv_body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _CSV:
        raise HTTPException(415)
    return await request.body()


CsvBody = Annotated[bytes, Depends(_csv_body)]


@router.get("")
def get_entries(
    actor: Looking,
    session: ReadSession,
    q: Annotated[str, Query(max_length=200, description="Từ cần tìm, không kể dấu và chữ hoa.")] = "",
    layer: Literal[Layer.PROVINCE, Layer.COMMUNE] | None = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> EntryPageAnswer:
    """Find entries, the newest first."""
    found = entry_page(session, actor.commune_id, words=q, layer=layer, cursor=cursor, limit=limit)
    return EntryPageAnswer(items=[EntryAnswer.of(item) for item in found.items], cursor=found.cursor)


@router.post("", status_code=201)
def post_entry(
    parts: Parts, actor: SignedIn, session: WriteSession, form: EntryForm, response: Response, *, reopen: Reopen = False
) -> ChangeAnswer:
    """Add an entry. Where bulletins would have to be approved again, it is refused unless `reopen` agrees to that."""
    written = acts.put(parts, session, actor, form.entry(), may_reopen=reopen)
    response.headers["Location"] = f"/api/v1/lexicon/{written.put[0].id}"
    return _changed(written, response)


@router.get("/csv", response_class=Response, responses={200: {"content": {_CSV: {"example": FILE_EXAMPLE}}}})
def get_csv(parts: Parts, actor: SignedIn, session: WriteSession) -> Response:
    """The whole lexicon as CSV for Excel. The audit log says so."""
    data = lexicon_csv(each.entry for each in acts.take_out(parts, session, actor))
    headers = {"Content-Disposition": 'attachment; filename="tu-dien-doc.csv"'}
    return Response(data, media_type=f"{_CSV}; charset=utf-8", headers=headers)


@router.post("/csv", openapi_extra=_FILE)
def post_csv(parts: Parts, actor: SignedIn, session: WriteSession, body: CsvBody, *, reopen: Reopen = False) -> ImportAnswer:
    """Import a file: what it has is added or changed, nothing is removed; one wrong line and nothing is taken."""
    done = acts.bring_in(parts, session, actor, body, may_reopen=reopen)
    return ImportAnswer(added=done.added, changed=done.changed, unchanged=done.unchanged, reopened=_reopened(done.written))


@router.post("/csv/touched", openapi_extra=_FILE)
def post_csv_touched(_turn: ReadingTurn, parts: Parts, actor: SignedIn, body: CsvBody) -> ListOfTouched:
    """Which bulletins importing this file would touch; nothing is written."""
    count, touched = acts.touched_by_file(parts, actor, body)
    return ListOfTouched(items=[TouchedAnswer.of(each) for each in touched], count=count)


@router.post("/touched")
def post_touched(_turn: ReadingTurn, parts: Parts, actor: SignedIn, form: TouchedForm) -> ListOfTouched:
    """Which bulletins a change would touch; nothing is written."""
    put = ((form.id, form.entry.entry()),) if form.entry is not None else ()
    change = Change(put=put, remove=form.id if form.entry is None else None)
    items = [TouchedAnswer.of(each) for each in acts.touched_by(parts, actor, change)]
    return ListOfTouched(items=items, count=len(change.put) + (change.remove is not None))


@router.post("/try")
def post_try(_turn: ReadingTurn, actor: SignedIn, session: ReadSession, form: TryForm) -> TryAnswer:
    """Read a sentence with the lexicon, and with an entry that is not in it yet (or takes the place of one)."""
    trial = acts.try_out(session, actor, form.text, form.entry.entry() if form.entry is not None else None)
    return TryAnswer(before=trial.before, after=trial.after, used=trial.is_used)


@router.get("/{entry_id}")
def get_entry(actor: Looking, session: ReadSession, entry_id: UUID, response: Response) -> EntryAnswer:
    """One entry; its `ETag` is what a change names."""
    found = stored_entry(session, actor.commune_id, entry_id)
    tell(response, found.tag)
    return EntryAnswer.of(found)


@router.put("/{entry_id}")
def put_entry(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    entry_id: UUID,
    form: EntryForm,
    tag: RequiredTag,
    response: Response,
    *,
    reopen: Reopen = False,
) -> ChangeAnswer:
    """Change an entry."""
    return _changed(acts.put(parts, session, actor, form.entry(), over=entry_id, tag=tag, may_reopen=reopen), response)


@router.delete("/{entry_id}")
def delete_entry(
    parts: Parts, actor: SignedIn, session: WriteSession, entry_id: UUID, tag: RequiredTag, *, reopen: Reopen = False
) -> RemovalAnswer:
    """Remove an entry."""
    return RemovalAnswer(reopened=_reopened(acts.remove(parts, session, actor, entry_id, tag=tag, may_reopen=reopen)))


def _changed(written: Written, response: Response) -> ChangeAnswer:
    stored = written.put[0]
    tell(response, stored.tag)
    return ChangeAnswer(**dict(EntryAnswer.of(stored)), reopened=_reopened(written))


def _reopened(written: Written) -> list[DraftAnswer]:
    return [DraftAnswer.model_validate(key) for key in written.drafts]
