"""The pages of help: one's own role first, the others beside it."""

from enum import StrEnum

from fastapi import APIRouter, Response

from app.accounts import Role
from app.web.shared.asking import Page
from app.web.shared.visit import Visiting

router = APIRouter(route_class=Page, prefix="/tro-giup")


class Guide(StrEnum):
    """A page, by its address."""

    EDITOR = "nguoi-soan"
    APPROVER = "nguoi-duyet"
    OPERATOR = "nguoi-truc"
    ADMIN = "quan-tri"
    VIEWER = "nguoi-xem"


@router.get("")
def get_help(visit: Visiting) -> Response:
    """The page of the first role that the person has."""
    return get_guide(visit, next((each for each in Guide if Role[each.name] in visit.actor.roles), Guide.VIEWER))


@router.get("/{guide}")
def get_guide(visit: Visiting, guide: Guide) -> Response:
    """A page of help."""
    return visit.page("help/help.html", {"guide": guide, "guides": [(each, Role[each.name]) for each in Guide]})
