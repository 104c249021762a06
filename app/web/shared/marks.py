"""The shape and the tone of every state; its words are in `app.words`."""

from app.airing import OccurrenceState
from app.bulletins import State
from app.reports import Contact
from app.values import frozen


@frozen
class Mark:
    """shape: of the mark; tone: its colour, which only repeats what shape and words say."""

    shape: str
    tone: str


OF_VERSION = {
    State.DRAFT: Mark("draft", "off"),
    State.SUBMITTED: Mark("wait", "off"),
    State.APPROVED: Mark("ok", "ok"),
    State.RETURNED: Mark("back", "look"),
    State.WITHDRAWN: Mark("x", "off"),
    State.EXPIRED: Mark("end", "off"),
}
OF_CONTACT = {
    Contact.ONLINE: Mark("ok", "ok"),
    Contact.ALONE: Mark("look", "look"),
    Contact.OFFLINE: Mark("look", "look"),
    Contact.NEVER: Mark("plan", "off"),
}
LOOK = Mark("look", "look")
SOUNDED = Mark("ok", "ok")
WAITING = Mark("wait", "off")
_OF_OCCURRENCE = {
    OccurrenceState.PLANNED: Mark("plan", "off"),
    OccurrenceState.PREPARED: Mark("play", "ok"),
    OccurrenceState.ON_AIR: Mark("air", "air"),
    OccurrenceState.AIRED: Mark("ok", "off"),
    OccurrenceState.INTERRUPTED: Mark("cut", "look"),
    OccurrenceState.MISSED: Mark("x", "look"),
    OccurrenceState.CANCELLED: Mark("x", "off"),
    OccurrenceState.BLOCKED: LOOK,
}


def of_occurrence(state: OccurrenceState, *, has_reason: bool) -> Mark:
    """The mark of an airing; one that waits and has a reason not to sound is to be looked at."""
    return LOOK if state.is_waiting and has_reason else _OF_OCCURRENCE[state]
