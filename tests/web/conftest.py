"""People at the console: each in a browser of their own, signed in through the gate."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest

from app.main import create_app
from app.wiring import Services
from app.zones import Founding
from tests.support.in_process import InProcess

PASSWORD = "mưa rào đêm qua to lắm"  # noqa: S105  # of these tests
PIN = "481516"

Person = Callable[..., httpx.Client]


@pytest.fixture
def visitor(services: Services) -> Iterator[Callable[[], httpx.Client]]:
    """A browser that nobody has signed in with."""
    with ExitStack() as stack:

        def come() -> httpx.Client:
            headers = {"Origin": "http://loalang.test", "User-Agent": "Firefox", "Accept": "text/html"}
            client = httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=headers)
            return stack.enter_context(client)

        yield come


@pytest.fixture
def person(visitor: Callable[[], httpx.Client], founding: Founding) -> Person:
    """Invites somebody, who chooses a password and signs in: `person("Lê Thị Hai", "editor", may_alarm=True)`."""

    def invite(name: str, *roles: str, may_alarm: bool = False) -> httpx.Client:
        bearer = {"Authorization": f"Bearer {founding.token}"}
        browser = visitor()
        form = {"name": name, "roles": list(roles), "may_alarm": may_alarm}
        made = browser.post("/api/v1/people", json=form, headers=bearer).json()
        came = browser.post("/vao-lan-dau", data={"code": made["code"], "password": PASSWORD})
        assert came.status_code == 200, came.text
        login = name.lower().translate(str.maketrans("êịă ", "eia."))
        assert login in came.text
        assert browser.post("/dang-nhap", data={"login": login, "password": PASSWORD}).status_code == 303
        if may_alarm:
            assert browser.put("/api/v1/emergencies/pin", json={"pin": PIN}).is_success
        return browser

    return invite
