"""Audio that is lost or damaged is not promised any more, is made again, and silences nothing else."""

from datetime import date, time
from pathlib import Path

import pytest

from app.dispatch import Ahead, plan
from app.errors import NotFoundError
from app.packs import EveningPack, deliver_evening_packs, pack_versions
from app.playout import OccurrenceState
from app.programmes import RenderingState, rendering
from app.steady import SteadyClock
from app.storage.disk import DiskFiles
from app.tasks import Troubles
from app.tasks.embedded import EmbeddedQueue
from app.units import RenderingId, Sha256
from app.words import word
from tests.support.choosing import USUAL
from tests.support.damage import flip
from tests.support.office import Office

ONE_DAY = date(2025, 11, 4)


@pytest.fixture
def files(tmp_path: Path) -> DiskFiles:
    return DiskFiles(tmp_path / "files")


def _made(office: Office, files: DiskFiles) -> list[RenderingId]:
    """The audio of all that waits, in the store."""
    office.prepare()
    found = [each.rendering_id for each in office.occurrences() if each.rendering_id is not None]
    for key in found:
        for form in ("mp3", "wav"):
            files.put(f"{form} {key}".encode())
    return found


def _plan(office: Office, files: DiskFiles) -> None:
    queue = EmbeddedQueue(office.clock)
    plan(
        queue,
        office.sessions,
        SteadyClock(office.clock),
        office.order,
        office.commune_id,
        files=files,
        ahead=Ahead(),
        troubles=Troubles(),
    )
    queue.close()


def _state(office: Office, key: RenderingId) -> RenderingState:
    with office.sessions.read() as session:
        return rendering(session, office.commune_id, key).state


@pytest.mark.parametrize("form", ["mp3", "wav"])
@pytest.mark.parametrize("is_gone", [True, False])
def test_it_is_made_again_and_promised_only_then(office: Office, files: DiskFiles, form: str, *, is_gone: bool) -> None:
    office.slot(office.approved(), last=ONE_DAY)
    office.slot(office.approved(script="Kính mời bà con tiêm vắc xin."), last=ONE_DAY, at=time(17, 30))
    station = office.station()
    lost, kept = _made(office, files)
    _plan(office, files)
    assert [len(item.audio) for item in office.manifest(station).items] == [2, 2]

    place = files.place(_digest(files, f"{form} {lost}"))
    if is_gone:
        place.unlink()
    else:
        flip(place, 3)
    _plan(office, files)
    assert (_state(office, lost), _state(office, kept)) == (RenderingState.WANTED, RenderingState.READY)
    assert [len(item.audio) for item in office.manifest(station).items] == [0, 2]

    office.make_audio()
    files.put(f"{form} {lost}".encode())
    _plan(office, files)
    assert [len(item.audio) for item in office.manifest(station).items] == [2, 2]
    assert {each.state for each in office.occurrences()} == {OccurrenceState.PREPARED}


def test_a_pack_goes_without_it_says_so_and_is_delivered_again(office: Office, files: DiskFiles, tmp_path: Path) -> None:
    office.clock.advance(office.clock.now().replace(hour=12) - office.clock.now())  # 19:00 in the commune
    first = date(2025, 11, 5)
    office.slot(office.approved(), first=first, last=first, at=time(5, 30), title="Mất")
    office.slot(office.approved(script="Kính mời bà con tiêm vắc xin."), first=first, last=first, at=time(6, 30), title="Còn")
    lost, _ = _made(office, files)
    place = files.place(_digest(files, f"mp3 {lost}"))
    right = place.read_bytes()
    flip(place, 0)

    def find(sha256: Sha256) -> Path:
        path = files.path(sha256)
        if path is None:
            raise NotFoundError(kind="sound", key=sha256)
        return path

    stick = tmp_path / "usb"
    stick.mkdir()
    deliver_evening_packs(office.sessions, office.clock, find, EveningPack(stick, USUAL), Troubles())
    [pack] = stick.iterdir()
    assert [each.name for each in sorted(pack.glob("*.mp3"))] == ["0630-01-con.mp3"]
    assert word("reason", "audio_missing") in (pack / "phieu-phat-thanh.html").read_text(encoding="utf-8")
    with office.sessions.read() as session:
        assert [each.fault for each in pack_versions(session, office.commune_id, first)] == ["pack_audio_lost"]

    files.put(right)
    deliver_evening_packs(office.sessions, office.clock, find, EveningPack(stick, USUAL), Troubles())
    assert len(list(pack.glob("*.mp3"))) == 2
    with office.sessions.read() as session:
        assert [each.fault for each in pack_versions(session, office.commune_id, first)] == [None]


def _digest(files: DiskFiles, text: str) -> Sha256:
    return files.put(text.encode())
