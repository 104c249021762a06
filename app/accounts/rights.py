"""What who may do: a right is asked for in the act itself, never by the way it came in.

Two tables: what a role may do at all, and what of it a token opens. Both must agree. Raising emergencies is no role's:
it is granted to persons by name, whatever else they are.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from app.accounts.model import Role, Scope


class Right(StrEnum):
    """A kind of act."""

    LOOK = "look"
    """See everything of the commune but emergencies; try what would be, without keeping anything."""
    LOOK_ALARMS = "look_alarms"
    """See emergencies, and whether everything is stopped."""
    FEED = "feed"
    """Fetch the timetable with the token in the address."""
    WRITE = "write"
    """Write bulletins, and bring recordings and music."""
    SUBMIT = "submit"
    """Lay a bulletin before the approver."""
    APPROVE = "approve"
    """Approve what was submitted, or return it."""
    RENDER = "render"
    """Have audio made."""
    SCHEDULE = "schedule"
    """Change the timetable."""
    LEXICON = "lexicon"
    """Change the commune's lexicon."""
    OPERATE = "operate"
    """Make day packs, accept faults."""
    SILENCE = "silence"
    """Withdraw a bulletin, cancel an airing."""
    STOP = "stop"
    """Stop everything, end an emergency."""
    ALARM = "alarm"
    """Raise, confirm and correct emergencies, lift a stop."""
    COMMUNE = "commune"
    """Change zones, stations, the regulation, days, standards, and who may raise emergencies how."""
    OWN = "own"
    """Make tokens for oneself, set one's own PIN."""
    PEOPLE = "people"
    """Say who is who: invite people, change what they may, let them leave, erase their names, end their tokens."""
    AUDIT = "audit"
    """Read, verify and export who did what."""


_EVERYBODY = frozenset({Right.LOOK, Right.LOOK_ALARMS, Right.FEED, Right.OWN})
_ON_DUTY = _EVERYBODY | {Right.RENDER, Right.SILENCE, Right.STOP}

OF_ROLE: Mapping[Role, frozenset[Right]] = {
    Role.VIEWER: _EVERYBODY,
    Role.EDITOR: _ON_DUTY | {Right.WRITE, Right.SUBMIT, Right.SCHEDULE, Right.LEXICON, Right.OPERATE},
    Role.APPROVER: _ON_DUTY | {Right.APPROVE},
    Role.OPERATOR: _ON_DUTY | {Right.OPERATE},
    Role.ADMIN: frozenset(Right) - {Right.ALARM},
}
"""What each role may do. Who may make something heard may also make it silent."""

_OF_ALARM = frozenset({Right.ALARM, Right.STOP})

OF_SCOPE: Mapping[Scope, frozenset[Right]] = {
    Scope.FULL: frozenset(Right) - {Right.FEED},
    Scope.READ: frozenset({Right.LOOK, Right.LOOK_ALARMS, Right.AUDIT}),
    Scope.EMERGENCY: frozenset({Right.LOOK_ALARMS, Right.ALARM, Right.STOP}),
    Scope.FEED: frozenset({Right.FEED}),
}
"""What each token opens. The feed's stands in an address, so it opens nothing else, and nothing else opens the feed."""


def rights_of(roles: Collection[Role], *, may_alarm: bool) -> frozenset[Right]:
    """What a person with these roles may do; without a role nothing but what is granted by name."""
    granted = _OF_ALARM if may_alarm else frozenset()
    return granted.union(*(OF_ROLE[role] for role in roles))
