"""Nobody is answered anything that the description does not say, nor opens a door whose right they have not.

The gate tries a little as everybody; `python3 scripts/test.py --calls [HOW MANY]` tries much, with fresh seeds, also over HTTP.
"""

from collections.abc import Mapping
from dataclasses import replace

import httpx
import pytest
from hypothesis import settings

from app.accounts import Right
from app.clock import ManualClock
from app.db import Sessions
from app.main import create_app
from app.wiring import Services
from app.zones import Founding, add_station
from tests.abuse.calling import PHASES, Caller, Calls, call
from tests.api.test_rights import _NOBODY, _ROLES, MAY, OPEN, ROUTES, STATION, _things, _tokens

THOROUGH = settings().derandomize is False
"""Asked for by `--calls`."""
LITTLE = Caller({}, {}, examples=1, phases=("fuzzing",))
MUCH = Caller({}, {}, examples=1, phases=("examples", "fuzzing", "stateful"), is_seeded=False)
EACH_EDGE = (None, *_ROLES)
"""Who also sends every edge of every field, some 8,600 calls and 100 s of a core each: a stranger, and each role.

Tokens of a narrower scope, stations and another commune's people open what a role opens, or nothing: with theirs there were
110,000 calls that never ended.
"""
FEW = (None, "viewer", "station", "stranger", "admin")
_LAST = ("stranger", "admin")
"""Who may change what others may."""


@pytest.mark.slow(40)
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_everybody_is_answered_as_described_and_may_only_what_they_may(
    sqlite: Sessions,
    client: httpx.Client,
    services: Services,
    founding: Founding,
    clock: ManualClock,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ids = _things(client, services, founding) | {"token_id": _NOBODY}
    tokens = _tokens(sqlite, clock, founding)
    with sqlite.begin() as session:
        made = add_station(session, clock, founding.admin, name="Máy thôn", zone_ids=[founding.root.id], outputs={})
    tokens["station"] = made.secret
    description, app = client.get("/openapi.json").json(), create_app(services)
    wrong, count = [], 0
    for who in (None, *sorted(set(tokens) - set(_LAST)), *_LAST) if THOROUGH else FEW:
        caller = replace(MUCH if THOROUGH else LITTLE, ids=ids, headers=_headers(tokens, who))
        if THOROUGH and who in EACH_EDGE:
            caller = replace(caller, phases=PHASES)
        found = call(description, app, caller)
        count += found.answered.total()
        wrong += [(who, said, again) for said, again in found.faults.items()]
        wrong += [(who, f"{route} opened", "") for route in _opened(found) if not _may(route, who)]
    if THOROUGH:
        with capsys.disabled():
            print(f"{count} calls")  # noqa: T201  # a figure that was asked for
    assert wrong == []
    assert count > (20_000 if THOROUGH else 500)


def _headers(tokens: Mapping[str, str], who: str | None) -> dict[str, str]:
    return {} if who is None else {"Authorization": f"Bearer {tokens[who]}"}


def _opened(found: Calls) -> set[str]:
    return {route.replace("/api/v1", "") for route, status in found.answered if status < 400}


def _may(route: str, who: str | None) -> bool:
    right = ROUTES[route]
    if right in {OPEN, STATION}:
        return right == OPEN or who == "station"
    if right == Right.FEED:
        return True  # its token stands in the address, and may be one that the person has just made
    return ("admin" if who == "stranger" else who) in MAY[Right(right)]
