"""The console into the application: its pages, the files they load, and a page for an address that is none."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, Path, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import Scope

from app.edge import LateRoute, routes_of, told
from app.web.airlog import routes as airlog
from app.web.approval import routes as approval
from app.web.banners import routes as banners
from app.web.bulletins import bringing, library
from app.web.bulletins import routes as bulletins
from app.web.campaigns import routes as campaigns
from app.web.emergency import routes as emergency
from app.web.gate import routes as gate
from app.web.help import routes as guide
from app.web.lexicon import routes as lexicon
from app.web.live import routes as live
from app.web.packs import routes as packs
from app.web.plans import routes as plans
from app.web.policies import routes as policies
from app.web.practice import routes as practice
from app.web.programmes import routes as programmes
from app.web.public import remarks as public_remarks
from app.web.public import routes as public
from app.web.publicity import routes as publicity
from app.web.recordings import routes as recordings
from app.web.settings import days, deputies, factors, first, places, records, regulation, reporting, stations, voices
from app.web.settings import routes as settings
from app.web.shared.asking import as_page
from app.web.shared.pages import STATIC, small
from app.web.timetable import airing, copies, feed, month, uses, variants, week
from app.web.timetable import routes as timetable
from app.web.today import routes as today
from app.web.trainings import routes as trainings

_FILES = APIRouter(route_class=LateRoute)
_ROUTERS = (
    gate.router,
    today.router,
    bringing.router,
    library.router,
    bulletins.router,
    policies.router,
    banners.router,
    lexicon.router,
    approval.router,
    emergency.router,
    week.router,
    month.router,
    copies.router,
    feed.router,
    uses.router,
    timetable.router,
    variants.router,
    airing.router,
    packs.router,
    recordings.router,
    programmes.router,
    airlog.router,
    plans.router,
    campaigns.router,
    trainings.router,
    practice.router,
    reporting.router,
    settings.router,
    regulation.router,
    first.router,
    records.router,
    days.router,
    voices.router,
    stations.router,
    places.router,
    factors.router,
    deputies.router,
    live.router,
    guide.router,
    publicity.router,
    public.router,
    public_remarks.router,
    _FILES,
)
_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "png": "image/png"}


@_FILES.get("/tinh/{_mark}/{name}")
def get_file(request: Request, _mark: str, name: Annotated[str, Path(pattern=r"^[a-z-]+\.(css|js|svg|png)$")]) -> Response:
    """A file that pages load; its address carries a mark of its content, so browsers keep it."""
    if not (STATIC / name).is_file():
        raise StarletteHTTPException(404)
    data, how = small(request, (STATIC / name).read_bytes())
    return Response(data, media_type=_KINDS[name.rpartition(".")[2]], headers=_FOR_GOOD | how)


ROUTES = routes_of(_ROUTERS, are_described=False)
"""All that the console answers at."""


def install(app: FastAPI) -> None:
    """Let `app` serve the console beside REST."""
    app.router.routes += ROUTES
    app.add_exception_handler(StarletteHTTPException, _no_page)


def _no_page(request: Request, error: Exception) -> Response:
    """Browsers that ask for a page are shown one; programs are told as REST tells them."""
    return shown(request.scope, told(request, error))


def shown(scope: Scope, answer: JSONResponse) -> Response:
    """A refusal as whoever asks can read it, also from before any page is reached."""
    request = Request(scope)
    is_page = not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
    return as_page(request, answer) if is_page else answer
