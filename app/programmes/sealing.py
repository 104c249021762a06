"""What the seal of a rendering says, and how what it says stands today."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.bulletins import State, VersionFacts, deciding_versions, version_facts
from app.programmes.model import Order, versions_of
from app.programmes.preparation import Prepared
from app.units import BulletinId, CommuneId, Sha256, VersionId
from app.values import frozen
from app.wire.seals import Claims, SealedApproval, SealedVersion, seal
from app.wire.trust import Signer
from app.zones import Signers, commune, public_key

_BINDING = frozenset({State.APPROVED, State.EXPIRED})
"""States in which an approval stands: what was withdrawn or returned has none that counts."""


@frozen
class Sealer:
    """Puts seals, for one commune and one order, with what was approved when it began; it needs no database any more."""

    order: Order
    commune_id: CommuneId
    commune: str
    facts: dict[VersionId, VersionFacts]
    signer: Signer
    public_key: bytes

    def seal(self, prepared: Prepared, *, title: str, content_hash: Sha256) -> None:
        """Seal both files of what was made. Raises OSError."""
        claims = Claims(
            commune_id=self.commune_id,
            commune=self.commune,
            title=title,
            content_hash=content_hash,
            versions=tuple(_sealed(self.facts[key]) for key in self._heard(prepared) if key in self.facts),
        )
        for path in (prepared.mastered.mp3, prepared.mastered.wav):
            seal(path, claims, signer=self.signer, public_key=self.public_key)

    def _heard(self, prepared: Prepared) -> Iterable[VersionId]:
        """The versions that sound in it, without what found no room."""
        left_out = {cut.bulletin for cut in prepared.cuts if cut.is_whole}
        return [key for at, key in enumerate(versions_of(self.order)) if at not in left_out]


def sealer_for(session: Session, signers: Signers, commune_id: CommuneId, order: Order) -> Sealer:
    """Look up what the seal of an order will say."""
    return Sealer(
        order=order,
        commune_id=commune_id,
        commune=commune(session, commune_id).name,
        facts=version_facts(session, commune_id, versions_of(order)),
        signer=signers.of(session, commune_id),
        public_key=public_key(session, commune_id),
    )


@frozen
class SealedStanding:
    """How a version that a seal names stands today.

    facts: of that version, or of the newest approved one of its bulletin where that has the same content; None where the
    database has none. is_approved: exactly what sounds is approved, also where that happened after the file was made.
    """

    version: SealedVersion
    facts: VersionFacts | None
    is_approved: bool


def sealed_standing(session: Session, claims: Claims) -> list[SealedStanding]:
    """How everything a seal names stands today, in its order."""
    commune_id = CommuneId(claims.commune_id)
    own = version_facts(session, commune_id, [VersionId(each.version_id) for each in claims.versions])
    deciding = deciding_versions(session, commune_id, [BulletinId(each.bulletin_id) for each in claims.versions])
    found = []
    for each in claims.versions:
        sounds = each.approval.content_hash if each.approval is not None else claims.content_hash
        newest = deciding.get(BulletinId(each.bulletin_id))
        facts = newest if newest is not None and newest.content_hash == sounds else own.get(VersionId(each.version_id))
        is_approved = facts is not None and facts.content_hash == sounds and facts.state in _BINDING
        found.append(SealedStanding(each, facts, is_approved))
    return found


def _sealed(facts: VersionFacts) -> SealedVersion:
    return SealedVersion(
        bulletin_id=facts.bulletin_id,
        version_id=facts.version_id,
        number=facts.number,
        title=facts.title,
        approval=_approval(facts),
    )


def _approval(facts: VersionFacts) -> SealedApproval | None:
    if facts.state not in _BINDING or facts.approver is None or facts.approved_at is None or facts.content_hash is None:
        return None
    return SealedApproval(
        by=facts.approver,
        at=facts.approved_at,
        content_hash=facts.content_hash,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
    )
