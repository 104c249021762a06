"""A worker killed at any moment: nothing half-made is ever published, and another makes the whole."""

import hashlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bulletins import Content, Priority, approve, create, delivery, parse_script, spoken_script, submit
from app.clock import Clock, ManualClock, SystemClock
from app.db import Sessions
from app.programmes import (
    ProgrammeOrder,
    RenderingFacts,
    RenderingState,
    StudioKit,
    clear_work,
    order_rendering,
    render,
    rendering,
)
from app.programmes.renderings import LEASE, TRY_AGAIN_DISK, unfinished
from app.programmes.tables import RenderingRow
from app.sound import Sound
from app.speech import Prosody, Speaker, Voice
from app.speech.cache import SentenceCache
from app.units import RenderingId
from app.zones import Founding, found_commune
from app.zones.signing import DatabaseSigners
from tests.programmes.worker_process import kit_at
from tests.support.namespaces import needs_mount
from tests.support.speech import ToneEngine
from tests.support.waiting import until

ROOT = Path(__file__).parents[2]
SCRIPT = " ".join(f"Câu thứ {number} của bản tin dài." for number in range(1, 61))


@pytest.fixture
def kit(tmp_path: Path) -> StudioKit:
    return kit_at(tmp_path / "data")


@pytest.fixture
def founding(sqlite: Sessions) -> Founding:
    with sqlite.begin() as session:
        return found_commune(session, SystemClock(), name="xã Liên An", admin="Nguyễn Văn Quản")


@pytest.fixture
def wanted(sqlite: Sessions, founding: Founding, kit: StudioKit) -> RenderingId:
    """A programme with a long bulletin, wanted."""
    clock, actor, chain = SystemClock(), founding.admin, kit.speaker.chain
    now = clock.now()
    content = Content(script=parse_script(SCRIPT), valid_from=now, valid_to=now + timedelta(days=1))
    with sqlite.begin() as session:
        key = create(session, clock, actor, content)
        submit(
            session,
            clock,
            actor,
            key.bulletin_id,
            1,
            spoken=spoken_script(parse_script(SCRIPT)),
            delivery=delivery(chain, Priority.NORMAL),
        )
        approve(session, clock, actor, key.bulletin_id, 1)
        order = ProgrammeOrder("ban-tin", (key.version_id,), now)
        return order_rendering(session, clock, founding.commune_id, order, kit=kit).id


def facts_of(sessions: Sessions, founding: Founding, key: RenderingId) -> RenderingFacts:
    with sessions.read() as session:
        return rendering(session, founding.commune_id, key)


def check_whole(kit: StudioKit, made: RenderingFacts) -> None:
    assert made.state is RenderingState.READY
    for audio in made.forms.values():
        assert audio is not None
        path = kit.files.path(audio.sha256)
        assert path is not None
        data = path.read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (audio.sha256, audio.size)


@pytest.mark.slow
@pytest.mark.parametrize("after_s", [0.0, 0.1, 0.25, 0.5, 0.8, 1.2])
def test_another_worker_makes_what_a_killed_one_left(
    sqlite: Sessions, tmp_path: Path, founding: Founding, kit: StudioKit, wanted: RenderingId, after_s: float
) -> None:
    command = [sys.executable, "-m", "tests.programmes.worker_process", str(tmp_path / "test.sqlite3"), str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
        began = until(lambda: facts_of(sqlite, founding, wanted).state is not RenderingState.WANTED, 60)
        until(lambda: False, after_s)
        worker.kill()
    assert began
    left = facts_of(sqlite, founding, wanted)
    if left.state is RenderingState.READY:
        check_whole(kit, left)
        return
    assert (left.state, left.forms, left.seconds) == (RenderingState.RENDERING, {}, None)

    clock: Clock = SystemClock()
    assert render(sqlite, clock, kit, DatabaseSigners(), wanted) is None, "its lease still holds"
    later = ManualClock(clock.now() + LEASE + timedelta(seconds=1))
    with sqlite.read() as session:
        assert unfinished(session, later.now()) == [wanted]
    clear_work(kit)
    assert render(sqlite, later, kit, DatabaseSigners(), wanted) == founding.commune_id
    check_whole(kit, facts_of(sqlite, founding, wanted))
    assert not list(kit.work.iterdir())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)], check=True)  # noqa: S607  # of the system
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S607  # of the system


@needs_mount
def test_a_full_disk_is_said_and_the_rendering_made_once_there_is_room(
    sqlite: Sessions, founding: Founding, wanted: RenderingId, small_disk: Path
) -> None:
    clock, kit = ManualClock(SystemClock().now()), kit_at(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_500_000))
    render(sqlite, clock, kit, DatabaseSigners(), wanted)
    left = facts_of(sqlite, founding, wanted)
    assert left.state is RenderingState.WANTED
    assert left.failure is not None
    code, facts = left.failure
    assert (code, facts["cause"]) == ("file_trouble", "disk_full")
    assert not list(kit.work.iterdir())
    with sqlite.read() as session:
        assert unfinished(session, clock.now()) == [], "not again and again"
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)  # noqa: S607  # of the system
    clock.advance(TRY_AGAIN_DISK + timedelta(seconds=1))
    with sqlite.read() as session:
        assert unfinished(session, clock.now()) == [wanted]
    render(sqlite, clock, kit, DatabaseSigners(), wanted)
    check_whole(kit, facts_of(sqlite, founding, wanted))
    assert facts_of(sqlite, founding, wanted).failure is None


def test_a_voice_slower_than_a_lease_keeps_it(sqlite: Sessions, founding: Founding, kit: StudioKit, wanted: RenderingId) -> None:
    """The clock goes on by more than a lease while one sentence is spoken."""
    clock = ManualClock(SystemClock().now())

    def left_s() -> float:
        with sqlite.read() as session:
            until_when = session.scalars(select(RenderingRow.lease_until).where(RenderingRow.id == wanted)).one()
        return (until_when - clock.now()).total_seconds() if until_when is not None else 0.0

    class SlowOnce(ToneEngine):
        def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:
            if not self.said:
                for _ in range(round(2 * LEASE.total_seconds())):
                    clock.advance(timedelta(seconds=1))
                    assert until(lambda: left_s() > LEASE.total_seconds() / 2, 30)
            return super().synthesise(text, voice, prosody)

    speaker = Speaker(
        {"tone": SlowOnce()}, kit.speaker.chain, SentenceCache(kit.work / "cache", limit_bytes=1 << 30, clock=clock)
    )
    render(sqlite, clock, replace(kit, speaker=speaker), DatabaseSigners(), wanted)
    check_whole(kit, facts_of(sqlite, founding, wanted))


def test_a_worker_that_ends_gives_back_what_it_had(
    sqlite: Sessions, founding: Founding, kit: StudioKit, wanted: RenderingId
) -> None:
    ending = threading.Event()
    ending.set()
    render(sqlite, SystemClock(), kit, DatabaseSigners(), wanted, ending=ending)
    left = facts_of(sqlite, founding, wanted)
    assert (left.state, left.progress) == (RenderingState.WANTED, 0.0)
    assert not list(kit.work.iterdir())
    render(sqlite, SystemClock(), kit, DatabaseSigners(), wanted)
    check_whole(kit, facts_of(sqlite, founding, wanted))
