"""What stations ask of the server; the messages are in `app.wire.protocol`, the bearer token is the station's."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Annotated

from anyio import move_on_after, to_thread
from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy.exc import SQLAlchemyError

from app.accounts import NotSignedInError
from app.api.shared.answers import also, file_of
from app.desk.following import tell_pages
from app.dispatch import manifest_for, station_may_have, take_heartbeat, take_log
from app.edge import AskedFirst, AskingStation, BearerToken, Parts, ReadSession, WriteSession
from app.errors import NotFoundError
from app.turns import lane, lane_stream
from app.units import Sha256
from app.visits.seen import has_already, quoted
from app.visits.stored_file import StoredFile
from app.wire.orders import LATEST_SECOND, LATEST_VERSION
from app.wire.protocol import AsRunBatch, AsRunReceipt, EnrolmentReply, EnrolmentRequest, Heartbeat, HeartbeatReply
from app.wiring import Services
from app.zones import dismissal_of, station_of_token, use_enrolment_code

router = APIRouter(prefix="/station", tags=["station"], route_class=AskedFirst)

_BYTES = "application/octet-stream"
_PATIENCE_S = 0.3
"""So long a line waits to hear whether it is still a station's."""


_LOG = {
    "entries": [
        {
            "id": "019a4c00-0000-7000-8000-00000000000a",
            "sequence": 17,
            "occurrence_id": "019a4c00-0000-7000-8000-00000000000b",
            "output": "thu-muc",
            "state": "aired",
            "at": "2025-11-03T22:31:05Z",
            "planned_at": "2025-11-03T22:30:00Z",
            "started_at": "2025-11-03T22:30:00.004Z",
            "start_error_ms": 4,
            "seconds": 64.9,
            "audio_sha256": "a" * 64,
            "content_hash": "c" * 64,
        },
    ],
}
_STATE = {
    "at": "2025-11-03T22:30:30Z",
    "software": "0.1.0",
    "manifest_version": 1762209000,
    "clock_offset_s": 0.02,
    "disk_free_bytes": 52_000_000_000,
    "next_at": "2025-11-04T04:30:00Z",
    "on_air": ["019a4c00-0000-7000-8000-00000000000b"],
    "prepared": ["019a4c00-0000-7000-8000-00000000000c"],
    "unsent": 1,
    "outputs": [{"name": "thu-muc", "kind": "folder"}],
}


@router.post("/enrol", responses=also(403))
def post_enrol(
    parts: Parts, session: WriteSession, request: Annotated[EnrolmentRequest, Body(examples=[{"lookup": "e" * 64}])]
) -> EnrolmentReply:
    """A PC with a one-time code becomes its station; the code works once."""
    return use_enrolment_code(session, parts.clock, request.lookup)


@router.get("/manifest", response_class=Response, responses=file_of(_BYTES) | also(304))
def get_manifest(parts: Parts, station: AskingStation, request: Request) -> Response:
    """The station's newest signed manifest; 304 when it has that one."""
    days, hush = parts.settings.timetable.manifest_days, parts.stops.hush_of(station.commune_id)
    found = manifest_for(parts.sessions, parts.clock, parts.signers, station, days=days, hush=hush, troubles=parts.troubles)
    tag = f'"{found.digest}"'
    if has_already(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(found.signed, media_type=_BYTES, headers={"ETag": tag, "Cache-Control": "no-cache"})


@router.get("/events", response_class=EventSourceResponse)
@lane_stream
async def get_events(parts: Parts, station: AskingStation, secret: BearerToken) -> AsyncIterator[ServerSentEvent]:
    """An event `manifest` at once and whenever the station's manifest may be a newer one; it says nothing more.

    It ends with the station: what a PC that was taken away hears last is that there is news, and then it has to ask.
    """
    async for _ in parts.bells.listen(station.commune_id):
        yield ServerSentEvent(event="manifest")
        if await _is_gone(parts, secret):
            return


@router.get("/orders", response_class=Response, responses=file_of(_BYTES))
@lane
def get_orders(
    parts: Parts,
    secret: BearerToken,
    obeyed: Annotated[int, Query(ge=0, le=LATEST_VERSION, description="Phiên bản lệnh máy phát đang theo.")] = 0,
    planned_at: Annotated[
        int | None, Query(ge=0, le=LATEST_SECOND, description="Lúc làm lịch phát mà máy phát đang theo, giây từ 1970.")
    ] = None,
) -> Response:
    """What the station is to do at once: emergencies, what is silent, and whether everything was stopped; signed."""
    made_at = None if planned_at is None else datetime.fromtimestamp(planned_at, UTC)
    signed = parts.orders.signed(secret, obeyed=obeyed, planned_at=made_at)
    return Response(signed, media_type=_BYTES, headers={"Cache-Control": "no-store"})


@router.get("/dismissal", response_class=Response, responses=file_of(_BYTES))
def get_dismissal(parts: Parts, session: ReadSession, secret: BearerToken) -> Response:
    """For a PC whose token is refused: the signed word that it is its station no more; 401 when nothing is known of it."""
    signed = dismissal_of(session, parts.signers, secret)
    return Response(signed, media_type=_BYTES, headers={"Cache-Control": "no-store"})


@router.get("/audio/{sha256}", response_class=StoredFile, responses=file_of(_BYTES, in_ranges=True))
def get_audio(
    parts: Parts, station: AskingStation, session: ReadSession, sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
) -> StoredFile:
    """A file that the station's manifest names, with `Range`."""
    if not station_may_have(session, parts.clock, station, Sha256(sha256)):
        raise NotFoundError(kind="sound", key=sha256)
    headers = {"ETag": quoted(sha256)}
    return StoredFile(parts.stored(Sha256(sha256)), media_type=_BYTES, headers=headers)


@router.post("/as-run")
def post_as_run(
    parts: Parts, station: AskingStation, session: WriteSession, batch: Annotated[AsRunBatch, Body(examples=[_LOG])]
) -> AsRunReceipt:
    """Lines of the station's log; safe to repeat."""
    tell_pages(parts, session, station.commune_id)
    return AsRunReceipt(stored=take_log(session, parts.clock, station, batch.entries))


@router.post("/heartbeat")
def post_heartbeat(
    request: Request,
    parts: Parts,
    station: AskingStation,
    session: WriteSession,
    heartbeat: Annotated[Heartbeat, Body(examples=[_STATE])],
) -> HeartbeatReply:
    """How the station is. While all is stopped somebody waits for its word, and open pages hear of it at once."""
    if request.client is not None and not _is_here(request.client.host):
        parts.clock.hear(station.id, heartbeat.at)
    if parts.stops.stop_of(station.commune_id) is not None:
        tell_pages(parts, session, station.commune_id)
    return take_heartbeat(session, parts.clock, station, heartbeat)


async def _is_gone(parts: Services, secret: str) -> bool:
    """Whether a token opens nothing any more. A database that does not answer in time holds up no ring, and ends no line.

    It is looked for in none of the threads that acts of silence have for themselves.
    """

    def look() -> bool:
        try:
            with parts.sessions.read() as session:
                station_of_token(session, secret)
        except NotSignedInError:
            return True
        except SQLAlchemyError:
            return False
        return False

    with move_on_after(_PATIENCE_S):
        return await to_thread.run_sync(look, abandon_on_cancel=True)
    return False


def _is_here(host: str) -> bool:
    """Whether a caller is this very machine, whose clock says nothing about our own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return True
