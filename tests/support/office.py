"""An office at work, each act in its own transaction: bulletins, slots, the planner, and a worker that only says "made"."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.bulletins import (
    Content,
    Kind,
    Priority,
    VersionKey,
    approve,
    create,
    delivery,
    edit,
    latest,
    parse_script,
    spoken_script,
    submit,
    withdraw,
)
from app.calendar import DayChoice, recurrence
from app.clock import Clock, ManualClock, local
from app.db import Sessions
from app.dispatch import manifest_for
from app.playout import OccurrenceState
from app.programmes import ProgrammeOrder, RenderingFacts, StoredAudio
from app.programmes.renderings import Published, claim, publish, unfinished, want
from app.speech import VoiceChain
from app.studio import Profile
from app.timetable import (
    Occurrence,
    Slot,
    Wanted,
    WantedEdit,
    add_slot,
    edit_day,
    expand,
    occurrences_between,
    plan_ahead,
    take_as_run,
)
from app.units import BulletinId, CommuneId, RenderingId, Sha256, ZoneId
from app.wire.protocol import AsRunEntry, Manifest
from app.wire.trust import read_manifest
from app.zones import Founding, Level, NewStation, Zone, add_station, add_zone, public_key
from app.zones.signing import DatabaseSigners

SCRIPT = "Kính mời bà con họp."
LENGTH_S = 90.0


def _digest(text: str) -> Sha256:
    return Sha256(hashlib.sha256(text.encode()).hexdigest())


class Office:
    """One commune: its people's acts, its planner, its worker, its station."""

    def __init__(self, sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
        self.sessions, self.clock, self.founding = sessions, clock, founding
        self.commune_id, self.actor = founding.commune_id, founding.admin
        self.approver = f"{self.actor.name} (vừa soạn vừa duyệt)"
        """As sheets and logs name the one officer."""
        self.length_s = LENGTH_S
        self.missing_s = 0.0
        self.reported = 0
        self.kinds: dict[str, str] = {}
        """What the stations' outputs are, by name, where a test says so."""

    # --- bulletins

    def write(
        self,
        *,
        script: str = SCRIPT,
        valid_from: datetime | None = None,
        valid_to: datetime | None = None,
        zones: Sequence[str] = (),
        cheerful: bool = False,
        kind: Kind = Kind.NOTICE,
    ) -> VersionKey:
        """A draft, valid for a month unless told otherwise."""
        now = self.clock.now()
        content = Content(
            script=parse_script(script),
            zones=zones,
            valid_from=valid_from or now - timedelta(days=1),
            valid_to=valid_to or now + timedelta(days=30),
            cheerful=cheerful,
            kind=kind,
        )
        with self.sessions.begin() as session:
            return create(session, self.clock, self.actor, content)

    def submit(self, key: VersionKey) -> None:
        with self.sessions.begin() as session:
            found = latest(session, self.commune_id, key.bulletin_id)
            submit(
                session,
                self.clock,
                self.actor,
                key.bulletin_id,
                key.number,
                spoken=spoken_script(parse_script(found.script)),
                delivery=delivery(VoiceChain(), Priority.NORMAL),
            )

    def approve(self, key: VersionKey) -> None:
        with self.sessions.begin() as session:
            approve(session, self.clock, self.actor, key.bulletin_id, key.number)

    def withdraw(self, key: VersionKey) -> None:
        with self.sessions.begin() as session:
            withdraw(session, self.clock, self.actor, key.bulletin_id, key.number, reason="Sai số liệu.")

    def approved(self, **content: object) -> VersionKey:
        """A bulletin that was written, submitted and approved."""
        key = self.write(**content)  # type: ignore[arg-type]  # passed on
        self.submit(key)
        self.approve(key)
        return key

    def rewrite(self, key: VersionKey, script: str) -> VersionKey:
        """A new draft of the bulletin."""
        with self.sessions.begin() as session:
            found = latest(session, self.commune_id, key.bulletin_id).summary
            content = Content(script=parse_script(script), valid_from=found.valid_from, valid_to=found.valid_to)
            return edit(session, self.clock, self.actor, key.bulletin_id, content=content, tag=found.tag)

    # --- timetable

    def slot(
        self,
        *bulletins: VersionKey,
        at: time = time(16, 30),
        rule: str = "FREQ=DAILY",
        first: date | None = None,
        last: date | None = None,
        zones: Sequence[str] = (),
        title: str = "Bản tin chiều",
        choice: DayChoice = DayChoice.EVERY,
        **other: Any,  # noqa: ANN401  # fields of Wanted
    ) -> Slot:
        """A slot from today on, and its occurrences."""
        wanted = Wanted(
            title=title,
            recurrence=recurrence(rule, at, first or local(self.clock.now()).date(), last, choice=choice),
            bulletins=[BulletinId(key.bulletin_id) for key in bulletins],
            template="ban-tin",
            zones=zones,
            **other,
        )
        with self.sessions.begin() as session:
            made = add_slot(session, self.clock, self.actor, wanted)
            expand(session, self.clock, self.commune_id)
        return made

    def edit_day(self, slot: Slot, day: date, **wanted: Any) -> None:  # noqa: ANN401  # fields of WantedEdit
        """Make one day of a slot different, and let its occurrences follow."""
        with self.sessions.begin() as session:
            edit_day(session, self.clock, self.actor, slot.id, day=day, wanted=WantedEdit(**{"reason": "Thử.", **wanted}))
            expand(session, self.clock, self.commune_id)

    def plan(self) -> list[RenderingId]:
        """One pass of the planner."""
        with self.sessions.begin() as session:
            return plan_ahead(session, self.clock, self.commune_id, self.order)

    def make_audio(self) -> int:
        """A worker that makes everything that waits, without making a sound."""
        with self.sessions.read() as session:
            waiting = unfinished(session, self.clock.now())
        for key in waiting:
            with self.sessions.begin() as session:
                mine = claim(session, self.clock, key)
                assert mine is not None
                made = _published(str(key), self.length_s, has_music=True)
                if isinstance(mine.order, ProgrammeOrder):
                    made.result["has_music"] = not mine.order.is_solemn
                    last = {"version": str(mine.order.version_ids[-1]), "seconds": self.missing_s, "is_whole": True}
                    made.result["no_room"] = [last] if self.missing_s else []
                assert publish(session, self.clock, DatabaseSigners(), mine, made)
        return len(waiting)

    def prepare(self) -> None:
        """Plan, make what is wanted, and plan again."""
        self.plan()
        self.make_audio()
        self.plan()

    def occurrences(self) -> list[Occurrence]:
        """All there are, in the order of time."""
        now = self.clock.now()
        with self.sessions.read() as session:
            return occurrences_between(session, self.commune_id, now - timedelta(days=60), now + timedelta(days=60))

    def first(self) -> Occurrence:
        return self.occurrences()[0]

    # --- its station

    def station(self, *zone_ids: ZoneId) -> NewStation:
        """A station for the whole commune, or for some zones."""
        with self.sessions.begin() as session:
            ids = zone_ids or (self.founding.root.id,)
            return add_station(session, self.clock, self.actor, name=f"Máy phát {len(ids)}", zone_ids=ids, outputs={})

    def zone(self, name: str) -> Zone:
        """A new village."""
        with self.sessions.begin() as session:
            root = self.founding.root.id
            return add_zone(session, self.clock, self.actor, parent_id=root, level=Level.VILLAGE, name=name)

    def report(self, station: NewStation, occurrence: Occurrence, state: OccurrenceState, **fields: object) -> AsRunEntry:
        """A line of the station's log, handed in."""
        self.reported += 1
        entry = AsRunEntry.model_validate(
            {
                "id": uuid4(),
                "sequence": self.reported,
                "occurrence_id": occurrence.id,
                "output": "thu-muc",
                "state": state,
                "at": self.clock.now(),
                "planned_at": occurrence.starts_at,
                "content_hash": occurrence.content_hash or "c" * 64,
            }
            | fields
        )
        self.hand_in(station, entry)
        return entry

    def hand_in(self, station: NewStation, *entries: AsRunEntry) -> None:
        with self.sessions.begin() as session:
            stored = take_as_run(session, self.clock, station.station, entries, kinds=self.kinds)
        assert set(stored) == {entry.id for entry in entries}

    def manifest(self, station: NewStation) -> Manifest:
        """What the station is given, its signature checked."""
        signed = manifest_for(self.sessions, self.clock, DatabaseSigners(), station.station).signed
        with self.sessions.read() as session:
            key = Ed25519PublicKey.from_public_bytes(public_key(session, self.commune_id))
        return read_manifest(signed, key=key, station_id=station.station.id)

    def order(self, session: Session, commune_id: CommuneId, orders: Sequence[ProgrammeOrder]) -> list[RenderingFacts]:
        """Want programmes: what the planner is given."""
        clock: Clock = self.clock
        asked = {_digest(repr(order)): order for order in orders}
        found = want(session, clock, commune_id, asked, profile=Profile.HORN)
        return [found[content] for content in asked]


def _stored(text: str) -> StoredAudio:
    return StoredAudio(_digest(text), len(text.encode()))


def _published(key: str, length_s: float, *, has_music: bool) -> Published:
    return Published(
        forms={"mp3": _stored(f"mp3 {key}"), "wav": _stored(f"wav {key}")},
        peaks=_digest(f"peaks {key}"),
        timings=_digest(f"timings {key}"),
        result={"seconds": length_s, "has_music": has_music},
    )
