"""The commune's lexicon: list, add, change, remove, try, import and export, and what a change touches."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.api.lexicon_forms import (
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
from app.api.reading_turns import ReadingTurn
from app.api.replanning import commit_and_replan
from app.bulletins import (
    Change,
    StoredEntry,
    VersionKey,
    carry_out,
    changed_lexicon,
    commune_lexicon,
    entry_page,
    import_change,
    lexicon_csv,
    parse_lexicon_file,
    propose,
    sparing,
    stored_entries,
    stored_entry,
)
from app.edge import Parts, ReadSession, RequiredTag, SignedIn, WriteSession
from app.errors import StaleError
from app.reading import Kind, Layer, read
from app.sentences import sentence
from app.timetable import aired_versions
from app.wiring import Services

router = APIRouter(prefix="/lexicon", tags=["lexicon"])

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
    actor: SignedIn,
    session: ReadSession,
    q: Annotated[str, Query(max_length=200, description="Từ cần tìm, không kể dấu và chữ hoa.")] = "",
    layer: Literal[Layer.PROVINCE, Layer.COMMUNE] | None = None,
    cursor: str | None = None,
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
    put, drafts = _carry_out(parts, actor, session, Change(put=((None, form.entry()),)), reopen=reopen)
    response.headers["Location"] = f"/api/v1/lexicon/{put[0].id}"
    return _changed(parts, actor, session, put[0], drafts, response)


@router.get("/csv", response_class=Response, responses={200: {"content": {_CSV: {"example": FILE_EXAMPLE}}}})
def get_csv(actor: SignedIn, session: ReadSession) -> Response:
    """The whole lexicon as CSV for Excel."""
    data = lexicon_csv(each.entry for each in stored_entries(session, actor.commune_id))
    headers = {"Content-Disposition": 'attachment; filename="tu-dien-doc.csv"'}
    return Response(data, media_type=f"{_CSV}; charset=utf-8", headers=headers)


@router.post("/csv", openapi_extra=_FILE)
def post_csv(parts: Parts, actor: SignedIn, session: WriteSession, body: CsvBody, *, reopen: Reopen = False) -> ImportAnswer:
    """Import a file: what it has is added or changed, nothing is removed; one wrong line and nothing is taken."""
    change, total = _import(parts, actor, body)
    put, drafts = _carry_out(parts, actor, session, change, reopen=reopen)
    added = sum(1 for entry_id, _ in change.put if entry_id is None)
    reopened = [DraftAnswer.model_validate(key) for key in drafts]
    answer = ImportAnswer(added=added, changed=len(put) - added, unchanged=total - len(put), reopened=reopened)
    commit_and_replan(parts, actor, session)
    return answer


@router.post("/csv/touched", openapi_extra=_FILE)
def post_csv_touched(_turn: ReadingTurn, parts: Parts, actor: SignedIn, body: CsvBody) -> ListOfTouched:
    """Which bulletins importing this file would touch; nothing is written."""
    return _touched(parts, actor, _import(parts, actor, body)[0])


@router.post("/touched")
def post_touched(_turn: ReadingTurn, parts: Parts, actor: SignedIn, form: TouchedForm) -> ListOfTouched:
    """Which bulletins a change would touch; nothing is written."""
    put = ((form.id, form.entry.entry()),) if form.entry is not None else ()
    return _touched(parts, actor, Change(put=put, remove=form.id if form.entry is None else None))


@router.post("/try")
def post_try(_turn: ReadingTurn, actor: SignedIn, session: ReadSession, form: TryForm) -> TryAnswer:
    """Read a sentence with the lexicon, and with an entry that is not in it yet (or takes the place of one)."""
    before = commune_lexicon(session, actor.commune_id)
    after = changed_lexicon(before, form.entry.entry()) if form.entry is not None else before.reader()
    old, new = read(form.text, lexicon=before.reader()), read(form.text, lexicon=after)
    rule = f"lexicon {form.entry.layer}" if form.entry is not None else ""
    note = f"«{' '.join(form.entry.written.split())}»" if form.entry is not None else ""
    used = any(token.kind is Kind.LEXICON and token.rule == rule and note in token.note for token in new.tokens)
    return TryAnswer(before=old.spoken, after=new.spoken, used=used)


@router.get("/{entry_id}")
def get_entry(actor: SignedIn, session: ReadSession, entry_id: UUID, response: Response) -> EntryAnswer:
    """One entry; its `ETag` is what a change names."""
    found = stored_entry(session, actor.commune_id, entry_id)
    response.headers["ETag"] = f'"{found.revision}"'
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
    change = Change(put=((entry_id, form.entry()),))
    put, drafts = _carry_out(parts, actor, session, change, reopen=reopen, seen=(entry_id, tag))
    return _changed(parts, actor, session, put[0], drafts, response)


@router.delete("/{entry_id}")
def delete_entry(
    parts: Parts, actor: SignedIn, session: WriteSession, entry_id: UUID, tag: RequiredTag, *, reopen: Reopen = False
) -> RemovalAnswer:
    """Remove an entry."""
    _, drafts = _carry_out(parts, actor, session, Change(remove=entry_id), reopen=reopen, seen=(entry_id, tag))
    answer = RemovalAnswer(reopened=[DraftAnswer.model_validate(key) for key in drafts])
    commit_and_replan(parts, actor, session)
    return answer


def _import(parts: Services, actor: Actor, body: bytes) -> tuple[Change, int]:
    """What importing the file does, and how many entries it has."""
    found = parse_lexicon_file(body)
    with parts.sessions.read() as session:
        return import_change(stored_entries(session, actor.commune_id), found), len(found)


def _touched(parts: Services, actor: Actor, change: Change) -> ListOfTouched:
    with parts.sessions.read() as session:
        proposal = propose(session, parts.clock.now(), actor.commune_id, change, accent=parts.speaker.chain.accent)
        aired = aired_versions(session, actor.commune_id, [each.summary.version_id for each in proposal.touched])
    items = [TouchedAnswer.of(each) for each in sparing(proposal.touched, aired)]
    return ListOfTouched(items=items, count=len(change.put) + (change.remove is not None))


def _carry_out(
    parts: Services, actor: Actor, session: Session, change: Change, *, reopen: bool, seen: tuple[UUID, str] | None = None
) -> tuple[list[StoredEntry], list[VersionKey]]:
    """Look at a change outside the transaction that writes it, then write it. seen: an entry and the tag it was seen with."""
    with parts.sessions.read() as before:
        if seen is not None and seen[1] != str(stored_entry(before, actor.commune_id, seen[0]).revision):
            raise StaleError(kind="lexicon_entry", key=str(seen[0]))
        proposal = propose(before, parts.clock.now(), actor.commune_id, change, accent=parts.speaker.chain.accent)
    aired = aired_versions(session, actor.commune_id, [each.summary.version_id for each in proposal.touched])
    reason = sentence("lexicon_changed", {"what": _what(parts, actor, change)}).detail
    return carry_out(session, parts.clock, actor, proposal, aired=aired, reason=reason, may_reopen=reopen)


def _what(parts: Services, actor: Actor, change: Change) -> str:
    """The change in words, for those whose bulletin is taken back."""
    if change.remove is not None:
        with parts.sessions.read() as session:
            return f"bỏ «{stored_entry(session, actor.commune_id, change.remove).entry.written}»"
    first = [f"«{entry.written}» đọc là «{entry.spoken}»" for _, entry in change.put[:3]]
    more = len(change.put) - len(first)
    return ", ".join(first) + (f" và {more} mục khác" if more > 0 else "")


def _changed(
    parts: Services, actor: Actor, session: Session, stored: StoredEntry, drafts: list[VersionKey], response: Response
) -> ChangeAnswer:
    response.headers["ETag"] = f'"{stored.revision}"'
    reopened = [DraftAnswer.model_validate(key) for key in drafts]
    answer = ChangeAnswer(**dict(EntryAnswer.of(stored)), reopened=reopened)
    commit_and_replan(parts, actor, session)
    return answer
