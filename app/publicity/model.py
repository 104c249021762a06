"""What the public page shows: publications and remarks, and the rules of what is never shown there. Pure.

A household is never named on the web: what might name one is held until a person lets it be shown.
"""

import re
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.bulletins import Kind, Theme
from app.tags import UNWRITTEN, Tag
from app.units import BulletinId, CommuneId, OccurrenceId, RenderingId, VersionId
from app.values import frozen

REPLY_DAYS = 5
"""Working days within which a remark is answered, unless the commune says otherwise."""
LONGEST_REMARK = 2000
LONGEST_SENDER = 100
LONGEST_TELEPHONE = 20
LONGEST_CONTACT = 200


class Held(StrEnum):
    """Why a publication is not shown. names: it may name a person; person: somebody took it off; the second needs no reason."""

    NAMES = "names"
    PERSON = "person"


class RemarkState(StrEnum):
    """Where a remark stands. set_aside: it is no remark (an advertisement, an insult) and gets no answer."""

    NEW = "new"
    ANSWERED = "answered"
    SET_ASIDE = "set_aside"


@frozen
class PublicPage:
    """A commune's page. place: its part of the address. contact: how the station is reached. reply_days: working days."""

    commune_id: CommuneId
    name: str
    place: str
    is_sandbox: bool
    is_open: bool = True
    contact: str = ""
    reply_days: int = REPLY_DAYS
    tag: Tag = UNWRITTEN


@frozen
class Publication:
    """A bulletin version that was aired, see `app.publicity.tables.PublicationRow`."""

    version_id: VersionId
    bulletin_id: BulletinId
    title: str
    theme: str
    zones: tuple[str, ...]
    sentences: tuple[str, ...]
    valid_to: datetime | None
    first_at: datetime
    last_at: datetime
    airings: int
    held: Held | None
    rendering_id: RenderingId | None


@frozen
class Heard:
    """A publication by name, in the occurrence it was heard in."""

    occurrence_id: OccurrenceId
    version_id: VersionId
    title: str


@frozen
class Remark:
    """What a citizen sent in, see `app.publicity.tables.RemarkRow`."""

    id: UUID
    receipt: str
    state: RemarkState
    text: str
    sender: str
    telephone: str
    has_link: bool
    sent_at: datetime
    reply_by: date
    answer: str
    shown: str | None
    closed_at: datetime | None
    tag: Tag


def leaves_at(kind: Kind, theme: Theme, valid_to: datetime | None) -> datetime | None:
    """When a publication leaves the page; None: it stays.

    A posted notice of the poverty review is shown as long as it is posted (Law 91/2025/QH15: no longer than its purpose); what
    else was aired stays, so that people can follow what their station said.
    """
    return valid_to if kind is Kind.NOTICE and theme is Theme.REVIEW else None


_LINK = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|net|org|vn|info|biz|top|xyz|shop|site|online|io|me|cc|ru|cn)\b", re.IGNORECASE
)


def has_link(text: str) -> bool:
    """Whether an address of the web stands in a text, as in most of what machines send."""
    return _LINK.search(text) is not None
