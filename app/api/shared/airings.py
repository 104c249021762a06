"""What every list tells of an airing in the same fields."""

from datetime import datetime

from app.api.shared.forms import Answer
from app.playout import BlockedReason, OccurrenceState
from app.timetable import Occurrence
from app.words import hour, state_word, word


class Airing(Answer):
    """When, what, how it stands and why, in codes and in words."""

    title: str
    starts_at: datetime
    local_time: str
    state: OccurrenceState
    state_word: str
    reason: BlockedReason | None
    reason_word: str | None


def airing_facts(found: Occurrence) -> dict[str, object]:
    """The fields of `Airing`, of an occurrence."""
    return {
        "title": found.title,
        "starts_at": found.starts_at,
        "local_time": hour(found.starts_at),
        "state": found.state,
        "state_word": state_word(found.kind, found.state, found.reason),
        "reason": found.reason,
        "reason_word": word("reason", found.reason.value) if found.reason else None,
    }
