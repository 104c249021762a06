"""What who may do: a right is asked for in the act itself, never by the way it came in.

Two tables: what a role may do at all, and what of it a token opens. Both must agree. Raising emergencies is no role's:
it is granted to persons by name, whatever else they are.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from app.accounts.model import Holder, Role, Scope


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
    REMARKS = "remarks"
    """Read what citizens sent in, and answer it for the commune."""
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
    SIGN_IN = "sign_in"
    """Prove who one is, keep one's own second factor, sign out."""
    PEOPLE = "people"
    """Say who is who: invite people, change what they may, let them leave, erase their names, end their tokens."""
    AUDIT = "audit"
    """Read, verify and export who did what."""


class Grave(StrEnum):
    """Acts that take a proof of the last minutes that it is the person who asks, and not somebody at a screen left open.

    This is the whole list; each is asked for where its right is. What makes silence is never one: it asks for a right alone.
    Emergencies are raised with the PIN, which is a proof of the very moment; a restore is done at the machine alone.
    """

    ADD_PERSON = "add_person"
    CHANGE_PERSON = "change_person"
    LET_IN_AGAIN = "let_in_again"
    LET_LEAVE = "let_leave"
    ERASE_NAME = "erase_name"
    FORGET_FACTORS = "forget_factors"
    MAKE_TOKEN = "make_token"  # noqa: S105  # the name of an act
    """A token lasts longer than the sign-in it was made in."""
    MAKE_STATION_CODE = "make_station_code"
    """It lets another PC take the place of a station."""
    SET_PIN = "set_pin"
    """The first one; a later one takes the one before."""
    LIFT_STOP = "lift_stop"
    """Without the PIN."""
    ONE_OFFICER = "one_officer"
    """Whoever writes may then approve."""
    DELEGATE = "delegate"
    """Somebody else may then approve."""
    ADD_FACTOR = "add_factor"
    REMOVE_FACTOR = "remove_factor"
    RENEW_CODES = "renew_codes"


_EVERYBODY = frozenset({Right.LOOK, Right.LOOK_ALARMS, Right.FEED, Right.OWN, Right.SIGN_IN})
_ON_DUTY = _EVERYBODY | {Right.RENDER, Right.SILENCE, Right.STOP}

OF_ROLE: Mapping[Role, frozenset[Right]] = {
    Role.VIEWER: _EVERYBODY,
    Role.EDITOR: _ON_DUTY | {Right.WRITE, Right.SUBMIT, Right.SCHEDULE, Right.LEXICON, Right.OPERATE, Right.REMARKS},
    Role.APPROVER: _ON_DUTY | {Right.APPROVE, Right.REMARKS},
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


OF_WAITING = frozenset({Right.SIGN_IN})
"""What a sign-in opens that waits for its second factor."""


OF_PRACTISING = _ON_DUTY - {Right.OWN, Right.SIGN_IN, Right.FEED} | {
    *(Right.WRITE, Right.SUBMIT, Right.APPROVE, Right.SCHEDULE, Right.LEXICON, Right.OPERATE, Right.ALARM),
}
"""What an account of a training commune may: the work at the console. It has no password, token or PIN of its own to change."""


def must_have_second(roles: Collection[Role], holders: Collection[Holder], *, may_alarm: bool) -> bool:
    """Whether a person with these roles must have a second factor where `holders` must."""
    held = {role.value for role in roles} | ({Holder.EMERGENCY.value} if may_alarm else set())
    return not held.isdisjoint(holder.value for holder in holders)


def rights_of(roles: Collection[Role], *, may_alarm: bool) -> frozenset[Right]:
    """What a person with these roles may do; without a role nothing but what is granted by name."""
    granted = _OF_ALARM if may_alarm else frozenset()
    return granted.union(*(OF_ROLE[role] for role in roles))
