"""The same over real HTTP, to a service that was started; `python3 scripts/test.py --calls` runs it, the gate does not."""

from pathlib import Path

import pytest

from tests.abuse.calling import Caller, call
from tests.support.serving import Served


@pytest.mark.timeout(1800)
def test_the_service_answers_as_it_is_described(tmp_path: Path) -> None:
    served = Served(tmp_path)
    try:
        token = served.set_up()
        with served.client() as client:
            description = client.get(f"{served.address}/openapi.json").json()
        for headers in ({}, {"Authorization": f"Bearer {token}"}):
            found = call(description, None, Caller(headers, {}, examples=1, phases=("examples", "fuzzing")), served.address)
            assert found.faults == {}
            assert found.answered.total() > 250
    finally:
        served.kill()
