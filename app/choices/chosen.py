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
from app.db import of_commune, readable_one
from app.speech import VoiceChain
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId
from app.zones import communes

_KIND = "choices"


def own_choices(session: Session, commune_id: CommuneId) -> Choices | None:
    """What the commune's row says; None: it has none yet."""
    return readable_one(session, of_commune(ChoicesRow, commune_id), _choices)


def _choices(row: ChoicesRow) -> Choices:
    voices = VoiceChain(tuple(row.engines), row.accent, row.presenter_1, row.presenter_2)
    formats = tuple(form for form in get_args(AudioFormat) if form in row.pack_formats)
    return Choices(voices, row.profile, DayPackChoice(row.pack_hour, formats), tag_of(row.revision))


def choices(session: Session, commune_id: CommuneId, usual: Choices) -> Choices:
    """What holds for the commune. usual: what the machine's settings say."""
    return own_choices(session, commune_id) or usual


def choose(
    session: Session, clock: Clock, actor: Actor, wanted: Choices, *, usual: Choices, engines: Collection[str], tag: Tag
) -> Choices:
    """Write what the commune chooses. tag: of what was seen. engines: those the machine has.

    Raises `StaleError`, `EngineNotHereError`.
    """
    held = session.get(ChoicesRow, actor.commune_id, with_for_update=True, populate_existing=True)
    row = held or _new(actor.commune_id)
    refuse_stale(tag, tag_of(row.revision), kind=_KIND, key=str(actor.commune_id))
    known = row.engines if held else usual.voices.engines
    for name in wanted.voices.engines:
        if name not in engines and name not in known:
            raise EngineNotHereError(engine=name, here=", ".join(sorted(engines)))
    _write(session, clock, actor, row, wanted)
    return replace(wanted, tag=tag_of(row.revision))


def unsettled(session: Session) -> list[CommuneId]:
    """The communes without a row."""
    settled = set(session.scalars(select(ChoicesRow.commune_id)))
    return [each.id for each in communes(session) if each.id not in settled]


def settle_choices(session: Session, clock: Clock, usual: Choices) -> int:
    """Give each commune without a row that of the machine's settings, so that nothing sounds otherwise; returns how many."""
    found = unsettled(session)
    for commune_id in found:
        _write(session, clock, system_actor(commune_id), _new(commune_id), usual)
    return len(found)


def _new(commune_id: CommuneId) -> ChoicesRow:
    return ChoicesRow(commune_id=commune_id, revision=0)


def _write(session: Session, clock: Clock, actor: Actor, row: ChoicesRow, wanted: Choices) -> None:
    voices = wanted.voices
    row.engines, row.accent = list(voices.engines), voices.accent
    row.presenter_1, row.presenter_2 = voices.presenter_1, voices.presenter_2
    row.profile, row.pack_hour, row.pack_formats = wanted.profile, wanted.day_pack.at_hour, list(wanted.day_pack.formats)
    row.revision, row.updated_at, row.updated_by = row.revision + 1, clock.now(), actor.name
    session.add(row)
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
