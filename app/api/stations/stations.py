"""The commune's stations as people manage them; what a station itself asks is in `app.api.stations.dispatch`."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.shared.forms import Answer, Form
from app.api.shared.silencing import WAITING, told
from app.desk import stations as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, Silencing, WriteSession
from app.turns import lane
from app.units import StationId
from app.zones import Station, stations

router = APIRouter(prefix="/stations", tags=["stations"], route_class=AskedFirst)


class StationForm(Form):
    """A new station. zones: paths of the zones it serves, each with all that lies in it; empty: the whole commune."""

    name: str = Field(min_length=1, max_length=120)
    zones: list[str] = Field(default=[], max_length=200, description="Đường dẫn các khu vực máy này phục vụ; để trống là cả xã.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Máy ở trụ sở", "zones": ["xã Liên An / Thái Sơn cũ"]}]})


class TelephoneForm(Form):
    """Whom to ring at a station."""

    telephone: str = Field(max_length=50, description="Số của người trực tại máy; để trống là bỏ số.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"telephone": "0912 345 678"}]})


class StationAnswer(Answer):
    """A station. telephone: of who is on duty at it, empty: not said."""

    id: UUID
    name: str
    zones: list[UUID]
    telephone: str


class StationsAnswer(Answer):
    """The commune's stations, by name."""

    items: list[StationAnswer]


class CodeAnswer(Answer):
    """A one-time code to type at the broadcast PC; shown this once."""

    code: str
    expires_at: datetime


@router.get("")
def get_stations(actor: Looking, session: ReadSession) -> StationsAnswer:
    """All stations of the commune."""
    return StationsAnswer(items=[_answer(each) for each in stations(session, actor.commune_id)])


@router.post("", status_code=201)
def post_station(parts: Parts, actor: SignedIn, session: WriteSession, form: StationForm) -> StationAnswer:
    """Add a station; a PC becomes it with a one-time code."""
    return _answer(acts.add(parts, session, actor, form.name, paths=form.zones))


@router.post("/{station_id}/enrolment-codes", status_code=201)
def post_code(parts: Parts, actor: SignedIn, session: WriteSession, station_id: UUID) -> CodeAnswer:
    """Make a one-time code for a station; what was its PC before stops being it once the code is used."""
    made = acts.make_code(parts, session, actor, StationId(station_id))
    return CodeAnswer(code=made.code, expires_at=made.expires_at)


@router.put("/{station_id}/telephone")
def put_telephone(parts: Parts, actor: SignedIn, session: WriteSession, station_id: UUID, form: TelephoneForm) -> StationAnswer:
    """Write down whom to ring at a station that is lost, or that has to be stopped by hand."""
    return _answer(acts.set_telephone(parts, session, actor, StationId(station_id), form.telephone))


@router.delete("/{station_id}", status_code=204, responses=WAITING)
@lane
def delete_station(parts: Parts, actor: Silencing, station_id: UUID) -> Response:
    """Take a station away: it is silent at once, and its token stops working."""
    return told(acts.remove(parts, actor, StationId(station_id))) or Response(status_code=204)


def _answer(found: Station) -> StationAnswer:
    return StationAnswer(id=found.id, name=found.name, zones=list(found.zones), telephone=found.telephone)
