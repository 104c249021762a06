"""What the QR of an approval sheet says: which version of which bulletin the paper is about, and the hash that was approved.

It names no address, which may be gone by the time somebody asks; `loalang verify` looks it up where the database is.
"""

import re
from uuid import UUID

from app.bulletins.errors import BadPaperMarkError
from app.units import BulletinId, CommuneId, Sha256
from app.values import frozen

PAPER = "LOALANG:1:"
_FORM = re.compile(rf"{PAPER}([0-9A-F]{{32}}):([0-9A-F]{{32}}):([1-9][0-9]{{0,6}}):([0-9A-F]{{64}})")


@frozen
class PaperMark:
    """See the module."""

    commune_id: CommuneId
    bulletin_id: BulletinId
    number: int
    content_hash: Sha256

    @property
    def text(self) -> str:
        """Letters and signs of which a QR code is smallest."""
        ids = f"{self.commune_id.hex}:{self.bulletin_id.hex}:{self.number}"
        return f"{PAPER}{ids}:{self.content_hash}".upper()


def read_paper(text: str) -> PaperMark:
    """What somebody read from a QR code. Raises `BadPaperMarkError`."""
    found = _FORM.fullmatch(text.strip().upper())
    if found is None:
        raise BadPaperMarkError
    commune_id, bulletin_id, number, content_hash = found.groups()
    return PaperMark(CommuneId(UUID(commune_id)), BulletinId(UUID(bulletin_id)), int(number), Sha256(content_hash.lower()))
