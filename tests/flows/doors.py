"""Two communes behind one real server, everybody who works there, and a ledger of what was approved: what the judge goes by.

The ledger is written from what people did and were answered, never from what the product thinks of it.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.accounts import Role, add_person, issue_token
from app.bulletins import Delivery, content_hash, expire_due, frozen_version, version_facts
from app.clock import ManualClock
from app.db import Sessions, make_engine
from app.dispatch import manifest_for
from app.errors import AppError
from app.main import create_app
from app.packs import day_files
from app.programmes import ProgrammeOrder, RenderingFacts, StoredAudio, order_renderings, rendering, versions_heard
from app.programmes.renderings import Published, claim, publish, unfinished
from app.settings import Settings
from app.timetable import expand, plan_ahead
from app.units import CommuneId, Sha256, VersionId, ZoneId
from app.wire.protocol import Manifest
from app.wire.trust import read_manifest
from app.wiring import Services, build
from app.zones import Level, add_station, add_zone, found_commune, public_key, zones_within
from app.zones.signing import DatabaseSigners
from tests.flows.ledger import ROLES, Approved, Commune, Person
from tests.support.database import NOW
from tests.support.in_process import InProcess

LENGTH_S = 60.0
AHEAD = 2
"""Days."""


class Land:
    """The server and both communes; what people are answered, and what is due to sound."""

    def __init__(self, services: Services, clock: ManualClock, client: httpx.Client) -> None:
        self.services, self.clock, self.client = services, clock, client
        self.communes = [self._commune(name) for name in ("xã Liên An", "xã Nghĩa Hưng")]
        self.ledger: dict[str, Approved] = {}
        self.authors: dict[str, set[str]] = {}
        self.made: dict[str, set[str]] = {}
        """The audio that was made of each content."""
        self.judged = 0

    def _commune(self, name: str) -> Commune:
        with self.services.sessions.begin() as session:
            founding = found_commune(session, self.clock, name=name, admin="Quản Trị", approver="Chủ Tịch")
            assert founding.approver is not None
            people = {"admin": Person(founding.admin_id, founding.token, {Role.ADMIN})}
            for who, role in ROLES.items():
                key = add_person(session, self.clock, founding.admin, name=f"Người {who}", roles={role})
                made = issue_token(session, self.clock, founding.admin, person_id=key, label=who)
                people[who] = Person(key, made.secret, {role})
            root = founding.root
            villages = [
                add_zone(session, self.clock, founding.admin, parent_id=root.id, level=Level.VILLAGE, name=f"thôn {each}").path
                for each in ("Đông", "Đoài")
            ]
            station = add_station(session, self.clock, founding.admin, name="Máy", zone_ids=[root.id], outputs={})
            return Commune(founding, public_key(session, founding.commune_id), people, station, villages)

    def ask(self, commune: int, who: str, method: str, path: str, **given: Any) -> httpx.Response:  # noqa: ANN401  # httpx's
        """Somebody asks; nothing that anybody asks may be more than the server can take."""
        headers = {"Authorization": f"Bearer {self.communes[commune].people[who].token}"} | given.pop("headers", {})
        answer = self.client.request(method, f"/api/v1{path}", headers=headers, **given)
        assert answer.status_code < 500, (method, path, answer.text)
        return answer

    # --- the planner and the worker, whose audio is a few bytes

    def work(self, number: int) -> None:
        """What the background does for a commune: days are filled, audio is wanted and made, and planned for."""
        commune_id = self.communes[number].id
        with self.services.sessions.begin() as session:
            expire_due(session, self.clock, commune_id)
            expand(session, self.clock, commune_id, days=AHEAD)
        for _ in range(2):
            with self.services.sessions.begin() as session:
                plan_ahead(session, self.clock, commune_id, self._order, ahead=timedelta(days=AHEAD))
            self._make()

    def _order(
        self, session: Session, commune_id: CommuneId, orders: Sequence[ProgrammeOrder]
    ) -> list[RenderingFacts | AppError]:
        return order_renderings(session, self.clock, commune_id, orders, kit=self.services.studio)

    def _make(self) -> None:
        with self.services.sessions.read() as session:
            waiting = unfinished(session, self.clock.now())
        for key in waiting:
            with self.services.sessions.begin() as session:
                mine = claim(session, self.clock, key)
                assert mine is not None
                audio = self._audio(f"{key}")
                publish(session, self.clock, DatabaseSigners(), mine, audio)
                content = rendering(session, mine.commune_id, key).content_hash
                self.made.setdefault(content, set()).update(each.sha256 for each in audio.forms.values())

    def _audio(self, name: str) -> Published:
        def stored(form: str) -> StoredAudio:
            data = f"{form} {name}".encode()
            return StoredAudio(self.services.files.put(data), len(data))

        result = {"seconds": LENGTH_S, "has_music": False}
        return Published({"mp3": stored("mp3"), "wav": stored("wav")}, stored("p").sha256, stored("t").sha256, result)

    # --- what is due to sound

    def judge(self) -> None:
        """Everything that any station may make sound is what the ledger says was approved."""
        for number, commune in enumerate(self.communes):
            for item in self.manifest(commune).items:
                is_due = item.audio and item.approved_hash == item.content_hash and not item.withdrawn and not item.cancelled
                begins, ends = item.valid_from or item.starts_at, item.valid_to
                if is_due and begins <= item.starts_at and (ends is None or item.starts_at < ends):
                    self._judge(number, item.starts_at, item.content_hash, item.version_ids, item.zones)
                    assert {each.sha256 for each in item.audio} <= self.made.get(item.content_hash, set()), (
                        "the audio of another content"
                    )

    def manifest(self, commune: Commune) -> Manifest:
        """What the station is given, its signature checked."""
        station = commune.station.station
        signed = manifest_for(self.services.sessions, self.clock, DatabaseSigners(), station, days=AHEAD).signed
        return read_manifest(signed, key=Ed25519PublicKey.from_public_bytes(commune.key), station_id=station.id)

    def judge_day(self, number: int, day: date) -> None:
        """The same of everything that an operator is given to play on a day, by list, folder or pack."""
        commune = self.communes[number]
        with self.services.sessions.read() as session:
            files = day_files(session, commune.id, day)
        for file in files:
            if file.forms and file.starts_at >= self.clock.now():
                assert file.content_hash is not None
                self._judge(number, file.starts_at, file.content_hash, file.version_ids, ())
                assert {each.sha256 for each in file.forms.values()} <= self.made.get(file.content_hash, set()), (
                    "the audio of another content"
                )

    def _judge(self, number: int, at: datetime, content: str, version_ids: Sequence[UUID], zones: Sequence[UUID]) -> None:
        commune = self.communes[number]
        self.judged += 1
        with self.services.sessions.read() as session:
            assert set(versions_heard(session, commune.id, Sha256(content))) == set(version_ids), "other words than are named"
            for key in version_ids:
                known = self.ledger.get(str(key))
                assert known is not None, "nobody approved it"
                assert known.commune == number, "of another commune"
                assert not known.is_over, "withdrawn, or taken back"
                assert known.names, "approved by one who may not"
                assert known.one_officer or known.names.isdisjoint(known.authors), "approved in the name of who wrote it"
                assert known.valid_from <= at < known.valid_to, "outside of its validity"
                delivery, now_hash = self._stored(session, commune.id, VersionId(key))
                assert now_hash == known.content_hash, "not what was approved"
                for sound in sounds_of(delivery):
                    ends_at = commune.sounds[sound].ends_at
                    assert ends_at is None or at < ends_at, "with a sound that had ended"
                served = zones_within(session, commune.id, known.zones)
                alive = zones_within(session, commune.id, [commune.founding.root.id])
                assert alive.intersection(map(ZoneId, zones)) <= served, "where it was not approved for"

    def _stored(self, session: Session, commune_id: CommuneId, key: VersionId) -> tuple[Delivery, str]:
        """How a version is heard as it is stored now, and the hash of its content, worked out anew."""
        heard, facts = frozen_version(session, commune_id, key), version_facts(session, commune_id, [key])[key]
        assert heard is not None
        return heard.delivery, content_hash(
            heard.spoken,
            delivery=heard.delivery,
            zone_ids=facts.zone_ids,
            valid_from=facts.valid_from,
            valid_to=facts.valid_to,
        )

    # --- what is written into the ledger

    def note_approval(self, number: int, who: str, shown: dict[str, Any]) -> None:
        """Somebody approved, and was answered `shown`."""
        commune, key = self.communes[number], str(shown["version_id"])
        with self.services.sessions.read() as session:
            delivery, _ = self._stored(session, commune.id, VersionId(UUID(key)))
            zones = version_facts(session, commune.id, [VersionId(UUID(key))])[VersionId(UUID(key))].zone_ids
        brought = {commune.sounds[each].by for each in sounds_of(delivery)}
        self.ledger[key] = Approved(
            commune=number,
            bulletin_id=shown["id"],
            content_hash=shown["content_hash"],
            names=commune.names_of(who, self.clock.now()),
            authors=frozenset(self.authors.get(key, ())) | brought,
            one_officer=commune.one_officer,
            valid_from=datetime.fromisoformat(shown["valid_from"]),
            valid_to=datetime.fromisoformat(shown["valid_to"]),
            zones=zones,
        )

    def note_over(self, bulletin_id: str, number: int, commune: int) -> None:
        """A version was withdrawn or taken back."""
        shown = self.ask(commune, "admin", "GET", f"/bulletins/{bulletin_id}/versions/{number}").json()
        if (known := self.ledger.get(shown["version_id"])) is not None:
            known.is_over = True

    def forget_triggers(self) -> None:
        """The database no longer holds what the code is to hold."""
        with self.services.sessions.engine.begin() as connection:
            for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))

    def spoil(self, version_id: str, column: str = "script", value: str = "replace(script, 'họp', 'đi')") -> None:
        """A rotten disk, or somebody with the file: something else than was submitted stands under the same hash."""
        with self.services.sessions.engine.begin() as connection:
            changed = f"UPDATE bulletin_versions SET {column} = {value} WHERE id = :id"  # noqa: S608  # of the test
            connection.execute(text(changed), {"id": UUID(version_id).hex})

    def lend(self, table: str, columns: str) -> None:
        """In the same way: the first row of a commune has what the last one has."""
        of = f"(SELECT {{}} FROM {table} WHERE commune_id = :commune ORDER BY rowid {{}} LIMIT 1)"  # noqa: S608  # of the test
        given, last, first = f"({columns})", of.format(columns, "DESC"), of.format("rowid", "ASC")
        with self.services.sessions.engine.begin() as connection:
            for commune in self.communes:
                changed = f"UPDATE {table} SET {given} = {last} WHERE rowid = {first}"  # noqa: S608  # of the test
                connection.execute(text(changed), {"commune": commune.id.hex})


def sounds_of(delivery: Delivery) -> set[str]:
    """The SHA-256 of the recordings that a version plays."""
    voices = delivery.voices
    return {*voices.get("music", {}).values(), *([voices["recording"]] if "recording" in voices else [])}


@contextmanager
def land(migrated: Path) -> Iterator[Land]:
    """Both communes, founded anew. migrated: an empty database of the newest schema."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        (data / "loalang.sqlite3").write_bytes(migrated.read_bytes())
        clock = ManualClock(NOW)
        services = build(Settings(data_dir=data, hosts=("loalang.test",)), clock)
        services = replace(services, sessions=Sessions(make_engine(f"sqlite:///{data / 'loalang.sqlite3'}")))
        try:
            with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test") as client:
                yield Land(services, clock, client)
        finally:
            services.close()
