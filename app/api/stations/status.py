"""How everything stands: what `loalang status` shows."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter

from app.api.bulletins.withdrawal import WithdrawalAnswer
from app.api.shared.airings import Airing, airing_facts
from app.api.shared.forms import Answer
from app.api.stations.faults import FaultAnswer
from app.campaigns import Late
from app.clock import local
from app.desk.campaigns import late_in_words
from app.desk.policies import lapsed_in_words
from app.desk.stations import contact_in_words
from app.edge import AskedFirst, Looking, Parts, ReadSession
from app.policies import LapsedBulletin
from app.reports import Contact, OnAir, StationStatus, on_air_now, status
from app.timetable import Occurrence, day_of, occurrences_between
from app.wire.protocol import OutputHealth
from app.words import sentence, word
from app.zones import station_names

router = APIRouter(prefix="/status", tags=["stations"], route_class=AskedFirst)


class OutputAnswer(Answer):
    """A way out of a station. peak_dbfs, rms_dbfs: of its last second, of outputs that have a meter."""

    name: str
    kind: str
    fault: str | None
    fault_word: str | None
    since: datetime | None
    peak_dbfs: float | None
    rms_dbfs: float | None

    @classmethod
    def of(cls, found: OutputHealth) -> Self:
        """The answer for an output."""
        said = sentence(found.fault, {"output": found.name}).title if found.fault else None
        return cls.model_validate(found.model_dump() | {"fault_word": said})


class OnAirAnswer(Answer):
    """What sounds. title: empty for what is not of these days."""

    occurrence_id: UUID
    title: str


class SaidAnswer(Answer):
    """A sentence. from_s: where in the audio it begins."""

    from_s: float
    text: str


class SoundingAnswer(Answer):
    """A programme on air. at_s: how far it came; None where nobody knows.

    item: title of the one of its `count` bulletins that is heard, the `number`th.
    said: the sentence that is being said, and those that come within a minute.
    """

    title: str
    stations: list[str]
    at_s: float | None
    length_s: float
    number: int
    count: int
    item: str
    said: list[SaidAnswer]

    @classmethod
    def of(cls, found: OnAir) -> Self:
        """The answer for it."""
        return cls.model_validate(found)


class StationStatusAnswer(Answer):
    """A station as it was last heard. is_current: it has the newest plan; unsent: lines of its log that are not here yet.

    telephone: of who is on duty at it, or empty.
    """

    id: UUID
    name: str
    telephone: str
    contact: Contact
    contact_word: str
    last_heard: datetime | None
    clock_offset_s: float | None
    disk_free_bytes: int | None
    software: str
    is_current: bool
    unsent: int
    next_at: datetime | None
    on_air: list[OnAirAnswer]
    outputs: list[OutputAnswer]

    @classmethod
    def of(cls, found: StationStatus, titles: Mapping[UUID, str], now: datetime) -> Self:
        """The answer for a station."""
        return cls(
            id=found.id,
            name=found.name,
            telephone=found.telephone,
            contact=found.contact,
            contact_word=contact_in_words(found, now),
            last_heard=found.last_heard,
            clock_offset_s=found.clock_offset_s,
            disk_free_bytes=found.disk_free_bytes,
            software=found.software,
            is_current=found.is_current,
            unsent=found.unsent,
            next_at=found.next_at,
            on_air=[OnAirAnswer(occurrence_id=key, title=titles.get(key, "")) for key in found.on_air],
            outputs=[OutputAnswer.of(each) for each in found.outputs],
        )


class AiringAnswer(Airing):
    """An occurrence that comes, or one that did not or will not sound, with its reason."""

    occurrence_id: UUID

    @classmethod
    def of(cls, found: Occurrence) -> Self:
        """The answer for an occurrence."""
        return cls.model_validate(airing_facts(found) | {"occurrence_id": found.id})


class LateAnswer(Answer):
    """A step that is late. since: the day from which it is."""

    kind: str
    campaign_id: UUID
    campaign: str
    title: str
    detail: str
    since: date

    @classmethod
    def of(cls, found: Late) -> Self:
        """The answer for it."""
        return cls(
            kind=found.kind.value,
            campaign_id=found.campaign_id,
            campaign=found.campaign,
            title=late_in_words(found),
            detail=word("late_step_remedy", found.kind.value),
            since=found.since,
        )


class LapsedAnswer(Answer):
    """An approved bulletin in the timetable whose legal basis does not hold. details: a sentence for each document."""

    bulletin_id: UUID
    title: str
    details: list[str]

    @classmethod
    def of(cls, found: LapsedBulletin) -> Self:
        """The answer for it."""
        return cls(bulletin_id=found.bulletin_id, title=found.title, details=[lapsed_in_words(each) for each in found.lapsed])


class StatusAnswer(Answer):
    """All of it. stopped: everything was stopped by a person. problems: of today and tomorrow. faults: see `GET /faults`.

    withdrawals: those that not every station has confirmed, or of which a day pack is out. late: steps of campaigns.
    lapsed: bulletins in the timetable whose legal basis does not hold.
    """

    now: datetime
    commune: str
    stopped: bool
    reaches_nobody: bool
    stations: list[StationStatusAnswer]
    on_air: list[SoundingAnswer]
    emergencies: list[str]
    upcoming: list[AiringAnswer]
    problems: list[AiringAnswer]
    faults: list[FaultAnswer]
    withdrawals: list[WithdrawalAnswer]
    late: list[LateAnswer]
    lapsed: list[LapsedAnswer]


@router.get("")
def get_status(parts: Parts, actor: Looking, session: ReadSession) -> StatusAnswer:
    """How stations, outputs and the next hours stand at this moment."""
    found = status(session, parts.clock.now(), actor.commune_id)
    names = station_names(session, actor.commune_id)
    begun = occurrences_between(session, actor.commune_id, day_of(local(found.now).date())[0], found.now)
    return StatusAnswer(
        now=found.now,
        commune=found.commune,
        stopped=parts.stops.stop_of(actor.commune_id) is not None,
        reaches_nobody=found.reaches_nobody,
        stations=[StationStatusAnswer.of(each, found.titles, found.now) for each in found.stations],
        on_air=[SoundingAnswer.of(each) for each in on_air_now(session, parts.files, actor.commune_id, found, begun)],
        emergencies=list(found.emergencies),
        upcoming=[AiringAnswer.of(each) for each in found.upcoming],
        problems=[AiringAnswer.of(each) for each in found.problems],
        faults=[FaultAnswer.of(each, names) for each in found.faults],
        withdrawals=[WithdrawalAnswer.of(each) for each in found.withdrawals],
        late=[LateAnswer.of(each) for each in found.late],
        lapsed=[LapsedAnswer.of(each) for each in found.lapsed],
    )
