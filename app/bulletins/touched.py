"""What a change of the lexicon touches: the bulletins whose spoken words would be others.

An approval is worth only the words it saw. So a version that is submitted or approved and was not yet aired is taken back, never
changed: its words stay as they were frozen, and a new draft with the same text is read with the new lexicon. What was aired
already keeps its approval and its words. Nothing is taken back that the officer did not agree to.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVarTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.bulletins.approval import reopen
from app.bulletins.errors import LexiconTouchesError
from app.bulletins.lexicon import (
    Change,
    CommuneLexicon,
    StoredEntry,
    changed,
    commune_lexicon,
    own_entries,
    refused,
    stored_entries,
    write,
)
from app.bulletins.model import State
from app.bulletins.revision import VersionKey
from app.bulletins.script import parse_script
from app.bulletins.spoken import SpokenScript, formal_of, spoken_script
from app.bulletins.summaries import Summary, summary_of
from app.bulletins.tables import BulletinRow, BulletinVersionRow
from app.clock import Clock
from app.db import readable
from app.errors import StaleError
from app.reading import Lexicon, LexiconError
from app.reading.lexicon import checked
from app.speech.model import Accent
from app.units import CommuneId, VersionId
from app.values import frozen

_Columns = TypeVarTuple("_Columns")


class Effect(StrEnum):
    """What becomes of a touched version: a draft is read anew, what waits is taken back, what was aired stays as it is."""

    READ_ANEW = "read_anew"
    REOPEN = "reopen"
    KEEP = "keep"


@frozen
class Touched:
    """A version whose words would be others. before, after: the first sentence that differs."""

    summary: Summary
    effect: Effect
    before: str
    after: str


@frozen
class Proposal:
    """A change looked at as a whole. waiting: the state of all that is submitted or approved, as it was when looked at."""

    change: Change
    revision: int
    touched: tuple[Touched, ...]
    waiting: frozenset[tuple[VersionId, State]]


def propose(session: Session, now: datetime, commune_id: CommuneId, change: Change, *, accent: Accent) -> Proposal:
    """Look at a change: whether its entries go together with all others, and which bulletins it touches.

    Reading takes its time, so it is done before the transaction that writes. Raises `NotFoundError`, `LexiconFullError`, and
    those of a wrong entry.
    """
    try:
        clean = replace(change, put=tuple((key, checked(entry)) for key, entry in change.put))
    except LexiconError as exc:
        raise refused(exc) from exc
    before = commune_lexicon(session, commune_id)
    after = CommuneLexicon(before.revision, changed(stored_entries(session, commune_id), clean))
    rows = live_rows(session, now, commune_id)
    touched = tuple(_touched(rows, before, after, accent))
    return Proposal(clean, before.revision, touched, _waiting(rows))


def sparing(touched: Iterable[Touched], aired: AbstractSet[VersionId]) -> tuple[Touched, ...]:
    """The same with what was aired left as it is."""
    return tuple(
        replace(each, effect=Effect.KEEP) if each.effect is Effect.REOPEN and each.summary.version_id in aired else each
        for each in touched
    )


def carry_out(
    session: Session,
    clock: Clock,
    actor: Actor,
    proposal: Proposal,
    *,
    aired: AbstractSet[VersionId],
    reason: str,
    may_reopen: bool,
) -> tuple[list[StoredEntry], list[VersionKey]]:
    """Write a proposal and take back what it touches; returns the entries put and the new drafts.

    aired: versions that were heard. reason: why, for those who find their bulletin taken back. may_reopen: whether the officer
    agreed to that. Raises `StaleError` when the lexicon or what waits is no longer as it was looked at, `LexiconTouchesError`.
    """
    touched = [each for each in sparing(proposal.touched, aired) if each.effect is Effect.REOPEN]
    if touched and not may_reopen:
        raise LexiconTouchesError(count=len(touched), title=touched[0].summary.title)
    put = write(session, clock, actor, proposal.change, revision=proposal.revision)
    if _waiting(live_rows(session, clock.now(), actor.commune_id)) != proposal.waiting:
        raise StaleError(kind="lexicon", key=str(proposal.revision))
    drafts = []
    for each in touched:
        draft = reopen(session, clock, actor, each.summary.bulletin_id, each.summary.number, reason=reason)
        drafts += [draft] if draft is not None else []
    return put, drafts


def live_rows(session: Session, now: datetime, commune_id: CommuneId) -> Sequence[BulletinVersionRow]:
    """Versions that may yet be heard: all that are submitted, what is approved and not over, and drafts."""
    query = live(select(BulletinVersionRow), now, commune_id)
    return readable(session, query.execution_options(populate_existing=True), lambda row: row)


def live(query: Select[*_Columns], now: datetime, commune_id: CommuneId) -> Select[*_Columns]:
    """`query` of the versions that may yet be heard, in the order of their ids."""
    return (
        query.join(BulletinRow, BulletinRow.id == BulletinVersionRow.bulletin_id)
        .where(
            BulletinVersionRow.commune_id == commune_id,
            or_(
                BulletinVersionRow.state == State.SUBMITTED,
                and_(BulletinVersionRow.state == State.APPROVED, BulletinVersionRow.valid_to > now),
                and_(BulletinVersionRow.state == State.DRAFT, BulletinVersionRow.number == BulletinRow.latest_number),
            ),
        )
        .order_by(BulletinVersionRow.id)
    )


def _waiting(rows: Iterable[BulletinVersionRow]) -> frozenset[tuple[VersionId, State]]:
    return frozenset((VersionId(row.id), row.state) for row in rows if row.state is not State.DRAFT)


def _touched(
    rows: Iterable[BulletinVersionRow], before: CommuneLexicon, after: CommuneLexicon, accent: Accent
) -> Iterable[Touched]:
    forms = before.reader().differing(after.reader())
    for row in rows:
        if row.voices is not None and "recording" in row.voices:
            continue
        own = own_entries(row.lexicon)
        if not (own or Lexicon.may_hold(row.script, forms)):
            continue
        old, new = (_sentences(row, each.of_kind(row.kind).reader(own), accent) for each in (before, after))
        if old != new:
            effect = Effect.READ_ANEW if row.state is State.DRAFT else Effect.REOPEN
            yield Touched(summary_of(row), effect, *_first_difference(old, new))


def _sentences(row: BulletinVersionRow, lexicon: Lexicon, accent: Accent) -> list[tuple[str, object]]:
    """What is heard, without its places: the text and the breaths of each sentence."""
    spoken: SpokenScript = spoken_script(
        parse_script(row.script, is_draft=True), formal=formal_of(row.kind, row.priority), accent=accent, lexicon=lexicon
    )
    return [(sentence.text, (sentence.pause_ms, sentence.phrases)) for sentence in spoken.sentences]


def _first_difference(old: Sequence[tuple[str, object]], new: Sequence[tuple[str, object]]) -> tuple[str, str]:
    at = next((n for n, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new)))
    return (old[at][0] if at < len(old) else "", new[at][0] if at < len(new) else "")
