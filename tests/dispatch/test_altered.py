"""What somebody changes in the database behind everybody's back is no permission to sound, also where the audio is there."""

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import text, update

from app.audit import AuditFilter, audit_page
from app.bulletins import Kind
from app.bulletins.tables import BulletinVersionRow
from app.playout import BlockedReason
from app.programmes import lost, make_again, rendering
from app.programmes.tables import RenderingRow
from app.storage import Files
from app.timetable import ProblemKind, problems
from app.timetable.tables import OccurrenceRow
from app.units import RenderingId, Sha256
from tests.dispatch.test_manifests import sounding
from tests.support.database import NOW
from tests.support.office import Office

ALTERED = [
    {"zones": []},
    {"valid_to": NOW + timedelta(days=400)},
    {"valid_from": NOW - timedelta(days=400)},
    {"script": "Kính mời bà con nộp tiền."},
    {"voices": {"recording": "00" * 32}},
    {"prosody": {}},
    {"issuer": {"name": "UBND tỉnh", "document": "12/TB", "approver": "An", "approved_on": "2025-11-01", "content_hash": None}},
    {"content_hash": "ab" * 32},
    {"spoken": {"items": 7}, "prosody": {}},
]


class AllThere:
    """A disk on which every file is whole."""

    def path(self, sha256: Sha256) -> Path:
        """Somewhere."""
        return Path(sha256)


def _told(office: Office) -> list[str]:
    with office.sessions.read() as session:
        return [row.subject_id for row in audit_page(session, office.commune_id, AuditFilter(act="find_altered"), limit=9).items]


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)  # the words of a seal are made in Python
@pytest.mark.parametrize("altered", ALTERED, ids="+".join)
def test_what_an_approval_binds_holds_at_the_hour_too(office: Office, altered: dict[str, object]) -> None:
    station, key, whole = office.station(), office.approved(), office.approved()
    office.slot(key, last=NOW.date())
    office.slot(key, whole, last=NOW.date(), at=(NOW + timedelta(hours=9)).time())
    office.prepare()
    assert len(sounding(office.manifest(station))) == 2
    row = update(BulletinVersionRow).where(BulletinVersionRow.id == key.version_id)
    with office.sessions.read() as session:
        before = session.get_one(BulletinVersionRow, key.version_id)
        kept = {name: getattr(before, name) for name in altered}
    with office.sessions.begin() as session:
        session.execute(row.values(**altered))
    assert sounding(office.manifest(station)) == [], "before the planner looks"
    office.prepare()
    office.plan()
    [left] = sounding(office.manifest(station))
    assert left.version_ids == (whole.version_id,), "the other bulletin goes on alone"
    with office.sessions.read() as session:
        found = problems(session, office.clock, office.commune_id)
    told = {(each.kind, each.reason) for each in found if each.reason is BlockedReason.HASH_DIFFERS}
    assert told == {(ProblemKind.BLOCKED, BlockedReason.HASH_DIFFERS), (ProblemKind.LEFT_OUT, BlockedReason.HASH_DIFFERS)}
    assert _told(office) == [str(key.version_id)], "told once"
    with office.sessions.begin() as session:
        session.execute(row.values(**kept))
    office.prepare()
    assert len(sounding(office.manifest(station))) == 2, "what was put back is what was approved"


def test_a_row_that_is_nothing_readable_any_more_is_altered(office: Office) -> None:
    station, key = office.station(), office.approved()
    office.slot(key, last=NOW.date())
    office.prepare()
    with office.sessions.begin() as session:
        session.execute(text("""UPDATE bulletin_versions SET voices = '"none"'"""))
    assert sounding(office.manifest(station)) == []
    office.plan()
    assert office.first().reason is BlockedReason.HASH_DIFFERS


def test_a_greeting_is_held_to_its_approval_as_well(office: Office) -> None:
    station, key, greeting = office.station(), office.approved(), office.approved(kind=Kind.GREETING)
    office.slot(key, last=NOW.date())
    office.prepare()
    [item] = sounding(office.manifest(station))
    assert item.version_ids == (key.version_id, greeting.version_id)
    with office.sessions.begin() as session:
        changed = update(BulletinVersionRow).where(BulletinVersionRow.id == greeting.version_id)
        session.execute(changed.values(script="Nộp tiền."))
    assert sounding(office.manifest(station)) == []
    office.prepare()
    [item] = sounding(office.manifest(station))
    assert item.version_ids == (key.version_id,)
    assert _told(office) == [str(greeting.version_id)]


def test_no_airing_is_lent_the_audio_of_another(office: Office) -> None:
    station, key, other = office.station(), office.approved(), office.approved(script="Mời bà con tiêm vắc xin.")
    office.slot(key, last=NOW.date())
    office.slot(other, last=NOW.date(), at=(NOW + timedelta(hours=9)).time())
    office.prepare()
    mine, lent = office.occurrences()
    assert lent.rendering_id is not None
    with office.sessions.begin() as session:
        audio = session.get_one(RenderingRow, lent.rendering_id)
        values = {"rendering_id": audio.id, "content_hash": audio.content_hash}
        session.execute(update(OccurrenceRow).where(OccurrenceRow.id == mine.id).values(**values))
    assert [item.occurrence_id for item in sounding(office.manifest(station))] == [lent.id]
    office.prepare()
    assert {item.occurrence_id for item in sounding(office.manifest(station))} == {mine.id, lent.id}
    assert office.first().rendering_id == mine.rendering_id


@pytest.mark.parametrize("column", ["mp3", "wav", "mp3+wav", "none", "signature+mp3+wav"])
def test_no_content_is_lent_the_files_of_another(office: Office, column: str) -> None:
    station, key, other = office.station(), office.approved(), office.approved(script="Mời bà con tiêm vắc xin.")
    office.slot(key, last=NOW.date())
    office.slot(other, last=NOW.date(), at=(NOW + timedelta(hours=9)).time())
    office.prepare()
    mine, lent = office.occurrences()
    before = {item.occurrence_id: item.audio for item in sounding(office.manifest(station))}
    assert len(before) == 2
    with office.sessions.begin() as session:
        row, of_another = (session.get_one(RenderingRow, each.rendering_id) for each in (mine, lent))
        for name in column.split("+"):
            for part in {"none": (), "signature": ("signature",)}.get(name, (f"{name}_sha256", f"{name}_size")):
                setattr(row, part, getattr(of_another, part))
        if column == "none":
            row.signature = None
    assert [item.occurrence_id for item in sounding(office.manifest(station))] == [lent.id]
    with office.sessions.read() as session:
        assert rendering(session, office.commune_id, RenderingId(row.id)).forms == {}, "nor is it handed out"
    with office.sessions.begin() as session:
        keys = [RenderingId(each.rendering_id) for each in (mine, lent) if each.rendering_id is not None]
        gone = lost(session, cast("Files", AllThere()), office.commune_id, keys)
        assert gone == [mine.rendering_id]
        make_again(session, office.clock, gone)
    office.prepare()
    assert {item.occurrence_id: item.audio for item in sounding(office.manifest(station))} == before
