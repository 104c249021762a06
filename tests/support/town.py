"""A commune with so many of everything, on SQLite, behind the real application: what lists are asked over."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import httpx
from sqlalchemy import inspect, select

from app.accounts import Role, add_person, issue_token
from app.accounts.secrets import new_secret
from app.accounts.tables import SignInRow
from app.bulletins import Kind
from app.campaigns.tables import CampaignRow, CampaignStepRow
from app.clock import ManualClock
from app.db import Base, Sessions, make_engine
from app.db.migrations import migrate
from app.dispatch import take_heartbeat
from app.emergencies import EmergencyRules, Hazard
from app.emergencies.acts import Wanted, begin
from app.emergencies.model import Audio
from app.faults import observe
from app.main import create_app
from app.packs import issue_pack
from app.playout import OccurrenceState
from app.programmes import StoredAudio
from app.programmes.recorded import StoredSound, add_music
from app.settings import Settings
from app.units import Sha256, new_id
from app.wire.protocol import Heartbeat, OutputHealth
from app.wiring import Services, build
from app.zones import NewStation, Zone, add_station, found_commune
from app.zones.signing import DatabaseSigners
from tests.support.in_process import InProcess
from tests.support.office import Office

_Row = TypeVar("_Row", bound=Base)
NOW = datetime(2025, 11, 4, 1, tzinfo=UTC)
DAY = date(2025, 11, 4)
_TILL_NOON = timedelta(hours=5, minutes=30)
_DIGEST = Sha256("a" * 64)


@dataclass(frozen=True)
class Town:
    """ids: of one of each thing, by the name that routes give them."""

    services: Services
    office: Office
    client: httpx.Client
    ids: dict[str, str]


@contextmanager
def town(folder: Path, many: int) -> Iterator[Town]:
    """A commune that has `many` zones, stations, bulletins, daily slots that meet, lines of a log, alarms, and so on."""
    engine = make_engine(f"sqlite:///{folder / 'server.sqlite3'}")
    migrate(engine)
    sessions, clock = Sessions(engine), ManualClock(NOW)
    with sessions.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
    services = replace(build(Settings(data_dir=folder / "data"), clock), sessions=sessions)
    headers = {"Authorization": f"Bearer {founding.token}"}
    transport = InProcess(create_app(services))
    try:
        with httpx.Client(transport=transport, base_url="http://loalang", headers=headers) as client:
            yield _Filling(services, Office(sessions, clock, founding), client, many).town()
    finally:
        services.close()


class _Filling:
    def __init__(self, services: Services, office: Office, client: httpx.Client, many: int) -> None:
        self.services, self.office, self.client, self.many = services, office, client, many
        self.ids: dict[str, str] = {"day": DAY.isoformat(), "month": f"{DAY:%Y-%m}"}

    def town(self) -> Town:
        zones = [self.office.zone(f"thôn {number}") for number in range(self.many)]
        stations = [self._station(zone) for zone in zones]
        for number, zone in enumerate(zones):
            self._slot(number, zone)
        self._versions()
        self._rows()
        self._campaigns()
        self.office.prepare()
        self._log(stations)
        self._alarms(zones)
        return Town(self.services, self.office, self.client, self.ids)

    def _station(self, zone: Zone) -> NewStation:
        office = self.office
        with office.sessions.begin() as session:
            return add_station(
                session,
                office.clock,
                office.actor,
                name=f"Máy {zone.name}",
                zone_ids=[zone.id, office.founding.root.id],
                outputs={},
            )

    def _slot(self, number: int, zone: Zone) -> None:
        """A slot that meets the next one, with a bulletin of its own."""
        office = self.office
        key = office.approved(script=f"Mời bà con họp lần {number}.") if number % 5 else office.write()
        at, zones = time(9 + number % 10, number // 10), ["xã Liên An"] if number % 2 else [zone.path]
        office.slot(key, at=at, title=f"Bản tin {number}", duration_s=900, zones=zones)
        with office.sessions.begin() as session:
            issue_pack(session, office.clock, office.actor, DAY)

    def _versions(self) -> None:
        """A bulletin that was approved and rewritten again and again, and a slot with as many days that differ."""
        key = self.office.approved()
        slot = self.office.slot(key, at=time(20), title="Tối")
        for number in range(self.many):
            key = self.office.rewrite(key, f"Bản thứ {number}.")
            self.office.submit(key)
            self.office.approve(key)
            self._send("PUT", f"/slots/{slot.id}/days/{DAY + timedelta(days=20 + number)}", {"cancelled": True, "reason": "Lũ."})
        self.ids |= {"slot_id": str(slot.id), "bulletin_id": str(key.bulletin_id)}

    def _rows(self) -> None:
        office = self.office
        slogan = office.approved(kind=Kind.SPOT)
        banner = {
            "bulletin": str(slogan.bulletin_id),
            "version": 1,
            "format": "banner",
            "zone": "xã Liên An",
            "hung_on": f"{DAY}",
        }
        for number in range(self.many):
            self._send("POST", "/banners", banner | {"place": f"Cổng {number}"})
            lesson = {"topic": f"Lớp {number}", "held_on": f"{DAY}", "at": "08:00", "place": "Hội trường"}
            names = [{"zone": "xã Liên An", "name": "Lê Hai"}]
            self._send("POST", "/trainings", lesson | {"attendees": names})
            self._send("POST", "/plans", {"year": 2030 + number, "title": f"Kế hoạch {number}"})
        for number in range(self.many):
            day = date(2027, 1, 1) + timedelta(days=40 * number)
            until = day + timedelta(days=30)
            period = {"valid_from": day.isoformat(), "valid_to": until.isoformat()}
            self._send("POST", "/lexicon", {"written": f"Q{_letters(number)}", "spoken": "quê hương"})
            self._send("POST", "/holidays", {"name": f"Hội {number}", "month": day.month, "day": day.day})
            self._send("POST", "/mourning", {"name": f"Tang {number}", "first": f"{day}", "last": f"{day}"})
            self._send("POST", "/poverty-standards", period | {"area": "rural", "amount_vnd": 2_000_000, "source": "NQ"})
            self._send("POST", "/ended-documents", {"number": f"{number + 1}/2020/NĐ-CP", "ended_on": f"{day}"})
            with office.sessions.begin() as session:
                sound = StoredSound(_DIGEST, 60.0, ())
                add_music(session, office.clock, office.actor, f"Bài {number}", sound)
                issue_token(session, office.clock, office.actor, person_id=office.founding.admin_id, label=f"mã {number}")
                add_person(session, office.clock, office.actor, name=f"Người {_letters(number)}", roles=[Role.VIEWER])
                session.add(self._sign_in())
        with office.sessions.begin() as session:
            now = office.clock.now()
            observe(session, now, office.commune_id, None, {(f"loa {number}", "disk_low"): now for number in range(self.many)})

    def _campaigns(self) -> None:
        """One is laid out, and its rows stand there again and again: to lay out each writes nine bulletins."""
        meeting = {"zone": "thôn 0", "at": f"{DAY + timedelta(days=24)}T19:30:00+07:00", "place": "nhà văn hóa thôn"}
        form = {
            "kind": "regular",
            "first_date": f"{DAY + timedelta(days=13)}",
            "officer": "chị Nguyễn Thu",
            "hotline": "0912 345 678",
        }
        self._send("POST", "/campaigns", {**form, "place": "một cửa của xã", "meetings": [meeting]})
        with self.office.sessions.begin() as session:
            [made] = session.scalars(select(CampaignRow)).all()
            steps = session.scalars(select(CampaignStepRow)).all()
            for _ in range(self.many - 1):
                copy = _again(made)
                session.add(copy)
                session.flush()
                session.add_all(_again(each, campaign_id=copy.id) for each in steps)

    def _sign_in(self) -> SignInRow:
        commune_id, person_id, now = self.office.commune_id, self.office.founding.admin_id, self.office.clock.now() + _TILL_NOON
        row = SignInRow(id=new_id(), commune_id=commune_id, person_id=person_id, token_hash=new_secret(), device_hash=_DIGEST)
        row.label, row.address, row.created_at, row.used_at = "Firefox", "127.0.0.1", now, now
        row.proved_at, row.awaits_second = now, False
        return row

    def _log(self, stations: Sequence[NewStation]) -> None:
        """By noon the stations have told how the morning went, and are well."""
        office = self.office
        office.clock.advance(_TILL_NOON)
        now = office.clock.now()
        for found in office.occurrences():
            if found.starts_at < now and found.content_hash is not None:
                serving = next(each for each in stations if set(each.station.zones) & set(found.zone_ids))
                office.report(serving, found, OccurrenceState.AIRED, seconds=60.0)
        for each in stations:
            with office.sessions.begin() as session:
                take_heartbeat(session, office.clock, each.station, _heartbeat(now))
        office.plan()

    def _alarms(self, zones: Sequence[Zone]) -> None:
        office = self.office
        ends = office.clock.now() + timedelta(hours=6)
        audio = Audio({"mp3": StoredAudio(_DIGEST, 10), "wav": StoredAudio(_DIGEST, 10)}, 5.0, (0.0,))
        for zone in zones:
            wanted = Wanted("Lũ", Hazard.FLOOD, "Lũ.", "Lũ.", (zone.id,), 60, ends, _DIGEST)
            with office.sessions.begin() as session:
                begin(session, office.clock, office.actor, wanted, audio, signers=DatabaseSigners(), rules=EmergencyRules())

    def _send(self, method: str, path: str, form: dict[str, object]) -> None:
        self.client.request(method, f"/api/v1{path}", json=form).raise_for_status()


def _again(row: _Row, **other: object) -> _Row:
    """The same row once more, under a key of its own."""
    kept = {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}
    return type(row)(**kept | {"id": new_id()} | other)


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in f"{number:02}")


def _heartbeat(now: datetime) -> Heartbeat:
    return Heartbeat(
        at=now,
        software="loalang",
        manifest_version=None,
        clock_offset_s=0.0,
        disk_free_bytes=10**9,
        next_at=None,
        on_air=(),
        prepared=(),
        unsent=0,
        outputs=(OutputHealth(name="loa", kind="null", peak_dbfs=-3.0, rms_dbfs=-18.4),),
    )
