"""What a commune chose, and choosing. Until it has a row, what the machine's settings said the first time holds for it."""

from collections.abc import Collection
from dataclasses import replace
from typing import get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act, system_actor
from app.airing import AudioFormat
from app.choices.errors import EngineNotHereError
from app.choices.model import Choices, DayPackChoice
from app.choices.tables import ChoicesRow
from app.clock import Clock
from app.db import readable_one
from app.errors import StaleError
from app.speech import VoiceChain
from app.units import CommuneId
from app.zones import communes

_KIND = "choices"


def own_choices(session: Session, commune_id: CommuneId) -> Choices | None:
    """What the commune's row says; None: it has none yet."""
    return readable_one(session, select(ChoicesRow).where(ChoicesRow.commune_id == commune_id), _choices)


def _choices(row: ChoicesRow) -> Choices:
    voices = VoiceChain(tuple(row.engines), row.accent, row.presenter_1, row.presenter_2)
    formats = tuple(form for form in get_args(AudioFormat) if form in row.pack_formats)
    return Choices(voices, row.profile, DayPackChoice(row.pack_hour, formats), row.revision)


def choices(session: Session, commune_id: CommuneId, usual: Choices) -> Choices:
    """What holds for the commune. usual: what the machine's settings say."""
    return own_choices(session, commune_id) or usual


def choose(
    session: Session, clock: Clock, actor: Actor, wanted: Choices, *, usual: Choices, engines: Collection[str], revision: int
) -> Choices:
    """Write what the commune chooses. revision: of what it was made from, 0 for `usual`. engines: those the machine has.

    Raises `StaleError` when it is no longer that, `EngineNotHereError`.
    """
    before = own_choices(session, actor.commune_id)
    if revision != (before.revision if before is not None else 0):
        raise StaleError(kind=_KIND, key=str(actor.commune_id))
    known = before.voices.engines if before is not None else usual.voices.engines
    for name in wanted.voices.engines:
        if name not in engines and name not in known:
            raise EngineNotHereError(engine=name, here=", ".join(sorted(engines)))
    written = replace(wanted, revision=revision + 1)
    _write(session, clock, actor, written)
    return written


def unsettled(session: Session) -> list[CommuneId]:
    """The communes without a row."""
    settled = set(session.scalars(select(ChoicesRow.commune_id)))
    return [each.id for each in communes(session) if each.id not in settled]


def settle_choices(session: Session, clock: Clock, usual: Choices) -> int:
    """Give each commune without a row that of the machine's settings, so that nothing sounds otherwise; returns how many."""
    found = unsettled(session)
    for commune_id in found:
        _write(session, clock, system_actor(commune_id), replace(usual, revision=1))
    return len(found)


def _write(session: Session, clock: Clock, actor: Actor, wanted: Choices) -> None:
    row = session.get(ChoicesRow, actor.commune_id, with_for_update=True)
    if row is None:
        row = ChoicesRow(commune_id=actor.commune_id)
        session.add(row)
    voices = wanted.voices
    row.engines, row.accent = list(voices.engines), voices.accent
    row.presenter_1, row.presenter_2 = voices.presenter_1, voices.presenter_2
    row.profile, row.pack_hour, row.pack_formats = wanted.profile, wanted.day_pack.at_hour, list(wanted.day_pack.formats)
    row.revision, row.updated_at, row.updated_by = wanted.revision, clock.now(), actor.name
    session.flush()
    facts = {"engines": ", ".join(voices.engines), "accent": voices.accent.value, "profile": wanted.profile.value}
    record_act(
        session,
        row.updated_at,
        actor,
        "choose",
        subject=_KIND,
        subject_id=actor.commune_id,
        presenter_1=voices.presenter_1,
        presenter_2=voices.presenter_2,
        pack_hour=row.pack_hour,
        pack_formats=", ".join(row.pack_formats),
        **facts,
    )
