"""A village whose loudspeakers have spoken: bulletins written over REST, aired by a station that only says so, and gathered."""

from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import select, update

from app.airing import AudioFormat
from app.playout import OccurrenceState
from app.programmes import StoredAudio
from app.programmes.made import sign_files
from app.publicity import gather, want_sounds
from app.schema import METADATA
from app.wiring import Services
from tests.support.office import Office


class Village:
    """One commune, its office and its station."""

    def __init__(self, office: Office, client: httpx.Client, services: Services) -> None:
        self.office, self.client, self.services = office, client, services
        self.station = office.station()
        self.minute = 6

    def approved(self, title: str, script: str, **more: Any) -> str:  # noqa: ANN401  # of the form
        """A bulletin that was approved; its id."""
        form = {"title": title, "script": script, "valid_from": self._day(), "valid_to": "2025-12-01", "theme": "policy"}
        made: str = self.client.post("/api/v1/bulletins", json=form | more).raise_for_status().json()["id"]
        path = f"/api/v1/bulletins/{made}/versions/1"
        self.client.post(f"{path}/submit").raise_for_status()
        self.client.post(f"{path}/approve").raise_for_status()
        return made

    def air(self, *bulletins: str) -> list[str]:
        """Let them be heard once, one after the other, and gathered; the ids of their versions."""
        self.minute += 1
        slot = {"title": f"Buổi {self.minute}", "at": f"08:{self.minute:02}", "bulletins": bulletins}
        slot |= {"first_date": self._day(), "last_date": self._day()}
        key = self.client.post("/api/v1/slots", json=slot).raise_for_status().json()["id"]
        self.office.prepare()
        [occurrence] = [each for each in self.office.occurrences() if str(each.slot_id) == key]
        for state in (OccurrenceState.ON_AIR, OccurrenceState.AIRED):
            self.office.report(self.station, occurrence, state, started_at=occurrence.starts_at, seconds=60.0)
        self.gather()
        return [str(each) for each in occurrence.version_ids]

    def aired(self, title: str, script: str, **more: Any) -> str:  # noqa: ANN401  # of the form
        """One bulletin that was approved and heard; the id of its version."""
        return self.air(self.approved(title, script, **more))[0]

    def gather(self) -> None:
        """What the service does every half minute, and its worker after it."""
        office = self.office
        with office.sessions.begin() as session:
            gather(session, office.commune_id, since=None)
            want_sounds(session, office.clock, office.commune_id, self.services.studio)
        office.make_audio()

    def keep_sounds(self) -> None:
        """Bytes for what the worker of these tests says it has made."""
        rows = METADATA.tables["renderings"]
        with self.office.sessions.begin() as session:
            signer = self.services.signers.of(session, self.office.commune_id)
            for row in session.execute(select(rows)).all():
                kept = self.services.files.put(row.id.bytes[:1] * row.mp3_size)
                forms: dict[AudioFormat, StoredAudio] = {
                    "mp3": StoredAudio(kept, row.mp3_size),
                    "wav": StoredAudio(row.wav_sha256, row.wav_size),
                }
                signed = sign_files(signer, self.office.commune_id, row.content_hash, forms)
                session.execute(update(rows).where(rows.c.id == row.id).values(mp3_sha256=kept, signature=signed))

    def _day(self) -> str:
        return f"{self.office.clock.now() + timedelta(hours=7):%Y-%m-%d}"
