"""The line on which a station hears that something is new: over real HTTP, in a real server that ends while it is open."""

import contextlib
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from app.clock import SystemClock
from app.main import create_app
from app.station.client import Client
from app.station.errors import ServerRefusedError, ServerUnreachableError
from app.station.listener import Listener
from app.wiring import Services
from app.zones import Founding, add_station
from tests.support.waiting import until


class _Server(uvicorn.Server):
    """Without its own signal handling, which only works in the main thread."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.contextmanager
def listening(services: Services, port: int = 0) -> Iterator[int]:
    """The real server on loopback; its end is not held up by what is open."""
    server = _Server(uvicorn.Config(create_app(services), port=port, log_config=None, timeout_graceful_shutdown=20))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert until(lambda: server.started, 20)
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        services.bells.hang_up()
        thread.join(10)
        assert not thread.is_alive(), "an open line held up the end"


@pytest.fixture
def secret(services: Services, founding: Founding) -> str:
    with services.sessions.begin() as session:
        return add_station(session, services.clock, founding.admin, name="Máy", zone_ids=[founding.root.id], outputs={}).secret


def test_a_station_hears_what_a_person_did_and_calls_again_after_a_break(
    services: Services, founding: Founding, secret: str
) -> None:
    heard, stop = threading.Semaphore(0), threading.Event()
    with listening(services) as port:
        client = Client(f"http://127.0.0.1:{port}", secret)
        Listener(SystemClock(), client, heard.release).start(stop)
        assert heard.acquire(timeout=10), "one at once"
        headers = {"Authorization": f"Bearer {founding.token}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", headers=headers, trust_env=False) as person:
            rules = person.get("/regulation")
            form = {"number": "01/QC", "dated": "2025-07-01", "quiet_from": "21:00", "quiet_to": "05:00"}
            person.put("/regulation", json=form, headers={"If-Match": rules.headers["etag"]}).raise_for_status()
        assert heard.acquire(timeout=10), "at a change"
    with listening(services, port):
        assert heard.acquire(timeout=20), "after the server was away"
        services.bells.ring(founding.commune_id)
        assert heard.acquire(timeout=10)
        stop.set()
    client.close()


def test_the_line_is_a_stations_alone_and_a_missing_server_is_an_error(services: Services, founding: Founding) -> None:
    with listening(services) as port:
        for token, error in ((founding.token, ServerRefusedError), ("x", ServerRefusedError)):
            with contextlib.closing(Client(f"http://127.0.0.1:{port}", token)) as client, pytest.raises(error):
                list(client.news())
    with contextlib.closing(Client(f"http://127.0.0.1:{port}", "x")) as client, pytest.raises(ServerUnreachableError):
        list(client.news())


def test_the_line_of_a_pc_that_was_taken_away_ends_at_the_next_ring(services: Services, founding: Founding, secret: str) -> None:
    rung: list[str] = []
    with listening(services) as port, contextlib.closing(Client(f"http://127.0.0.1:{port}", secret)) as client:
        line = threading.Thread(target=lambda: rung.extend("" for _ in client.news()))
        line.start()
        assert until(lambda: len(rung) == 1, 10)
        headers = {"Authorization": f"Bearer {founding.token}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", headers=headers, trust_env=False) as person:
            [station] = person.get("/stations").json()["items"]
            person.delete(f"/stations/{station['id']}").raise_for_status()
        line.join(10)
        assert not line.is_alive()
