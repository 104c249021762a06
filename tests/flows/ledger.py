"""Who works in two communes, and what people know of what they did: approvals, deputies, sounds they brought."""

from dataclasses import dataclass, field
from datetime import datetime

from app.accounts import Role
from app.units import CommuneId, PersonId, ZoneId
from app.zones import Founding, NewStation

ROLES: dict[str, Role] = {
    "editor": Role.EDITOR,
    "writer": Role.EDITOR,
    "approver": Role.APPROVER,
    "deputy": Role.APPROVER,
    "operator": Role.OPERATOR,
    "viewer": Role.VIEWER,
}
"""Who works in each commune beside its administrator. An approver may be made an editor and the other way round."""
_APPROVES = {Role.APPROVER, Role.ADMIN}


@dataclass
class Approved:
    """An approval as people know it: what, in whose names, of whose words and sounds, for where and when.

    names: who approved, and on whose behalf; empty: one who had no right to.
    """

    commune: int
    bulletin_id: str
    content_hash: str
    names: frozenset[str]
    authors: frozenset[str]
    one_officer: bool
    valid_from: datetime
    valid_to: datetime
    zones: frozenset[ZoneId]
    is_over: bool = False


@dataclass
class Person:
    """token: of everything; roles: as the administrator said last."""

    id: PersonId
    token: str
    roles: set[Role]
    is_here: bool = True

    @property
    def approves(self) -> bool:
        """By a role."""
        return self.is_here and bool(self.roles & _APPROVES)


@dataclass
class Deputyship:
    """Who approves on whose behalf, from when until when; is_over: ended before its time, or with one of both leaving."""

    id: str
    giver: str
    deputy: str
    starts_at: datetime
    ends_at: datetime
    is_over: bool = False


@dataclass
class Brought:
    """A sound that somebody brought. ends_at: since when it is no longer to be heard."""

    id: str
    by: str
    ends_at: datetime | None = None


@dataclass
class Commune:
    """A commune, its people by the names of `ROLES` and `admin`, its villages, its station, its bulletins, slots and campaign.

    music: recordings by their names; sounds: by the SHA-256 of what is heard.
    """

    founding: Founding
    key: bytes
    people: dict[str, Person]
    station: NewStation
    villages: list[str]
    one_officer: bool = False
    bulletins: list[str] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)
    campaign: str | None = None
    deputyships: list[Deputyship] = field(default_factory=list)
    music: dict[str, str] = field(default_factory=dict)
    sounds: dict[str, Brought] = field(default_factory=dict)

    @property
    def id(self) -> CommuneId:
        """The commune's."""
        return self.founding.commune_id

    def names_of(self, who: str, now: datetime) -> frozenset[str]:
        """In whose names an approval by that person is at this moment; empty: it is none."""
        if self.people[who].approves:
            return frozenset({who})
        for each in self.deputyships:
            holds = each.deputy == who and not each.is_over and each.starts_at <= now < each.ends_at
            if holds and self.people[who].is_here and self.people[each.giver].approves:
                return frozenset({who, each.giver})
        return frozenset()
