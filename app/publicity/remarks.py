"""Remarks of citizens: sent in, answered, shown to all where an officer says so; who sent one is forgotten when it is over.

What a citizen sends in is text and nothing else: no mark-up, no file. Who asks by a wrong receipt learns nothing.
"""

import re
import secrets
import unicodedata
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.calendar.working_days import WorkingDays
from app.clock import Clock, local
from app.db import Page, newest_first, of_commune, owned, readable, readable_one, shown
from app.errors import NotFoundError
from app.publicity.errors import RemarkBoxFullError, RemarkPersonalError, RemarkTextError, TelephoneError
from app.publicity.model import (
    LONGEST_REMARK,
    LONGEST_SENDER,
    LONGEST_TELEPHONE,
    PublicPage,
    Remark,
    RemarkState,
    has_link,
)
from app.publicity.names import tells_who
from app.publicity.tables import RemarkRow
from app.tags import Tag, refuse_stale, tag_of
from app.timetable import working_days
from app.typed import typed_telephones
from app.units import CommuneId, new_id
from app.values import frozen

MOST_WAITING = 500
"""Remarks of a commune that wait for an answer: beyond, nobody reads them anyway, and a flood fills no disk."""
KEEP_SENDER = timedelta(days=90)
"""So long after the answer it is known who sent a remark in."""
KEEP_UNANSWERED = timedelta(days=366)
"""And so long, where nobody ever answered."""
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of receipts: none that looks like another. Eight places: a guess hits one of 500 once in two thousand million."""
_BARE = re.compile(rf"GY\d{{4}}[{_LETTERS}]{{8}}")
_KIND = "remark"


@frozen
class Sent:
    """What a citizen sends in. sender, telephone: empty where not given."""

    text: str
    sender: str = ""
    telephone: str = ""


def send(session: Session, clock: Clock, page: PublicPage, sent: Sent) -> Remark:
    """Keep a remark. Raises `RemarkTextError`, `TelephoneError`, `RemarkBoxFullError`."""
    text = _clean(sent.text)
    try:
        telephone = typed_telephones(sent.telephone) if sent.telephone.strip() else ""
    except ValueError:
        raise TelephoneError from None
    waiting = select(func.count()).select_from(RemarkRow)
    waiting = waiting.where(RemarkRow.commune_id == page.commune_id, RemarkRow.state == RemarkState.NEW)
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise RemarkBoxFullError
    now = clock.now()
    row = RemarkRow(
        id=new_id(),
        commune_id=page.commune_id,
        receipt=_receipt(now),
        state=RemarkState.NEW,
        text=text,
        sender=" ".join(_clean(sent.sender).split())[:LONGEST_SENDER] if sent.sender.strip() else "",
        telephone=telephone[:LONGEST_TELEPHONE],
        has_link=has_link(f"{text} {sent.sender}"),
        sent_at=now,
        reply_by=_reply_by(local(now).date(), page.reply_days, working_days(session, page.commune_id)),
        answer="",
        shown=None,
        closed_at=None,
        closed_by="",
        revision=1,
    )
    session.add(row)
    session.flush()
    return _remark(row)


def remark_by(session: Session, commune_id: CommuneId, receipt: str) -> Remark:
    """The remark with this receipt, however it was typed. Raises `NotFoundError`."""
    query = of_commune(RemarkRow, commune_id).where(RemarkRow.receipt == as_receipt(receipt))
    found = readable_one(session, query, _remark)
    if found is None:
        raise NotFoundError(kind=_KIND, key="")
    return found


def forget_sender_by(session: Session, commune_id: CommuneId, receipt: str) -> None:
    """Who has the receipt has name and telephone erased. Raises `NotFoundError`."""
    found = remark_by(session, commune_id, receipt)
    row = owned(session, RemarkRow, found.id, commune_id, kind=_KIND, lock=True)
    row.sender = row.telephone = ""
    row.revision += 1
    session.flush()


def as_receipt(typed: str) -> str:
    """`gy 2026 7kqm 2xpa` => `GY-2026-7KQM-2XPA`; empty for what is none."""
    bare = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    return f"GY-{bare[2:6]}-{bare[6:10]}-{bare[10:]}" if _BARE.fullmatch(bare) else ""


def answered(session: Session, commune_id: CommuneId, *, limit: int) -> list[Remark]:
    """What is shown to all, the latest answer first."""
    query = of_commune(RemarkRow, commune_id).where(RemarkRow.state == RemarkState.ANSWERED, RemarkRow.shown.is_not(None))
    return readable(session, query.order_by(RemarkRow.closed_at.desc(), RemarkRow.id).limit(limit), _remark)


def remarks(
    session: Session, commune_id: CommuneId, state: RemarkState | None, *, cursor: str | None = None, limit: int = 50
) -> Page[Remark]:
    """For officers, the newest first. Raises `BadCursorError`."""
    query = of_commune(RemarkRow, commune_id)
    if state is not None:
        query = query.where(RemarkRow.state == state)
    return newest_first(session, query, _remark, by=RemarkRow.id, key=lambda each: each.id, cursor=cursor, limit=limit)


def count_new_remarks(session: Session, commune_id: CommuneId) -> int:
    """Those that nobody answered or set aside."""
    query = select(func.count()).where(RemarkRow.commune_id == commune_id, RemarkRow.state == RemarkState.NEW)
    return session.scalar(query) or 0


@frozen
class RemarkCount:
    """Remarks that were sent in some time, without what is no remark. late: answered after the promised day, or not by now."""

    sent: int
    answered: int
    late: int


def count_remarks(session: Session, now: datetime, commune_id: CommuneId, since: datetime, until: datetime) -> RemarkCount:
    """Those sent from `since` up to, not including, `until`, as they stand at `now`."""
    query = of_commune(RemarkRow, commune_id).where(
        RemarkRow.sent_at >= since, RemarkRow.sent_at < until, RemarkRow.state != RemarkState.SET_ASIDE
    )
    found = readable(session, query.order_by(RemarkRow.id), _remark)
    late = [each for each in found if local(each.closed_at or now).date() > each.reply_by]
    return RemarkCount(len(found), sum(each.state is RemarkState.ANSWERED for each in found), len(late))


def replies_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Remark]:
    """Those sent in that time whose answer is shown to all, by when they were sent."""
    query = of_commune(RemarkRow, commune_id).where(RemarkRow.sent_at >= since, RemarkRow.sent_at < until)
    query = query.where(RemarkRow.state == RemarkState.ANSWERED, RemarkRow.shown.is_not(None))
    return readable(session, query.order_by(RemarkRow.sent_at, RemarkRow.id), _remark)


def remark(session: Session, commune_id: CommuneId, remark_id: UUID) -> Remark:
    """One. Raises `NotFoundError`."""
    return shown(session, RemarkRow, remark_id, commune_id, _remark, kind=_KIND)


def answer(session: Session, clock: Clock, actor: Actor, remark_id: UUID, text: str, *, as_shown: str | None, tag: Tag) -> Remark:
    """Answer a remark, or answer it otherwise.

    as_shown: the remark as all may read it beside the answer, without what tells who sent it; None: only who has the receipt
    reads the answer. Raises `NotFoundError`, `StaleError`, `RemarkTextError`, `RemarkPersonalError`.
    """
    row = _seen(session, actor, remark_id, tag)
    if as_shown is not None and tells_who(_clean(as_shown), row.sender, row.telephone):
        raise RemarkPersonalError
    row.answer, row.shown = _clean(text), None if as_shown is None else _clean(as_shown)
    _close(session, clock, actor, row, RemarkState.ANSWERED)
    record_act(session, clock.now(), actor, "answer", subject=_KIND, subject_id=row.id, is_shown=as_shown is not None)
    return _remark(row)


def set_aside(session: Session, clock: Clock, actor: Actor, remark_id: UUID, *, tag: Tag) -> Remark:
    """What is no remark gets no answer, and who sent it is forgotten at once. Raises `NotFoundError`, `StaleError`."""
    row = _seen(session, actor, remark_id, tag)
    row.answer, row.shown = "", None
    row.sender = row.telephone = ""
    _close(session, clock, actor, row, RemarkState.SET_ASIDE)
    record_act(session, clock.now(), actor, "set_aside", subject=_KIND, subject_id=row.id)
    return _remark(row)


def forget_sender(session: Session, clock: Clock, actor: Actor, remark_id: UUID) -> Remark:
    """Erase name and telephone of who sent it. Raises `NotFoundError`."""
    row = owned(session, RemarkRow, remark_id, actor.commune_id, kind=_KIND, lock=True)
    row.sender = row.telephone = ""
    row.revision += 1
    session.flush()
    record_act(session, clock.now(), actor, "forget_sender", subject=_KIND, subject_id=row.id)
    return _remark(row)


def forget_senders(session: Session, now: datetime) -> None:
    """Erase who sent what was closed, or sent in and never answered, long enough ago, in every commune."""
    is_over = (RemarkRow.closed_at < now - KEEP_SENDER) | (
        RemarkRow.closed_at.is_(None) & (RemarkRow.sent_at < now - KEEP_UNANSWERED)
    )
    session.execute(
        update(RemarkRow)
        .where(is_over, (RemarkRow.sender != "") | (RemarkRow.telephone != ""))
        .values(sender="", telephone="", revision=RemarkRow.revision + 1)
    )


def _seen(session: Session, actor: Actor, remark_id: UUID, tag: Tag) -> RemarkRow:
    row = owned(session, RemarkRow, remark_id, actor.commune_id, kind=_KIND, lock=True)
    refuse_stale(tag, tag_of(row.revision), kind=_KIND, key=str(remark_id))
    return row


def _close(session: Session, clock: Clock, actor: Actor, row: RemarkRow, state: RemarkState) -> None:
    row.state, row.closed_at, row.closed_by = state, clock.now(), actor.name
    row.revision += 1
    session.flush()


def _clean(text: str) -> str:
    """Composed letters, trimmed. Raises `RemarkTextError` for nothing, too much, and what nobody sees or turns a line."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")).strip()
    unseen = any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} and letter != "\n" for letter in clean)
    turned = any(unicodedata.bidirectional(letter) in {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"} for letter in clean)
    if not clean or len(clean) > LONGEST_REMARK or unseen or turned:
        raise RemarkTextError
    return clean


def _receipt(now: datetime) -> str:
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"GY-{local(now).year}-{drawn[:4]}-{drawn[4:]}"


def _reply_by(day: date, working: int, days: WorkingDays) -> date:
    """The last of so many working days after a day."""
    while working:
        day += timedelta(days=1)
        working -= days.is_working(day)
    return day


def _remark(row: RemarkRow) -> Remark:
    return Remark(
        id=row.id,
        receipt=row.receipt,
        state=row.state,
        text=row.text,
        sender=row.sender,
        telephone=row.telephone,
        has_link=row.has_link,
        sent_at=row.sent_at,
        reply_by=row.reply_by,
        answer=row.answer,
        shown=row.shown,
        closed_at=row.closed_at,
        tag=tag_of(row.revision),
    )
