"""What people are, and what their tokens are for."""

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the commune's station; one may be several."""

    EDITOR = "editor"
    APPROVER = "approver"
    OPERATOR = "operator"
    ADMIN = "admin"
    VIEWER = "viewer"


def listed(roles: Collection[Role]) -> str:
    """Roles as one fact, always in the same order."""
    return ", ".join(role.value for role in Role if role in roles)


class Scope(StrEnum):
    """What a person's token may be used for.

    full: everything that person may do. read: to look, never to change anything. emergency: the doors of an emergency alone.
    feed: the calendar feed alone; it stands in an address, so it opens nothing else.
    What each opens stands in `app.accounts.rights`. A station's own token is none of these: it opens `/station` alone.
    """

    FULL = "full"
    READ = "read"
    EMERGENCY = "emergency"
    FEED = "feed"


class Factor(StrEnum):
    """What a person has besides a password."""

    TOTP = "totp"
    PASSKEY = "passkey"


class Wait(StrEnum):
    """Why a sign-in opens nothing yet.

    second: the second factor is still to be given; enrol: the person must have one, and has none.
    """

    SECOND = "second"
    ENROL = "enrol"


class Holder(StrEnum):
    """Who may have to have a second factor: by role, and whoever may raise emergencies."""

    ADMIN = "admin"
    APPROVER = "approver"
    EMERGENCY = "emergency"


class ActorKind(StrEnum):
    """What kind of actor did something."""

    PERSON = "person"
    STATION = "station"
    SYSTEM = "system"
