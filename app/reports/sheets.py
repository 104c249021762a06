"""The approval sheet of one version ("Phiếu duyệt bản tin"): everything that was approved, on paper, to be signed and kept."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import Role, person, person_names
from app.bulletins import (
    HeardVersion,
    PaperMark,
    SpokenPart,
    State,
    Version,
    approver_of,
    authors_of,
    frozen_version,
    version,
    version_facts,
    versions,
)
from app.reports.errors import NothingSubmittedError
from app.units import BulletinId, CommuneId, VersionId
from app.values import frozen
from app.zones import commune, public_key


@frozen
class ApprovalSheet:
    """A version from its submission on, with all that its approval binds.

    authors: who wrote at it; approver: as logs name that person; roles: what that person is today. key: of the commune, by
    which its audio files are verified.
    """

    commune: str
    version: Version
    heard: HeardVersion
    authors: tuple[str, ...]
    approver: str | None
    roles: tuple[Role, ...]
    mark: PaperMark
    key: bytes
    printed_at: datetime

    @property
    def is_in_force(self) -> bool:
        """Whether the approval stands."""
        return self.version.summary.state is State.APPROVED

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """What is said, by presenter; their names are left out where there is one alone."""
        parts = [part for part in self.heard.spoken.items if isinstance(part, SpokenPart)]
        several = len({part.presenter for part in parts}) > 1
        return [(part.presenter.value.upper() if several else "", sentence.text) for part in parts for sentence in part.sentences]


def approval_sheet(
    session: Session, now: datetime, commune_id: CommuneId, bulletin_id: BulletinId, number: int | None = None
) -> ApprovalSheet:
    """The sheet of a version; number None: of the newest that was submitted.

    Raises `NotFoundError`, and `NothingSubmittedError` for a draft, which nobody can approve yet.
    """
    if number is None:
        newest = versions(session, commune_id, bulletin_id)
        number = next((each.number for each in newest if each.state is not State.DRAFT), newest[0].number)
    found = version(session, commune_id, bulletin_id, number)
    version_id = found.summary.version_id
    heard = frozen_version(session, commune_id, version_id)
    if heard is None or found.content_hash is None:
        raise NothingSubmittedError(found.summary.title)
    return ApprovalSheet(
        commune=commune(session, commune_id).name,
        version=found,
        heard=heard,
        authors=_authors(session, commune_id, version_id, found),
        approver=version_facts(session, commune_id, [version_id])[version_id].approver,
        roles=_roles(session, commune_id, version_id),
        mark=PaperMark(commune_id, bulletin_id, number, found.content_hash),
        key=public_key(session, commune_id),
        printed_at=now,
    )


def _authors(session: Session, commune_id: CommuneId, version_id: VersionId, found: Version) -> tuple[str, ...]:
    """By their names of today, or where those are not known, whoever is written down as having begun it."""
    names = person_names(session, commune_id)
    known = [names[key] for key in authors_of(session, commune_id, [version_id])[version_id] if key in names]
    return tuple(known) or (found.summary.created_by,)


def _roles(session: Session, commune_id: CommuneId, version_id: VersionId) -> tuple[Role, ...]:
    approver = approver_of(session, commune_id, version_id)
    if approver is None:
        return ()
    known = person(session, commune_id, approver).roles
    return tuple(role for role in Role if role in known)
