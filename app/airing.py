"""States of an occurrence and the reasons why it may not sound; the codes are the glossary's and never change."""

from enum import StrEnum
from typing import Literal

AudioFormat = Literal["mp3", "wav"]
OutputKind = Literal["soundcard", "icecast", "wav", "folder", "null"]
UNHEARD: frozenset[OutputKind] = frozenset({"wav", "folder", "null"})
"""Of what goes out there a file is made, or nothing: no loudspeaker sounds."""
"""`wav` is a file of what would have been heard, for tests and figures; the others can be chosen in the settings."""


class BlockedReason(StrEnum):
    """Why something may not sound. `app.words` has the words for each."""

    NOT_APPROVED = "not_approved"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    QUIET_HOURS = "quiet_hours"
    MINUTES_USED_UP = "minutes_used_up"
    SLOT_MINUTES = "slot_minutes"
    AUDIO_MISSING = "audio_missing"
    HASH_DIFFERS = "hash_differs"
    MOURNING = "mourning"
    STOPPED = "stopped"
    CLOCK_UNTRUSTED = "clock_untrusted"
    WRONG_ZONE = "wrong_zone"
    NO_ROOM = "no_room"
    """A bulletin that did not fit into its slot."""
    LATE = "late"
    """Its slot says that it is not heard late."""
    EMERGENCY = "emergency"
    """An emergency cut into it."""
    NOT_REPORTED = "not_reported"
    """No station told within a day what became of it."""
    RESTORED = "restored"
    """It was due before the data were restored from a backup; whether it was heard, nobody knows."""
    CANCELLED = "cancelled"
    """A person cancelled it."""
    NOT_LISTED = "not_listed"
    """The plan that is gone by does not name it any more."""
    STATION_DISMISSED = "station_dismissed"
    """The PC is no longer this station."""
    MACHINE_OFF = "machine_off"
    """The machine was off, or asleep, while it was due."""
    NO_CONTACT = "no_contact"
    """The station and the server did not reach each other."""
    BUSY = "busy"
    """Something else was heard all the while it might have begun."""

    RECORDING_ENDED = "recording_ended"
    """A recording that its approval is bound to is not to be heard any more."""

    @property
    def may_pass(self) -> bool:
        """Whether waiting can mend it without a person: audio can arrive or be fetched again, a clock be set.

        Such an item waits out its grace; for any other reason it is blocked at once, because silence is the safe side.
        """
        return self in _PASSING


_PASSING = frozenset({BlockedReason.AUDIO_MISSING, BlockedReason.HASH_DIFFERS, BlockedReason.CLOCK_UNTRUSTED})


class LateRule(StrEnum):
    """What becomes of an item that could not begin at its second, within its grace; outside of it, it is missed in any case."""

    FROM_START = "from_start"
    JOIN = "join"
    """From the sentence that would be heard then."""
    SKIP = "skip"


class ItemKind(StrEnum):
    """What an occurrence is to an output."""

    PROGRAMME = "programme"
    RELAY = "relay"
    """Another station's sound is on the mixer: the output is left free for that time, and nothing else has it."""


class AsRunKind(StrEnum):
    """What a line of the log is about."""

    PROGRAMME = "programme"
    RELAY = "relay"
    EMERGENCY = "emergency"


class OccurrenceState(StrEnum):
    """Where one dated airing stands."""

    PLANNED = "planned"
    PREPARED = "prepared"
    ON_AIR = "on_air"
    AIRED = "aired"
    INTERRUPTED = "interrupted"
    MISSED = "missed"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"

    @property
    def is_waiting(self) -> bool:
        """Whether it has not sounded and still may."""
        return self in {OccurrenceState.PLANNED, OccurrenceState.PREPARED}

    @property
    def was_heard(self) -> bool:
        """Whether it sounds, or sounded, be it in part."""
        return self in {OccurrenceState.ON_AIR, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED}

    def may_become(self, other: "OccurrenceState") -> bool:
        """Whether the move from here to `other` is one of the allowed ones."""
        return other in _MOVES[self]


_BEFORE_SOUND = frozenset(
    {OccurrenceState.ON_AIR, OccurrenceState.MISSED, OccurrenceState.CANCELLED, OccurrenceState.BLOCKED},
)
_MOVES = {
    OccurrenceState.PLANNED: _BEFORE_SOUND | {OccurrenceState.PREPARED},
    OccurrenceState.PREPARED: _BEFORE_SOUND | {OccurrenceState.PLANNED},
    OccurrenceState.ON_AIR: frozenset({OccurrenceState.AIRED, OccurrenceState.INTERRUPTED}),
    OccurrenceState.AIRED: frozenset[OccurrenceState](),
    OccurrenceState.INTERRUPTED: frozenset[OccurrenceState](),
    OccurrenceState.MISSED: frozenset[OccurrenceState](),
    OccurrenceState.CANCELLED: frozenset[OccurrenceState](),
    OccurrenceState.BLOCKED: frozenset[OccurrenceState](),
}

WAITING = tuple(state for state in OccurrenceState if state.is_waiting)
HEARD = tuple(state for state in OccurrenceState if state.was_heard)
