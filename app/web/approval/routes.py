"""*Phê duyệt*: what waits, read as it will be heard; approved one by one or together, or returned with what is to be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from pydantic import StringConstraints

from app.accounts import Right
from app.bulletins import Move, Seen, SentenceNote, State, Summary, Version, latest, versions, waiting, waiting_count
from app.campaigns import why_named
from app.clock import local
from app.db import RowUnreadableError
from app.desk import approval as acts_of_approval
from app.desk import bulletins as acts
from app.desk import reading
from app.desk.policies import lapsed_of
from app.desk.reading import Heard
from app.errors import AppError
from app.faults import last_reminder
from app.policies import Document, known_documents
from app.reports import history
from app.timetable import uses_of
from app.units import BulletinId, Sha256
from app.values import frozen
from app.visits.reading_turns import ReadingTurn
from app.web.approval.changed import Against, against, alone
from app.web.shared.asking import Page
from app.web.shared.days import first_day, last_day
from app.web.shared.faults import Fault
from app.web.shared.length import length_of
from app.web.shared.marks import OF_VERSION
from app.web.shared.pages import go
from app.web.shared.spoken import Said, said_of, summary_of
from app.web.shared.visit import Visit, Visiting
from app.words import where, word

router = APIRouter(prefix="/phe-duyet", route_class=Page)

_TOGETHER = 100
"""So many are approved together at most."""
_SHOWN = 20
"""So many that wait are read on one page; whoever is done with them finds the next."""
_NOTE = "note-"
_KEY = r"^[0-9a-f-]{36}/[1-9][0-9]{0,6}/[0-9a-f]{64}$"


@frozen
class Waiting:
    """A version before the approver: who wrote it, what will be heard, and what of that is new since the last decision.

    against: it beside a version that an approver decided on, None: none ever did.
    names_reason: why households are named in it, empty: none are. lapsed: what of its legal basis does not hold, in words;
    since: when it was laid before the approver.
    """

    summary: Summary
    content_hash: str
    said: list[Said]
    against: Against | None
    places: str
    until: str
    since: datetime | None
    names_reason: str
    lapsed: list[str]

    @property
    def key(self) -> str:
        """What a list that is approved together names it by: bulletin, version and the hash of what was read."""
        return f"{self.summary.bulletin_id}/{self.summary.number}/{self.content_hash}"


@frozen
class Typed:
    """What was typed on the page of a return that did not go through. notes: by the number of the sentence."""

    reason: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)


async def _notes(request: Request) -> list[SentenceNote]:
    """What stands in the fields at the sentences; empty ones say nothing."""
    async with request.form() as form:
        given = form.multi_items()
    found = [(name.removeprefix(_NOTE), text) for name, text in given if name.startswith(_NOTE) and isinstance(text, str)]
    return [SentenceNote(int(number), text.strip()) for number, text in found if number.isdecimal() and text.strip()]


@router.get("")
def get_waiting(
    _turn: ReadingTurn, visit: Visiting, ban: Annotated[list[UUID] | None, Query(max_length=_TOGETHER)] = None
) -> Response:
    """What waits, the longest first. ban: the bulletins that were just approved."""
    visit.must(Right.LOOK)
    return _list(visit, approved=[latest(visit.session, visit.commune_id, BulletinId(key)).summary for key in ban or ()])


@router.get("/dang-cho")
def get_what_waits(visit: Visiting) -> Response:
    """Where the message of what waits leads: to the one bulletin, or to all where there are several by the time it is opened."""
    visit.must(Right.LOOK)
    found = waiting(visit.session, visit.commune_id, limit=2)
    return go(f"/phe-duyet/{found[0].bulletin_id}/{found[0].number}" if len(found) == 1 else "/phe-duyet")


@router.post("")
def post_together(
    _turn: ReadingTurn,
    visit: Visiting,
    seen: Annotated[list[Annotated[str, StringConstraints(pattern=_KEY)]], Form(max_length=_TOGETHER)],
) -> Response:
    """Approve those that are ticked, for exactly what was read of each: all of them or none."""
    try:
        with visit.parts.sessions.begin() as writing:
            acts.approve_all(visit.parts, writing, visit.actor, [_seen(each) for each in seen])
    except AppError as error:
        return _list(visit, fault=visit.fault(error))
    return _approved(*(each.partition("/")[0] for each in seen))


@router.get("/{bulletin_id}/lich-su")
def get_history(visit: Visiting, bulletin_id: UUID) -> Response:
    """Who did what with a bulletin, how often it was heard, and the sheets of its versions."""
    visit.must(Right.LOOK)
    key = BulletinId(bulletin_id)
    values = {
        "found": history(visit.session, visit.commune_id, key),
        "versions": versions(visit.session, visit.commune_id, key),
        "marks": OF_VERSION,
    }
    return visit.page("approval/history.html", values)


@router.get("/{bulletin_id}/{number}")
def get_one(
    _turn: ReadingTurn, visit: Visiting, bulletin_id: UUID, number: int, so: Annotated[int | None, Query(ge=1)] = None
) -> Response:
    """One version, whole, with the two buttons. so: the version it is compared with, of those that were decided on."""
    visit.must(Right.LOOK)
    return _one(visit, BulletinId(bulletin_id), number, beside=so)


@router.post("/{bulletin_id}/{number}/duyet")
def post_approve(
    _turn: ReadingTurn,
    visit: Visiting,
    bulletin_id: UUID,
    number: int,
    content_hash: Annotated[str, Form(pattern=r"^[0-9a-f]{64}$")],
) -> Response:
    """Approve exactly what was on the page."""
    try:
        with visit.parts.sessions.begin() as writing:
            acts.approve(visit.parts, writing, visit.actor, BulletinId(bulletin_id), number, seen=content_hash)
    except AppError as error:
        return _one(visit, BulletinId(bulletin_id), number, fault=visit.fault(error))
    return _approved(str(bulletin_id))


@router.get("/{bulletin_id}/{number}/tra-lai")
def get_return(_turn: ReadingTurn, visit: Visiting, bulletin_id: UUID, number: int) -> Response:
    """Why it is returned, and which sentences are to be mended."""
    visit.must(Right.APPROVE)
    return _return_page(visit, BulletinId(bulletin_id), number)


@router.post("/{bulletin_id}/{number}/tra-lai")
def post_return(
    _turn: ReadingTurn,
    visit: Visiting,
    bulletin_id: UUID,
    number: int,
    notes: Annotated[list[SentenceNote], Depends(_notes)],
    reason: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Return it: it will not sound before it was mended and approved."""
    key = BulletinId(bulletin_id)
    try:
        with visit.parts.sessions.begin() as writing:
            acts.give_back(visit.parts, writing, visit.actor, key, number, reason=reason, notes=notes)
    except AppError as error:
        typed = Typed(reason, {note.sentence: note.text for note in notes})
        return _return_page(visit, key, number, fault=visit.fault(error), typed=typed)
    return go("/phe-duyet", done="da-tra-lai")


def _approved(*keys: str) -> Response:
    """Back to what waits, where those that were approved are named."""
    return go(f"/phe-duyet?{''.join(f'ban={key}&' for key in keys)}xong=da-duyet")


def _seen(text: str) -> Seen:
    bulletin, _, rest = text.partition("/")
    number, _, digest = rest.partition("/")
    return Seen(BulletinId(UUID(bulletin)), int(number), Sha256(digest))


def _heard(visit: Visit, bulletin_id: BulletinId, number: int) -> Heard:
    return reading.read_version(visit.parts, visit.session, visit.actor, bulletin_id, number)


def _waiting(
    visit: Visit,
    heard: Heard,
    decided: Sequence[Heard],
    named: Mapping[BulletinId, str],
    known: Mapping[str, Document],
) -> Waiting:
    """decided: what it is compared with, the first of them. named: why households are named, by the bulletins in which they are.

    known: documents, as the commune knows them.
    """
    summary = heard.version.summary
    return Waiting(
        summary=summary,
        content_hash=heard.version.content_hash or "",
        said=said_of(heard.spoken, reading.foreign(visit.parts, heard.spoken)),
        against=against(heard, decided[0]) if decided else None,
        places=where([each.path for each in summary.zones]),
        until=last_day(summary.valid_to),
        since=submitted.at if (submitted := _submitted(heard.version)) else None,
        names_reason=named.get(summary.bulletin_id, ""),
        lapsed=lapsed_of(known, heard.version, local(visit.parts.clock.now()).date()),
    )


@router.post("/nhac")
def post_remind(visit: Visiting) -> Response:
    """Remind the approvers."""
    try:
        with visit.parts.sessions.begin() as writing:
            acts_of_approval.remind(visit.parts, writing, visit.actor)
    except AppError as error:
        visit.must(Right.LOOK)
        return _list(visit, fault=visit.fault(error))
    return go("/phe-duyet", done="da-nhac")


def _list(visit: Visit, *, approved: Sequence[Summary] = (), fault: Fault | None = None) -> Response:
    found = waiting(visit.session, visit.commune_id, limit=_SHOWN)
    named, known = why_named(visit.session, visit.commune_id), known_documents(visit.session, visit.commune_id)
    shown = [_waiting(visit, heard, decided, named, known) for heard, decided in _readable(visit, found)]
    read = {each.summary.bulletin_id for each in shown}
    values = {
        "waiting": shown,
        "lost": [each.title for each in found if each.bulletin_id not in read],
        "count": waiting_count(visit.session, visit.commune_id),
        "approved": approved,
        "reminder": last_reminder(visit.session, visit.commune_id),
        "fault": fault,
    }
    return visit.page("approval/list.html", values)


def _readable(visit: Visit, found: Sequence[Summary]) -> list[tuple[Heard, list[Heard]]]:
    """What will be heard of each, and what was decided before it; one whose rows cannot be read is left out, and no other."""
    keys = [(each.bulletin_id, each.number) for each in found]
    try:
        heard = reading.read_versions(visit.parts, visit.session, visit.actor, keys)
        return [(each, _decided(visit, each)) for each in heard]
    except RowUnreadableError:
        return [whole for each in found for whole in _readable(visit, [each])] if len(found) > 1 else []


def _submitted(found: Version) -> Move | None:
    return next((each for each in reversed(found.moves) if each.after is State.SUBMITTED), None)


def _decided(visit: Visit, heard: Heard) -> list[Heard]:
    return reading.decided_before(visit.parts, visit.session, visit.actor, heard.version)


def _starts(visit: Visit, found: Summary) -> list[datetime]:
    """When it is to be heard, as long as it is valid, ascending."""
    uses = uses_of(visit.session, visit.parts.clock, visit.commune_id, found.bulletin_id)
    return sorted({at for use in uses for at in use.starts if found.valid_to is None or at < found.valid_to})


def _one(
    visit: Visit,
    bulletin_id: BulletinId,
    number: int,
    *,
    beside: int | None = None,
    fault: Fault | None = None,
) -> Response:
    heard = _heard(visit, bulletin_id, number)
    found = heard.version
    named, known = why_named(visit.session, visit.commune_id), known_documents(visit.session, visit.commune_id)
    decided = sorted(_decided(visit, heard), key=lambda each: each.version.summary.number != beside)
    shown = _waiting(visit, heard, decided, named, known)
    values = {
        "waiting": shown,
        "beside": shown.against.sentences if shown.against else alone(heard.spoken),
        "others": [each.version.summary.number for each in decided[1:]],
        "starts": _starts(visit, found.summary),
        "length": length_of(visit, heard.spoken, found),
        "version": found,
        "sound": f"/api/v1/bulletins/{bulletin_id}/versions/{number}/preview",
        "since": first_day(found.summary.valid_from),
        "left_out": heard.spoken.left_out,
        "summary": summary_of(shown.said, heard.spoken),
        "mark": OF_VERSION[found.summary.state],
        "stands": word("version", found.summary.state.value),
        "is_open": found.summary.state is State.SUBMITTED and visit.actor.may(Right.APPROVE),
        "submitted": _submitted(found),
        "fault": fault,
    }
    return visit.page("approval/one.html", values)


def _return_page(
    visit: Visit,
    bulletin_id: BulletinId,
    number: int,
    *,
    fault: Fault | None = None,
    typed: Typed | None = None,
) -> Response:
    heard = _heard(visit, bulletin_id, number)
    values = {"version": heard.version, "said": said_of(heard.spoken), "typed": typed or Typed(), "fault": fault}
    return visit.page("approval/return.html", values)
