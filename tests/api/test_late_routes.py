"""Routes that are worked out when they are first asked (docs/decisions/0209)."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app.edge import LateRoute, routes_of
from tests.support.in_process import InProcess


def _planted(route_class: type) -> APIRouter:
    router = APIRouter(prefix="/zones", route_class=route_class)

    @router.get("/{zone}/hours/{hour}")
    def get_hour(zone: str, hour: int, loud: bool = False) -> dict[str, object]:  # noqa: FBT001, FBT002  # a query's
        return {"zone": zone, "hour": hour, "loud": loud}

    @router.post("/", status_code=201)
    def create() -> str:
        return "made"

    return router


def test_a_late_route_answers_as_any_other_behind_its_prefix() -> None:
    late, usual = FastAPI(), FastAPI()
    late.router.routes += routes_of([_planted(LateRoute)], "/api")
    usual.include_router(_planted(APIRoute), prefix="/api")
    mine, theirs = (httpx.Client(transport=InProcess(app), base_url="http://loa") for app in (late, usual))
    for method, path in [
        ("GET", "/api/zones/thon-1/hours/5?loud=true"),
        ("GET", "/api/zones/thon-1/hours/five"),
        ("GET", "/api/zones/thon-1/hours"),
        ("POST", "/api/zones/thon-1/hours/5"),
        ("POST", "/api/zones/"),
        ("GET", "/zones/thon-1/hours/5"),
    ]:
        answers = [client.request(method, path) for client in (mine, theirs)]
        assert answers[0].status_code == answers[1].status_code, path
        assert answers[0].text == answers[1].text
    assert mine.get("/openapi.json").json() == theirs.get("/openapi.json").json()
    mine.close()
    theirs.close()


def test_what_it_has_not_is_an_error_before_and_after() -> None:
    [route, _] = routes_of([_planted(LateRoute)])
    for _ in range(2):
        with pytest.raises(AttributeError, match="no_such_thing"):
            _ = route.no_such_thing  # type: ignore[attr-defined]


def test_a_route_that_would_be_left_out_is_refused() -> None:
    with pytest.raises(TypeError, match="no LateRoute"):
        routes_of([_planted(APIRoute)])


def test_whoever_asks_a_route_while_another_works_it_out_is_answered() -> None:
    """Whichever thread is first; threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for _ in range(20):
                [route, _] = routes_of([_planted(LateRoute)])
                together = Barrier(8)

                def asked(route: LateRoute = route, together: Barrier = together) -> object:
                    together.wait()
                    return route.app

                assert len(set(pool.map(lambda ask: ask(), [asked] * 8))) == 1
    finally:
        sys.setswitchinterval(usual)
