"""Music that scripts call by its name: which of it a script calls, and which bulletins call a piece that is to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bulletins.model import State
from app.bulletins.script import Music, Script, parse_script
from app.bulletins.summaries import Summary, summary_of
from app.bulletins.tables import BulletinVersionRow
from app.bulletins.touched import Effect, live_rows
from app.names import name_key
from app.units import CommuneId, Sha256


@dataclass(frozen=True, slots=True)
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
    found: set[str] = set()
    for voices in session.scalars(query):
        if voices is not None:
            found.update(voices.get("music", {}).values())
            found.update([voices["recording"]] if "recording" in voices else [])
    return frozenset(found)


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
