"""A village with a public page, and a citizen's browser."""

from collections.abc import Iterator

import httpx
import pytest

from app.main import create_app
from app.wiring import Services
from tests.publicity.village import Village
from tests.support.in_process import InProcess
from tests.support.office import Office


@pytest.fixture
def village(office: Office, client: httpx.Client, services: Services) -> Village:
    return Village(office, client, services)


@pytest.fixture
def citizen(services: Services) -> Iterator[httpx.Client]:
    """A browser of nobody's, which says where its requests come from."""
    headers = {"Origin": "http://loalang.test", "User-Agent": "Firefox", "Accept": "text/html"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=headers) as browser:
        yield browser
