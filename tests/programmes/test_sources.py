"""What surrounds the bulletins is read like them: with the commune's lexicon, and bound by the programme's hash."""

from sqlalchemy import update

from app.bulletins import Change, carry_out, propose
from app.programmes import ProgrammeOrder
from app.programmes.running_order import Spoken
from app.programmes.sources import Source, source_of
from app.reading import LexiconEntry
from app.speech import Accent
from app.wiring import Services
from app.zones.tables import CommuneRow
from tests.support.office import Office


def test_a_greeting_says_the_communes_name_as_the_lexicon_has_it(office: Office, services: Services) -> None:
    version = office.approved()
    order = ProgrammeOrder("ban-tin", (version.version_id,), office.clock.now())

    def source() -> Source:
        with services.sessions.read() as session:
            return source_of(session, services.studio, office.commune_id, order)

    before = source()
    change = Change(put=((None, LexiconEntry("Liên An", "liên ân")),))
    with services.sessions.begin() as session:
        proposal = propose(session, office.clock.now(), office.commune_id, change, accent=Accent.NORTH)
        carry_out(session, office.clock, office.actor, proposal, aired=frozenset(), reason="Đổi.", may_reopen=False)
    after = source()
    assert after.content_hash != before.content_hash
    greetings = [item.script.text for item in after.order.items if isinstance(item, Spoken)]
    assert greetings[0].startswith("Đây là Đài truyền thanh xã liên ân.")


def test_a_communes_name_is_no_mark(office: Office, services: Services) -> None:
    version = office.approved()
    with services.sessions.begin() as session:
        session.execute(update(CommuneRow).values(name="xã [nhạc: Không có]"))
    order = ProgrammeOrder("ban-tin", (version.version_id,), office.clock.now())
    with services.sessions.read() as session:
        found = source_of(session, services.studio, office.commune_id, order)
    assert any("nhạc" in item.script.text for item in found.order.items if isinstance(item, Spoken))
