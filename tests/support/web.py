"""Fixtures of the real application, called by an ordinary client in this process."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.clock import ManualClock
from app.db import Sessions
from app.dispatch import Silencer, silencing
from app.dispatch.orders import EmbeddedOrderDesk
from app.main import create_app
from app.programmes import StudioKit
from app.settings import Settings
from app.silence import Silence
from app.silence.journal import Journal
from app.speech import VoiceChain, build_speaker
from app.steady import SteadyClock
from app.storage.disk import DiskFiles
from app.studio import Profile
from app.tasks import Troubles
from app.tasks.bells import EmbeddedBells
from app.tasks.embedded import EmbeddedQueue
from app.wiring import Services
from app.zones import Founding
from app.zones.signing import DatabaseSigners
from tests.support.in_process import InProcess


def waiting(services: Services) -> list[Silence]:
    """The acts of silence that the database has not got yet."""
    assert isinstance(services.stops, Journal)
    return services.stops.open()


@pytest.fixture
def services(sessions: Sessions, clock: ManualClock, tmp_path: Path) -> Iterator[Services]:
    patch = pytest.MonkeyPatch()  # not the test's own, which it may undo
    patch.setattr(silencing, "_PATIENCE_S", 3.0)  # a busy machine is no database that does not answer
    data = tmp_path / "data"
    speaker = build_speaker(VoiceChain(), data_folder=data, clock=clock, cache_mb=16)
    files = DiskFiles(data / "files")
    queue, bells, troubles, journal = EmbeddedQueue(clock), EmbeddedBells(), Troubles(), Journal(data / "silence" / "journal")
    services = Services(
        settings=Settings(data_dir=data, hosts=("loalang.test",)),
        clock=SteadyClock(clock, ntp=lambda: None),
        sessions=sessions,
        files=files,
        speaker=speaker,
        studio=StudioKit(speaker, files, Profile.HORN, data / "work"),
        queue=queue,
        stops=journal,
        silencer=Silencer(journal, sessions, clock, on_change=bells.ring),
        orders=EmbeddedOrderDesk(sessions, clock, DatabaseSigners(), journal, troubles=troubles, on_heard=bells.ring),
        signers=DatabaseSigners(),
        bells=bells,
        troubles=troubles,
    )
    yield services
    services.silencer.close()
    services.orders.close()
    services.people.close()
    queue.close()
    speaker.close()
    patch.undo()


@pytest.fixture
def anonymous(services: Services) -> Iterator[httpx.Client]:
    """A client that has no token."""
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test") as client:
        yield client


@pytest.fixture
def browser(services: Services) -> Iterator[httpx.Client]:
    """A browser at a page of the service: it keeps cookies, and says where its requests come from."""
    headers = {"Origin": "http://loalang.test", "User-Agent": "Firefox"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=headers) as browser:
        yield browser


@pytest.fixture
def client(anonymous: httpx.Client, founding: Founding) -> httpx.Client:
    """A client signed in as the administrator of `xã Liên An`."""
    anonymous.headers["Authorization"] = f"Bearer {founding.token}"
    return anonymous
