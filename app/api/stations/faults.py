"""Faults of stations and outputs: shown until a person has accepted them."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query

from app.api.shared.forms import Answer, Cursor
from app.desk import faults as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.faults import Fault, fault_page, shown_faults
from app.units import StationId
from app.words import sentence
from app.zones import station_names

router = APIRouter(prefix="/faults", tags=["stations"], route_class=AskedFirst)


class FaultAnswer(Answer):
    """A fault. station: empty is the server; output: empty is the station as a whole. title, detail: for people."""

    id: UUID
    station_id: UUID | None
    station: str
    output: str
    code: str
    title: str
    detail: str
    since: datetime
    ended_at: datetime | None
    accepted_at: datetime | None
    accepted_by: str | None

    @classmethod
    def of(cls, found: Fault, names: dict[StationId, str]) -> Self:
        """The answer for a fault."""
        said = sentence(found.code, {"output": found.output})
        return cls(
            id=found.id,
            station_id=found.station_id,
            station=names.get(found.station_id, "") if found.station_id is not None else "",
            output=found.output,
            code=found.code,
            title=said.title,
            detail=said.detail,
            since=found.since,
            ended_at=found.ended_at,
            accepted_at=found.accepted_at,
            accepted_by=found.accepted_by,
        )


class FaultsAnswer(Answer):
    """Faults, the newest first."""

    items: list[FaultAnswer]
    cursor: str | None = None


@router.get("")
def get_faults(
    actor: Looking,
    session: ReadSession,
    *,
    everything: Annotated[bool, Query(alias="all", description="Cả những sự cố đã hết và đã có người xác nhận.")] = False,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> FaultsAnswer:
    """What is wrong now, and what has ended but nobody has accepted; with `all` every fault there was, in pages."""
    names = station_names(session, actor.commune_id)
    if not everything:
        return FaultsAnswer(items=[FaultAnswer.of(each, names) for each in shown_faults(session, actor.commune_id)])
    page = fault_page(session, actor.commune_id, cursor=cursor, limit=limit)
    return FaultsAnswer(items=[FaultAnswer.of(each, names) for each in page.items], cursor=page.cursor)


@router.post("/{fault_id}/accept")
def post_accept(parts: Parts, actor: SignedIn, session: WriteSession, fault_id: UUID) -> FaultAnswer:
    """Say that one has seen it; it is shown no more once it has ended."""
    return FaultAnswer.of(acts.accept(parts, session, actor, fault_id), station_names(session, actor.commune_id))
