"""Music that scripts call by its name: which of it a script calls, and which bulletins call a piece that is to change."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from app.bulletins.model import State
from app.bulletins.script import Music, Script, parse_script
from app.bulletins.summaries import Summary, summary_of
from app.bulletins.tables import BulletinVersionRow
from app.bulletins.touched import Effect, live_rows
from app.db import of_commune, readable
from app.names import name_key
from app.units import CommuneId, Sha256, VersionId
from app.values import frozen


@frozen
class MusicCall:
    """A version whose script calls a piece of music, and what becomes of it when that changes."""

    summary: Summary
    effect: Effect


def called_music(script: Script, music: Mapping[str, Sha256]) -> dict[str, Sha256]:
    """Those of `music`, by the keys of their names, that the script calls."""
    called = {name_key(segment.name) for segment in script.segments if isinstance(segment, Music)}
    return {key: music[key] for key in sorted(called) if key in music}


def bound_audio(session: Session) -> frozenset[str]:
    """The SHA-256 of every recording that the approval, or submission, of a version that may yet be heard binds."""
    query = select(BulletinVersionRow.voices).where(
        BulletinVersionRow.voices.is_not(None), BulletinVersionRow.state.in_((State.SUBMITTED, State.APPROVED))
    )
    return frozenset[str]().union(*(_sounds(voices) for voices in session.scalars(query)))


def bound_in(session: Session, commune_id: CommuneId, version_ids: Collection[VersionId]) -> dict[VersionId, frozenset[Sha256]]:
    """The SHA-256 of the recordings that each of `version_ids` is bound to since its submission."""
    row = BulletinVersionRow
    query = select(row.id, row.voices).where(row.commune_id == commune_id, row.id.in_(version_ids), row.voices.is_not(None))
    return dict(readable(session, query.order_by(row.id), lambda key, voices: (VersionId(key), _sounds(voices))))


def bound_to(session: Session, now: datetime, commune_id: CommuneId, audio: Collection[Sha256]) -> dict[Sha256, list[Summary]]:
    """The versions that are submitted or approved, may yet be heard, and are bound to these recordings."""
    if not audio:
        return {}
    row, found = BulletinVersionRow, dict[Sha256, list[Summary]]()
    query = of_commune(row, commune_id).where(
        row.state.in_((State.SUBMITTED, State.APPROVED)),
        or_(row.valid_to.is_(None), row.valid_to > now),
        or_(*(cast(row.voices, String).contains(each) for each in audio)),
    )
    for each, sounds in readable(session, query.order_by(row.id), lambda row: (summary_of(row), _sounds(row.voices))):
        for sound in sounds.intersection(audio):
            found.setdefault(sound, []).append(each)
    return found


def _sounds(voices: Mapping[str, Any] | None) -> frozenset[Sha256]:
    """The recordings that a version's delivery names: its human reading, the music it calls."""
    if voices is None:
        return frozenset()
    return frozenset([*voices.get("music", {}).values(), *([voices["recording"]] if "recording" in voices else [])])


def calls_of(session: Session, now: datetime, commune_id: CommuneId, key: str) -> tuple[MusicCall, ...]:
    """The versions that may yet be heard and call the music with that key; of what a human reads none does."""
    found = []
    for row in live_rows(session, now, commune_id):
        if row.voices is not None and "recording" in row.voices:
            continue
        called = {name_key(part.name) for part in parse_script(row.script, is_draft=True).segments if isinstance(part, Music)}
        if key in called:
            found.append(MusicCall(summary_of(row), Effect.READ_ANEW if row.state is State.DRAFT else Effect.REOPEN))
    return tuple(found)
