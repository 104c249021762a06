"""Somebody's visit to a page: who asks, for which page, with what it is answered."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import Depends, Request, Response
from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.edge import Parts, ReadSession, SignedIn, told
from app.errors import AppError
from app.units import CommuneId
from app.values import frozen
from app.web.shared.asking import ASKS_PROOF
from app.web.shared.faults import Fault
from app.web.shared.pages import frame_of, page
from app.wiring import Services


@frozen
class Visit:
    """session: to read by."""

    request: Request
    parts: Services
    actor: Actor
    session: Session

    @property
    def commune_id(self) -> CommuneId:
        """Whose pages these are."""
        return self.actor.commune_id

    def must(self, right: Right) -> None:
        """Asked where a page only shows: an act asks by itself. Raises as `Actor.must`."""
        self.actor.must(right)

    def page(self, template: str, values: Mapping[str, object]) -> Response:
        """A page in its frame; where it shows a fault, with the fault's status."""
        fault = values.get("fault")
        status = fault.status if isinstance(fault, Fault) else 200
        return page(self.request, template, values, frame=frame_of(self.parts, self.session, self.actor), status=status)

    def fault(self, error: AppError, usual: str = "") -> Fault:
        """What a form was refused for, to be shown on its page with the status that REST would answer.

        usual: the field it is about where the error names none. A refusal is noted for the audit log, as every door does.
        Raises the error where it is not for this page to tell: it asks anew who is there.
        """
        if isinstance(error, ASKS_PROOF):
            raise error
        return Fault.of(error, usual, status=told(self.request, error).status_code)

    def refused(self, act: Callable[[Session], object], usual: str = "") -> Fault | None:
        """Do what a form asks for, whole or not at all; None: it is done. Else as `fault`, for the page to be shown again.

        A page that goes on with what the act answers catches the error itself.
        """
        try:
            with self.parts.sessions.begin() as session:
                act(session)
        except AppError as error:
            return self.fault(error, usual)
        return None


async def _visit(request: Request, parts: Parts, actor: SignedIn, session: ReadSession) -> Visit:
    return Visit(request, parts, actor, session)


Visiting = Annotated[Visit, Depends(_visit)]
"""Whoever is signed in."""
