"""What a bulletin is: codes, states and their moves. Codes are those of the glossary."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from app.units import BulletinId, CommuneId, Sha256, VersionId, ZoneId
from app.values import frozen

LONGEST_OF_ISSUER = 200
"""Characters of each thing that is said of an issuer."""


class Kind(StrEnum):
    """What sort of text it is."""

    NOTICE = "notice"
    FEATURE = "feature"
    ROUND_UP = "round_up"
    QA = "qa"
    SPOT = "spot"
    GREETING = "greeting"
    """What programmes say and play around bulletins in the commune's own way: its readings and its tunes."""


class Language(StrEnum):
    """What a bulletin is spoken in, by ISO 639: Vietnamese, and the languages that communes broadcast in (NĐ 49/2024, Art. 8)."""

    VIETNAMESE = "vi"
    TAY = "tyz"
    NUNG = "nut"
    THAI = "blt"
    MUONG = "mtq"
    KHMER = "km"
    HMONG = "hmn"
    DAO = "ium"
    JARAI = "jra"
    EDE = "rad"
    BAHNAR = "bdq"
    CHAM = "cjm"
    OTHER = "mis"


class Theme(StrEnum):
    """The plan's themes."""

    REVIEW = "review"
    POLICY = "policy"
    PROGRAMME = "programme"
    GUIDELINE = "guideline"
    OTHER = "other"


class Priority(StrEnum):
    """The three priorities of TT 39/2020/TT-BTTTT."""

    NORMAL = "normal"
    PRIORITY = "priority"
    EMERGENCY = "emergency"


HEADER_PRIORITIES = {"thuong": Priority.NORMAL, "uu_tien": Priority.PRIORITY, "khan_cap": Priority.EMERGENCY}
"""How a bulletin file writes a priority."""


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


ALLOWED_MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.APPROVED, State.RETURNED}),
    State.APPROVED: frozenset({State.WITHDRAWN, State.EXPIRED}),
    State.RETURNED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),
}
"""The only moves a version makes; from `submitted` on its words never change, and an edit makes a new draft."""


@frozen
class ZoneRef:
    """A zone a version is for: its id, and the path as it read when it was chosen."""

    id: ZoneId
    path: str


@frozen
class Issuer:
    """Whose a bulletin is that came from above. document: its number; approver, approved_on: who approved it there, when.

    content_hash: SHA-256 of what was approved there, as far as it was given.
    """

    name: str
    document: str
    approver: str
    approved_on: date
    content_hash: Sha256 | None = None

    @property
    def said(self) -> str:
        """As sheets, manifests and logs name it beside the commune's own approver."""
        return f"bản của {self.name}, số {self.document}, {self.approver} duyệt ngày {self.approved_on:%d/%m/%Y}"

    def json(self) -> dict[str, Any]:
        """As it is kept, and as the content hash holds it."""
        return {**asdict(self), "approved_on": self.approved_on.isoformat()}

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Self | None:
        """The other way round."""
        return None if kept is None else cls(**{**kept, "approved_on": date.fromisoformat(kept["approved_on"])})


@frozen
class SentenceNote:
    """What an approver notes at a sentence. sentence: its number in the spoken words, from 1."""

    sentence: int
    text: str


@frozen
class VersionFacts:
    """What decides whether a version may be prepared or aired, and what a log book says of it.

    content_hash: of the approval, None when there is none. valid_to: the first instant at which it is no longer valid.
    approver: as sheets and logs name who approved it: one who wrote it too is marked so.
    cheerful: it is not for a time of mourning. is_altered: where it is looked at, the row is not what was approved.
    sound_to: where it is looked at, the first instant at which a recording it is bound to is no longer to be heard; None: later
    than `valid_to`, which else is no later than that.
    """

    version_id: VersionId
    bulletin_id: BulletinId
    commune_id: CommuneId
    number: int
    state: State
    title: str
    kind: Kind
    theme: Theme
    priority: Priority
    content_hash: Sha256 | None
    valid_from: datetime | None
    valid_to: datetime | None
    zone_ids: frozenset[ZoneId]
    approver: str | None
    approved_at: datetime | None
    cheerful: bool = False
    is_altered: bool = False
    sound_to: datetime | None = None
