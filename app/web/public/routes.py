"""The public page of a commune: today, what was aired, feeds. Nobody is asked who they are; nothing here writes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.edge import Parts, ReadSession
from app.errors import NotFoundError
from app.programmes import rendering
from app.publicity import Wanted, page_at, public_pages, publication
from app.units import VersionId
from app.visits.seen import quoted
from app.visits.stored_file import StoredFile
from app.web.public import feeds
from app.web.public.answers import KEPT, Public, kept, text_of
from app.web.public.links import Served
from app.web.public.views import Item, Look, home, listing, one, plain_text, remark_page, sound_of, year_of
from app.web.shared.turning import Turned

router = APIRouter(prefix="/cong-khai", route_class=Public)

Place = Annotated[str, Path(max_length=200)]
_RSS = "application/rss+xml; charset=utf-8"
_YEARS = range(2000, 2200)


def look_at(parts: Parts, session: ReadSession, place: str, base: str = "") -> Look:
    """Who looks at the page at an address. Raises `NotFoundError`."""
    return Look(session, parts.clock.now(), page_at(session, place), Served(place, base))


@router.get("")
def get_pages(request: Request, session: ReadSession) -> Response:
    """On to the only commune's page; where there are several, which there are."""
    found = [each for each in public_pages(session) if each.is_open]
    if len(found) == 1:
        return RedirectResponse(f"/cong-khai/{found[0].place}", status_code=303, headers={"Cache-Control": "no-store"})
    if not found:
        raise NotFoundError(kind="public_page", key="")
    return kept(request, text_of("public/several.html", {"pages": found}))


@router.get("/{place}")
def get_home(request: Request, parts: Parts, session: ReadSession, place: Place) -> Response:
    """Today, the newest, the year's figures."""
    look = look_at(parts, session, place)
    is_stopped = parts.stops.stop_of(look.page.commune_id) is not None
    return kept(request, text_of("public/home.html", home(look, is_stopped=is_stopped)))


@router.get("/{place}/da-phat")
def get_archive(
    request: Request,
    parts: Parts,
    session: ReadSession,
    place: Place,
    words: Annotated[str, Query(alias="tim", max_length=200)] = "",
    theme: Annotated[str, Query(alias="chu-de", max_length=32)] = "",
    year: Annotated[str, Query(alias="nam", max_length=4)] = "",
    cursor: Annotated[str, Query(alias="truoc", max_length=100)] = "",
    lui: Turned = "",
) -> Response:
    """What was aired, found without accents, by theme and year."""
    since, until = _years(year)
    wanted = Wanted(words, theme, since, until)
    values = listing(look_at(parts, session, place), wanted, year=year if since else "", cursor=cursor or None, lui=lui)
    return kept(request, text_of("public/archive.html", values))


@router.get("/{place}/ban-tin/{version_id}.txt")
def get_text(request: Request, parts: Parts, session: ReadSession, place: Place, version_id: UUID) -> Response:
    """One publication to keep, as text."""
    look = look_at(parts, session, place)
    item = one(look, VersionId(version_id))["item"]
    assert isinstance(item, Item)  # noqa: S101  # as the view makes it
    saved = {"Content-Disposition": f'attachment; filename="ban-tin-{version_id}.txt"'}
    return kept(request, plain_text(item, look.page).encode(), "text/plain; charset=utf-8", **saved)


@router.get("/{place}/ban-tin/{version_id}.mp3")
def get_sound(parts: Parts, session: ReadSession, place: Place, version_id: UUID) -> Response:
    """Its sound, in ranges. Raises `NotFoundError` where it is not made (yet), `NotShownError`."""
    look = look_at(parts, session, place)
    found = publication(session, look.now, look.page.commune_id, VersionId(version_id))
    sound = None
    if found.rendering_id is not None:
        sound = sound_of(rendering(session, look.page.commune_id, found.rendering_id))
    if sound is None:
        raise NotFoundError(kind="sound", key=str(version_id))
    audio = sound.forms["mp3"]
    headers = KEPT | {"ETag": quoted(audio.sha256)}
    return StoredFile(parts.stored(audio.sha256), media_type="audio/mpeg", headers=headers)


@router.get("/{place}/ban-tin/{version_id}")
def get_item(request: Request, parts: Parts, session: ReadSession, place: Place, version_id: UUID) -> Response:
    """One publication: its text, its sound, when and where it was heard."""
    return kept(request, text_of("public/item.html", one(look_at(parts, session, place), VersionId(version_id))))


@router.get("/{place}/gop-y")
def get_remarks(request: Request, parts: Parts, session: ReadSession, place: Place) -> Response:
    """*Góp ý*: the form, and the answers that all may read."""
    return kept(request, text_of("public/remarks.html", remark_page(look_at(parts, session, place))))


@router.get("/{place}/rss.xml")
def get_rss(request: Request, parts: Parts, session: ReadSession, place: Place) -> Response:
    """What was aired, for readers of feeds."""
    return kept(request, feeds.rss(look_at(parts, session, place, _base(request))), _RSS)


@router.get("/{place}/podcast.xml")
def get_podcast(request: Request, parts: Parts, session: ReadSession, place: Place) -> Response:
    """The same to hear."""
    return kept(request, feeds.podcast(look_at(parts, session, place, _base(request))), _RSS)


@router.get("/{place}/lich.ics")
def get_calendar(request: Request, parts: Parts, session: ReadSession, place: Place) -> Response:
    """The timetable, for calendars."""
    from app.timetable import calendar_source  # noqa: PLC0415  # light start

    look = look_at(parts, session, place)
    source = calendar_source(session, parts.clock, look.page.commune_id)
    return kept(request, feeds.calendar(source), "text/calendar; charset=utf-8")


def _base(request: Request) -> str:
    """Scheme and name of this server, as it was called: only by its own names is it (`KnownHost`)."""
    return str(request.base_url).rstrip("/")


def _years(typed: str) -> tuple[datetime | None, datetime | None]:
    if not typed.isdecimal() or int(typed) not in _YEARS:
        return None, None
    return year_of(int(typed))
