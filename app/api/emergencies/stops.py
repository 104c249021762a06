"""*Stop all*: silence the commune with one call, and let it sound again."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import ConfigDict, Field

from app.accounts import Right
from app.api.emergencies.emergencies import EmergencyAnswer, MaybePin
from app.api.shared.forms import Answer, Form
from app.api.shared.silencing import SilenceWarningAnswer, warning_of
from app.desk import stops as acts
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, Silencing, WriteSession
from app.emergencies import ORDERED, live
from app.silence import Silence
from app.turns import lane
from app.units import EmergencyId

router = APIRouter(prefix="/stop-all", tags=["emergencies"], route_class=AskedFirst)


def _stops_said(parts: Parts, actor: SignedIn) -> int:
    return parts.stops.stops_said(actor.commune_id)


StopsSaid = Annotated[int, Depends(_stops_said)]
"""Taken before anything is waited for: a stop that is said while a lift waits for the database is not lifted by it."""


class StopForm(Form):
    """Why."""

    reason: str = Field(default="", max_length=500, description="Lý do dừng.", examples=["Phát nhầm giờ."])


class StopAnswer(Answer):
    """Whether everything is stopped; by whom, when and why. warning: what is to be known while the database has not got it."""

    stopped: bool
    at: datetime | None = None
    by: str | None = None
    reason: str | None = None
    warning: SilenceWarningAnswer | None = None

    @classmethod
    def of(cls, found: Silence | None, warning: SilenceWarningAnswer | None = None) -> Self:
        """The answer."""
        if found is None:
            return cls(stopped=False)
        return cls(stopped=True, at=found.at, by=found.by, reason=found.reason, warning=warning)


class HeldAnswer(StopAnswer):
    """would_sound: the emergencies that a lift may let go on; all others it ends. Empty where nothing is stopped."""

    would_sound: list[EmergencyAnswer]


class LiftForm(Form):
    """What may sound on. A stop ends with silence: a false alarm must not begin again by itself."""

    let_go_on: list[UUID] = Field(
        default=[], max_length=100, description="Mã các lượt phát khẩn cho phát tiếp; không nêu thì mọi lượt kết thúc."
    )

    model_config = ConfigDict(json_schema_extra={"examples": [{"let_go_on": []}]})


class LiftAnswer(StopAnswer):
    """ended: what was ended at the lift."""

    ended: list[EmergencyAnswer]


@router.get("")
@lane
def get_stop(parts: Parts, actor: Silencing, session: ReadSession) -> HeldAnswer:
    """Whether everything is stopped, and what a lift could let sound."""
    actor.must(Right.LOOK_ALARMS)
    stop = StopAnswer.of(parts.stops.stop_of(actor.commune_id))
    held = live(session, actor.commune_id, parts.clock.now()) if stop.stopped else []
    ended = parts.stops.hush_of(actor.commune_id).ids
    sounding = [EmergencyAnswer.of(each) for each in held if each.state in ORDERED and each.id not in ended]
    return HeldAnswer(**stop.model_dump(), would_sound=sounding)


@router.post("")
@lane
def post_stop(parts: Parts, actor: Silencing, form: StopForm) -> StopAnswer:
    """Stop everything, now, until a person lifts it; a full disk or a locked database does not refuse it, `warning` says so."""
    receipt = acts.stop(parts, actor, reason=form.reason)
    return StopAnswer.of(receipt.silence, warning_of(receipt))


@router.post("/lift")
def post_lift(
    parts: Parts, actor: SignedIn, said: StopsSaid, session: WriteSession, form: LiftForm | None = None, pin: MaybePin = ""
) -> LiftAnswer:
    """Let things sound again: what comes from now on, and of the emergencies those that are named, which takes the PIN."""
    go_on = [EmergencyId(key) for key in form.let_go_on] if form is not None else []
    ended = acts.lift(parts, session, actor, said=said, go_on=go_on, pin=pin)
    return LiftAnswer(stopped=False, ended=[EmergencyAnswer.of(each) for each in ended])
