"""*Duyệt thay*: who approves on whose behalf while somebody is away, given and ended."""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from pydantic import Field

from app.accounts import Actor, Delegation, Right, Role, WantedDelegation, delegations, everybody, rights_of
from app.clock import local
from app.desk import approval as acts
from app.web.shared.asking import Page
from app.web.shared.days import first_day, last_day
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import needed_moment_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year

router = APIRouter(prefix="/cai-dat/duyet-thay", route_class=Page)


class DeputyFields(Fields):
    """Who, from when to when (days as they were typed, both ends included), and why."""

    deputy: str = Field(default="", max_length=200)
    starts_at: str = Field(default="", max_length=100)
    ends_at: str = Field(default="", max_length=100)
    reason: str = Field(default="", max_length=1000)

    def wanted(self) -> WantedDelegation:
        """The same for the act. Raises `TypedMomentError`."""
        starts_at = needed_moment_in(self.starts_at, "starts_at", is_end=False)
        ends_at = needed_moment_in(self.ends_at, "ends_at", is_end=True)
        return WantedDelegation(self.deputy, starts_at, ends_at, self.reason)


@router.get("")
def get_deputies(visit: Visiting) -> Response:
    """Who approves on whose behalf, or did."""
    visit.must(Right.LOOK)
    return _page(visit, DeputyFields(starts_at=day_of_year(local(visit.parts.clock.now()).date())))


@router.post("")
def post_deputy(visit: Visiting, form: Annotated[DeputyFields, Form()]) -> Response:
    """Name a deputy; it ends by itself."""
    if fault := visit.refused(lambda session: acts.delegate(visit.parts, session, visit.actor, form.wanted())):
        visit.must(Right.LOOK)
        return _page(visit, form, fault=fault)
    return go("/cai-dat/duyet-thay", done="da-giao-duyet")


@router.post("/{delegation_id}/thoi")
def post_end(visit: Visiting, delegation_id: UUID) -> Response:
    """End it before its time."""
    with visit.parts.sessions.begin() as session:
        acts.end_delegation(visit.parts, session, visit.actor, delegation_id)
    return go("/cai-dat/duyet-thay", done="da-thoi-duyet")


def _may_end(actor: Actor, given: Delegation, now: datetime) -> bool:
    is_open = given.ended_at is None and now < given.ends_at
    return is_open and (actor.may(Right.PEOPLE) or actor.name in {given.giver, given.deputy})


def _approves(roles: Collection[Role]) -> bool:
    """By a role of one's own: such a person names a deputy, and needs not be one."""
    return Right.APPROVE in rights_of(roles, may_alarm=False)


def _page(visit: Visit, form: DeputyFields, *, fault: Fault | None = None) -> Response:
    actor, now = visit.actor, visit.parts.clock.now()
    people = everybody(visit.session, visit.commune_id)
    values = {
        "form": form,
        "given": [
            (each, first_day(each.starts_at), last_day(each.ends_at), _may_end(actor, each, now))
            for each in delegations(visit.session, now, visit.commune_id)
        ],
        "deputies": [(str(each.id), each.name) for each in people if each.left_at is None and not _approves(each.roles)],
        "may_give": _approves(actor.roles),
        "now": now,
        "fault": fault,
    }
    return visit.page("settings/deputies.html", values)
