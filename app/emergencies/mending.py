"""Audio of emergencies that is lost or damaged is made again from the very same words; where that cannot be, somebody is told."""

import contextlib
from pathlib import Path

from sqlalchemy.orm import Session

from app.bulletins import LONGEST_SCRIPT, SpokenScript, commune_lexicon
from app.clock import Clock, local
from app.db import Sessions
from app.emergencies.acts import replace_audio
from app.emergencies.model import Audio, Emergency
from app.emergencies.queries import live
from app.emergencies.sealing import is_its_audio
from app.emergencies.sounding import hash_of, make_audio, read_text
from app.errors import AppError, NotFoundError
from app.programmes import StudioKit, recordings
from app.storage import Files
from app.studio import Tags
from app.tasks import alone
from app.units import CommuneId, EmergencyId
from app.zones import Signers, commune, public_key


def is_here(files: Files, audio: Audio) -> bool:
    """Whether the bytes that would be promised are there, and are those."""
    return all(files.path(stored.sha256) is not None for stored in audio.forms.values())


def mend(sessions: Sessions, clock: Clock, signers: Signers, kit: StudioKit, commune_id: CommuneId) -> list[EmergencyId]:
    """Make again what is lost, or not of its content, of all that sounds or may have to; returns those where that cannot be."""
    with sessions.read() as session:
        key = public_key(session, commune_id)
        damaged = [
            known
            for known in live(session, commune_id, clock.now())
            if known.audio is not None
            and not (is_here(kit.files, known.audio) and is_its_audio(key, commune_id, known.content_hash, known.audio))
        ]

    def make(known: Emergency) -> None:
        audio = _again(sessions, clock, kit, known)
        with sessions.begin() as session:
            replace_audio(session, signers, known, audio)

    return [known.id for known in alone(damaged, make, job="mend")]


def _again(sessions: Sessions, clock: Clock, kit: StudioKit, known: Emergency) -> Audio:
    """Raises `NotFoundError` where its words, its voice or its recording are no longer what was approved."""
    with sessions.read() as session:
        spoken, recording = _said(session, kit, known)
        name = commune(session, known.commune_id).name
    tags = Tags(known.title, f"{local(clock.now()):%Y-%m-%d}", name, known.content_hash)
    return make_audio(kit, spoken=spoken, recording=recording, is_drill=known.is_drill, tags=tags)


def _said(session: Session, kit: StudioKit, known: Emergency) -> tuple[SpokenScript | None, Path | None]:
    if known.text:
        lexicon = commune_lexicon(session, known.commune_id).reader()
        for is_script in (True, False):
            with contextlib.suppress(AppError):
                spoken = read_text(known.text, kit, lexicon, is_script=is_script, limit=LONGEST_SCRIPT)
                if hash_of(spoken, None, kit, is_drill=known.is_drill) == known.content_hash:
                    return spoken, None
    else:
        for each in recordings(session, known.commune_id):
            if hash_of(None, each.sound.sha256, kit, is_drill=known.is_drill) == known.content_hash:
                path = kit.files.path(each.sound.sha256)
                if path is not None:
                    return None, path
    raise NotFoundError(kind="sound", key=known.title)
