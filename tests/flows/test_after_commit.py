"""The process is killed between the commit of an act and what follows it: the sweep of the next start finds what waits."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import httpx
import pytest

from app.clock import SystemClock
from app.db.migrations import migrate
from app.main import create_app
from app.service.background import arm_background
from app.settings import Settings
from app.wiring import Services, build
from app.zones import Founding, found_commune
from tests.support.in_process import InProcess
from tests.support.waiting import until

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DOOMED = dedent("""
    import os, signal, sys
    from dataclasses import replace
    from pathlib import Path

    import httpx

    from app.clock import SystemClock
    from app.settings import Settings
    from app.wiring import build
    from app.main import create_app
    from tests.support.in_process import InProcess

    data, token, path = sys.argv[1:]

    class Doom:
        def nudge(self, task, key):
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    services = replace(build(Settings(data_dir=Path(data)), SystemClock()), queue=Doom())
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang") as client:
        client.post(path, headers={"Authorization": f"Bearer {token}"})
    print("it lives")
""")
"""A service whose job queue kills it: the nudge is the first thing that needs no database after a commit."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def services(data: Path) -> Iterator[Services]:
    data.mkdir()
    services = build(Settings(data_dir=data), SystemClock())
    migrate(services.sessions.engine)
    yield services
    services.close()


@pytest.fixture
def founding(services: Services) -> Founding:
    with services.sessions.begin() as session:
        return found_commune(session, services.clock, name="xã Liên An", admin="Nguyễn Văn Quản")


@pytest.fixture
def client(services: Services, founding: Founding) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {founding.token}"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang/api/v1", headers=headers) as client:
        yield client


def test_what_an_approval_lets_sound_is_prepared_all_the_same(
    client: httpx.Client, services: Services, founding: Founding, data: Path
) -> None:
    path = _submitted(client)
    client.post("/slots", json={"title": "Bản tin", "at": "12:00", "bulletins": [path.split("/")[2]]}).raise_for_status()
    _die_after(data, founding.token, f"{path}/approve")
    assert client.get(path).json()["state"] == "approved"
    assert not _is_prepared(client)
    arm_background(services)
    with services.queue:
        assert until(lambda: _is_prepared(client), 90)


def test_audio_that_was_ordered_is_made_all_the_same(
    client: httpx.Client, services: Services, founding: Founding, data: Path
) -> None:
    path = _submitted(client)
    _die_after(data, founding.token, f"{path}/renderings")
    found = _order_of(client, path)
    assert client.get(f"/renderings/{found}").json()["state"] == "wanted"
    arm_background(services)
    with services.queue:
        assert until(lambda: bool(client.get(f"/renderings/{found}").json()["state"] == "ready"), 90)


def _submitted(client: httpx.Client) -> str:
    form = {"title": "Mời họp", "script": "Kính mời bà con họp.", "valid_from": "2020-01-01", "valid_to": "2190-01-01"}
    made = client.post("/bulletins", json=form | {"kind": "notice", "theme": "review"}).raise_for_status().json()
    path = f"/bulletins/{made['id']}/versions/1"
    client.post(f"{path}/submit").raise_for_status()
    return path


def _die_after(data: Path, token: str, path: str) -> None:
    command = [sys.executable, "-c", DOOMED, str(data), token, f"/api/v1{path}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0, done.stderr
    assert "it lives" not in done.stdout
    assert "Error" not in done.stderr, done.stderr


def _is_prepared(client: httpx.Client) -> bool:
    return any(each["state"] == "prepared" for each in client.get("/timetable/next", params={"hours": 48}).json()["items"])


def _order_of(client: httpx.Client, path: str) -> str:
    """The rendering that was ordered: to order it again is to find it, here without a worker."""
    found: str = client.post(f"{path}/renderings").json()["id"]
    return found
