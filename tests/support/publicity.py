"""One publication and some remarks, as if something had been aired and citizens had written."""

from uuid import UUID

from sqlalchemy import insert, select

from app.publicity import Remark, Sent, page_of, send
from app.schema import METADATA
from app.units import CommuneId
from app.wiring import Services


def published(services: Services, commune_id: CommuneId, number: int = 0) -> UUID:
    """The publication of a version that there is, of the first or of another; its id."""
    versions, publications = METADATA.tables["bulletin_versions"], METADATA.tables["publications"]
    now = services.clock.now()
    with services.sessions.begin() as session:
        columns = (versions.c.id, versions.c.bulletin_id)
        version, bulletin = session.execute(
            select(*columns).where(versions.c.commune_id == commune_id).order_by(versions.c.id).offset(number)
        ).first() or (None, None)
        about = {"version_id": version, "bulletin_id": bulletin, "commune_id": commune_id, "title": "Mời họp", "theme": "other"}
        about |= {"zones": [], "sentences": ["Kính mời bà con."], "folded": "", "first_at": now, "last_at": now, "airings": 1}
        session.execute(insert(publications).values(about))
    assert isinstance(version, UUID)
    return version


def sent(services: Services, commune_id: CommuneId, *texts: str) -> list[Remark]:
    """Remarks that wait for an answer."""
    with services.sessions.begin() as session:
        page = page_of(session, commune_id)
        return [send(session, services.clock, page, Sent(text, "Phạm Thị Tư", "0912345678")) for text in texts]
