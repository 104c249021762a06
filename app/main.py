"""Builds the FastAPI application."""

from fastapi import FastAPI
from starlette.types import Scope

from app.api.accounts import audit, factors, invitations, me, people, personal, setup, sign_ins, tokens
from app.api.airlog import as_run, log_book
from app.api.banners import banners
from app.api.bulletins import approval, approval_register, bulletins, imports, unsaved_texts
from app.api.campaigns import campaigns
from app.api.commune import choices, standards, zones
from app.api.emergencies import emergencies, stops
from app.api.packs import day_packs, days
from app.api.plans import coverage, plans, reporting
from app.api.policies import ended, templates
from app.api.practice import practice
from app.api.programmes import programmes, recordings, renderings
from app.api.publicity import public_page, publications, remarks
from app.api.reading import lexicon, reading
from app.api.service import description, health
from app.api.shared.addresses import Addresses
from app.api.shared.guarded import Guarded
from app.api.shared.heads import Heads
from app.api.shared.known_host import KnownHost
from app.api.shared.limits import Outermost, RequestFigures
from app.api.stations import dispatch, faults, stations, status
from app.api.timetable import holidays, mourning, occurrences, regulation, slots, timetable, uses
from app.api.trainings import trainings
from app.edge import install, routes_of
from app.refused import RefusedLines
from app.turns import is_of_lane
from app.visits.reading_turns import ReadingTurns
from app.visits.remark_turns import RemarkTurns
from app.visits.sign_in_turns import SignInTurns
from app.web.install import ROUTES as WEB_ROUTES
from app.web.install import install as install_web
from app.web.install import shown
from app.wiring import Services

_VERSION_1 = "/api/v1"
_LIMITS = {
    f"{_VERSION_1}/recordings/": 520_000_000,
    "/ban-ghi-am": 520_000_000,
    f"{_VERSION_1}/lexicon/csv": 2_000_000,
    f"{_VERSION_1}/banners/": 25_000_000,
    f"{_VERSION_1}/imports": 21_000_000,
    f"{_VERSION_1}/trainings/": 21_000_000,
    "/tap-huan/": 21_000_000,
    "/ban-tin/tep/": 21_000_000,
    "/bang-ron/": 25_000_000,
    f"{_VERSION_1}/reporting/letters/": 3_000_000,
    "/cai-dat/bao-cao/mau/": 3_000_000,
    "/cong-khai/": 64_000,
    "/tu-dien/tep": 2_000_000,
}
"""Bytes a body may have, by path prefix, where it is more than the usual, or less: anybody may send a remark."""
_PARTS = (
    setup,
    zones,
    bulletins,
    unsaved_texts,
    banners,
    imports,
    reading,
    lexicon,
    programmes,
    recordings,
    renderings,
    slots,
    uses,
    occurrences,
    as_run,
    log_book,
    days,
    day_packs,
    emergencies,
    stops,
    regulation,
    approval,
    approval_register,
    choices,
    holidays,
    mourning,
    timetable,
    standards,
    plans,
    reporting,
    campaigns,
    coverage,
    trainings,
    templates,
    ended,
    practice,
    public_page,
    publications,
    remarks,
    dispatch,
    stations,
    status,
    faults,
    people,
    personal,
    invitations,
    me,
    factors,
    sign_ins,
    tokens,
    audit,
)
"""The resources under `/api/v1`."""


_OUTSIDE = routes_of([health.router, description.router])
ROUTES = routes_of([part.router for part in _PARTS], _VERSION_1)
"""All that REST answers at."""
_LANE = [route for route in (*ROUTES, *WEB_ROUTES) if is_of_lane(route.endpoint)]


def _is_lane(scope: Scope) -> bool:
    """Whether a request is one of the lane: it is asked before the request is looked at any closer."""
    return any(scope["method"] in route.methods and route.is_at(scope["path"]) for route in _LANE)


def create_app(services: Services) -> FastAPI:
    """The web application over `services`; it owns nothing and closes nothing."""
    app = FastAPI(
        title="Loa Làng",
        summary="Truyền thanh xã: từ bản tin đến loa.",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    figures = RequestFigures()
    app.state.services = services
    app.state.figures = figures
    app.state.refused = RefusedLines()
    install(app)
    app.add_middleware(Heads)
    app.add_middleware(Addresses, routes=ROUTES)
    app.state.readings = ReadingTurns()
    app.state.sign_ins = SignInTurns()
    app.state.remarks = RemarkTurns()
    app.add_middleware(Outermost, figures=figures, limits=_LIMITS, is_lane=_is_lane, shown=shown)
    app.add_middleware(KnownHost, names=services.settings.own_names)
    app.add_middleware(Guarded)
    app.router.routes += [*_OUTSIDE, *ROUTES]
    install_web(app)
    return app
