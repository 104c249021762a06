"""Publications are gathered from what the stations said was aired, never from what was planned.

Each aired occurrence is taken once; which are still to be taken is asked of the database, so a pass that was cut off, or a log
that comes months late, is made good by the next pass.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.bulletins import HeardVersion, Kind, VersionFacts, frozen_versions, version_facts
from app.clock import Clock
from app.db import of_commune
from app.errors import AppError
from app.names import fold
from app.programmes import StudioKit, VersionOrder, order_renderings
from app.publicity.model import Held, leaves_at
from app.publicity.names import may_name
from app.publicity.tables import PublicationAiringRow, PublicationRow
from app.reading import Sentence
from app.timetable import AiredWhole, aired_whole
from app.units import CommuneId, VersionId
from app.zones import zone_paths

_AT_ONCE = 200
"""Occurrences of one pass: the transaction stays short also where years are made good."""
_SOUND_FOR = timedelta(days=30)
"""What was aired longer ago gets no sound of its own by itself: on the first day of a page that would be years of work."""
_SOUNDS_AT_ONCE = 20
_SIGNS = re.compile('[.!?…;:,»”")\\]]*')


def gather(session: Session, commune_id: CommuneId, *, since: datetime | None) -> int:
    """Take what was aired and is not taken yet, from `since` on, None: ever; returns how many occurrences, 0: no more."""
    known = select(PublicationAiringRow.occurrence_id).where(PublicationAiringRow.commune_id == commune_id)
    found = aired_whole(session, commune_id, since=since, besides=known, limit=_AT_ONCE)
    if not found:
        return 0
    heard = defaultdict[VersionId, list[AiredWhole]](list)
    for each in found:
        for key in dict.fromkeys(each.version_ids):
            heard[key].append(each)
    facts = version_facts(session, commune_id, heard)
    counted = _counted(session, commune_id, heard)
    rows = {VersionId(row.version_id): row for row in session.scalars(_rows(commune_id, heard))}
    fresh = frozen_versions(session, commune_id, heard.keys() - rows.keys())
    paths = zone_paths(session, commune_id)
    for key, airings in heard.items():
        about = facts.get(key)
        shows = about is not None and about.kind is not Kind.GREETING
        theme = about.theme.value if about is not None and shows else ""
        count = 0
        for each in airings:
            place = (key, each.slot_id, each.starts_at)
            count += place not in counted
            session.add(_airing(commune_id, key, each, theme, counts=place not in counted))
            counted.add(place)
        if about is None or not shows or (key not in rows and key not in fresh):
            continue
        row = rows.get(key) or _publication(about, fresh[key])
        session.add(row)
        _count(row, airings, count, [paths[zone] for each in airings for zone in each.zone_ids if zone in paths])
    session.flush()
    return len(found)


def want_sounds(session: Session, clock: Clock, commune_id: CommuneId, kit: StudioKit) -> None:
    """Ask for the sound of what was aired lately and has none asked for yet; what cannot be made is shown without."""
    query = of_commune(PublicationRow, commune_id).where(
        PublicationRow.rendering_id.is_(None), PublicationRow.held.is_(None), PublicationRow.last_at >= clock.now() - _SOUND_FOR
    )
    rows = session.scalars(query.order_by(PublicationRow.last_at.desc(), PublicationRow.version_id).limit(_SOUNDS_AT_ONCE)).all()
    orders = [VersionOrder(VersionId(row.version_id)) for row in rows]
    made = order_renderings(session, clock, commune_id, orders, kit=kit) if orders else []
    for row, sound in zip(rows, made, strict=True):
        if not isinstance(sound, AppError):
            row.rendering_id = sound.id
    session.flush()


def _rows(commune_id: CommuneId, keys: Iterable[VersionId]) -> Select[PublicationRow]:
    return of_commune(PublicationRow, commune_id).where(PublicationRow.version_id.in_(list(keys)))


def _counted(session: Session, commune_id: CommuneId, keys: Iterable[VersionId]) -> set[tuple[UUID, UUID, datetime]]:
    """The airings of some versions that count already."""
    row = PublicationAiringRow
    query = select(row.version_id, row.slot_id, row.starts_at).where(row.commune_id == commune_id, row.version_id.in_(list(keys)))
    return {(each.version_id, each.slot_id, each.starts_at) for each in session.execute(query)}


def _airing(commune_id: CommuneId, key: VersionId, heard: AiredWhole, theme: str, *, counts: bool) -> PublicationAiringRow:
    return PublicationAiringRow(
        occurrence_id=heard.id,
        version_id=key,
        commune_id=commune_id,
        slot_id=heard.slot_id,
        starts_at=heard.starts_at,
        theme=theme,
        counts=counts,
    )


def _publication(about: VersionFacts, heard: HeardVersion) -> PublicationRow:
    """A new one, which no airing is counted of yet."""
    spoken = heard.spoken
    sentences = [_written(spoken.script, each) for each in spoken.sentences]
    text = "\n".join([about.title, *sentences])
    return PublicationRow(
        version_id=about.version_id,
        commune_id=about.commune_id,
        bulletin_id=about.bulletin_id,
        title=about.title,
        theme=about.theme.value,
        zones=[],
        sentences=sentences,
        folded=fold(text),
        valid_to=about.valid_to,
        leaves_at=leaves_at(about.kind, about.theme, about.valid_to),
        airings=0,
        held=Held.NAMES if may_name(text) else None,
    )


def _written(script: str, sentence: Sentence) -> str:
    """A sentence as it was written, with the signs that end it."""
    end = _SIGNS.match(script, sentence.end)
    return " ".join(script[sentence.start : end.end() if end else sentence.end].split())


def _count(row: PublicationRow, airings: Sequence[AiredWhole], count: int, paths: Iterable[str]) -> None:
    first, last = min(each.starts_at for each in airings), max(each.starts_at for each in airings)
    row.first_at = min(first, row.first_at) if row.airings else first
    row.last_at = max(last, row.last_at) if row.airings else last
    row.airings += count
    row.zones = sorted({*row.zones, *paths})
