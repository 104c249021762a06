"""What surrounds the bulletins is read as it ships, and what a commune is called is no mark in it."""

from sqlalchemy import update

from app.programmes import ProgrammeOrder
from app.programmes.running_order import Spoken
from app.programmes.sources import source_of
from app.wiring import Services
from app.zones.tables import CommuneRow
from tests.support.office import Office


def test_a_communes_name_is_no_mark(office: Office, services: Services) -> None:
    version = office.approved()
    with services.sessions.begin() as session:
        session.execute(update(CommuneRow).values(name="xã [nhạc: Không có]"))
    order = ProgrammeOrder("ban-tin", (version.version_id,), office.clock.now())
    with services.sessions.read() as session:
        found = source_of(session, services.studio, office.commune_id, order)
    assert any("nhạc" in item.script.text for item in found.order.items if isinstance(item, Spoken))
