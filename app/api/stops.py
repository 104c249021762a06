"""*Stop all*: silence the commune with one call, and let it sound again."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Depends
from pydantic import Field

from app.accounts import Actor, Scope
from app.api.forms import Answer, Form
from app.edge import Parts, WriteSession, allowing
from app.emergencies import Stop, lift_stop

router = APIRouter(prefix="/stop-all", tags=["emergencies"])

Stopping = Annotated[Actor, Depends(allowing(Scope.FULL, Scope.EMERGENCY))]
Looking = Annotated[Actor, Depends(allowing(Scope.FULL, Scope.READ, Scope.EMERGENCY))]


class StopForm(Form):
    """Why."""

    reason: str = Field(default="", max_length=500, description="Lý do dừng.", examples=["Phát nhầm giờ."])


class StopAnswer(Answer):
    """Whether everything is stopped; by whom, when and why."""

    stopped: bool
    at: datetime | None = None
    by: str | None = None
    reason: str | None = None

    @classmethod
    def of(cls, found: Stop | None) -> Self:
        """The answer."""
        if found is None:
            return cls(stopped=False)
        return cls(stopped=True, at=found.at, by=found.by, reason=found.reason)


@router.get("")
def get_stop(parts: Parts, actor: Looking) -> StopAnswer:
    """Whether everything is stopped."""
    return StopAnswer.of(parts.stops.of(actor.commune_id))


@router.post("")
def post_stop(parts: Parts, actor: Stopping, form: StopForm) -> StopAnswer:
    """Stop everything, now, until a person lifts it. It writes nothing to the database, which may be locked just then."""
    stop = parts.stops.stop(actor, parts.clock.now(), form.reason)
    parts.bells.ring(actor.commune_id)
    return StopAnswer.of(stop)


@router.post("/lift")
def post_lift(parts: Parts, actor: Stopping, session: WriteSession) -> StopAnswer:
    """Let things sound again."""
    lift_stop(session, parts.clock, parts.stops, actor)
    parts.bells.ring(actor.commune_id)
    return StopAnswer.of(parts.stops.of(actor.commune_id))
