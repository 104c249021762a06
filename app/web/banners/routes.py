"""*Băng-rôn*: the commune's slogans as they will be printed, and where each hangs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Response, UploadFile
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import Right
from app.banners import Banner, BannerFilter, Format, Hanging, banner, banners, slogans_of
from app.bulletins import Filter, Kind, State, latest, page
from app.clock import local
from app.desk import banners as acts
from app.desk.recordings import Upload
from app.units import BulletinId
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import needed_day_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, where, word
from app.zones import zone_paths, zones

router = APIRouter(prefix="/bang-ron", route_class=Page)

_SLOGANS = 40
"""So many of the newest slogans are shown."""
_HANGING = 60


class BannerFields(Fields):
    """Which slogan, on what, where, since when (days as they were typed)."""

    bulletin: UUID
    wanted: Format = Format.BANNER
    zone: str = Field(default="", max_length=500)
    place: str = Field(default="", max_length=1000)
    hung_on: str = Field(default="", max_length=100)

    def hanging(self) -> Hanging:
        """The same for the act. Raises `TypedDayError`."""
        return Hanging(self.zone, self.place, needed_day_in(self.hung_on, "hung_on"))


@router.get("")
def get_banners(visit: Visiting) -> Response:
    """What can be printed, and what hangs."""
    visit.must(Right.LOOK)
    return _page(visit, None)


@router.post("")
def post_banner(visit: Visiting, form: Annotated[BannerFields, Form()]) -> Response:
    """Enter that a slogan hangs somewhere."""

    def act(session: Session) -> None:
        visit.must(Right.WRITE)
        found = latest(session, visit.commune_id, BulletinId(form.bulletin)).summary
        key, number = found.bulletin_id, found.number
        acts.hang(visit.parts, session, visit.actor, key, number, wanted=form.wanted, hanging=form.hanging())

    if fault := visit.refused(act):
        return _page(visit, form, fault=fault)
    return go("/bang-ron", done="da-ghi-cho-treo")


@router.post("/{banner_id}/anh")
def post_photo(visit: Visiting, banner_id: UUID, anh: Annotated[UploadFile, File()]) -> Response:
    """Keep a photo of it where it hangs."""
    with visit.parts.sessions.begin() as session:
        acts.put_photo(visit.parts, session, visit.actor, banner_id, Upload(anh.file, anh.filename or ""))
    return go("/bang-ron", done="da-ghi-cho-treo")


@router.post("/{banner_id}/thao")
def post_down(visit: Visiting, banner_id: UUID) -> Response:
    """Enter that it was taken down today."""
    with visit.parts.sessions.begin() as session:
        visit.must(Right.WRITE)
        found = banner(session, visit.commune_id, banner_id)
        path = zone_paths(session, visit.commune_id)[found.zone_id]
        hanging = Hanging(path, found.place, found.hung_on, local(visit.parts.clock.now()).date())
        acts.change(visit.parts, session, visit.actor, banner_id, hanging=hanging, tag=found.tag)
    return go("/bang-ron", done="da-thao")


def _page(visit: Visit, form: BannerFields | None, *, fault: Fault | None = None) -> Response:
    session, commune_id = visit.session, visit.commune_id
    today = local(visit.parts.clock.now()).date()
    slogans = page(session, commune_id, Filter(kind=Kind.SPOT), limit=_SLOGANS).items
    hanging = banners(session, commune_id, BannerFilter(on=today), limit=_HANGING).items
    names, paths = slogans_of(session, commune_id, hanging), zone_paths(session, commune_id)

    def line(each: Banner) -> tuple[Banner, str, str, str]:
        return (
            each,
            names[each.slogan].title if each.slogan in names else "",
            where([paths[each.zone_id]]),
            day_of_year(each.hung_on),
        )

    values = {
        "slogans": slogans,
        "approved": [(str(each.bulletin_id), each.title) for each in slogans if each.state is State.APPROVED],
        "formats": [(each.value, word("banner_format", each.value)) for each in Format],
        "hanging": [line(each) for each in hanging],
        "places": [(each.path, each.path) for each in zones(session, commune_id)],
        "year": today.year,
        "form": form or {"hung_on": day_of_year(today), "place": "", "zone": "", "bulletin": "", "wanted": Format.BANNER},
        "fault": fault,
    }
    return visit.page("banners/banners.html", values)
