"""What is typed and not saved is kept on either database, whatever was typed."""

from dataclasses import replace

from app.accounts import Role, add_person
from app.bulletins import keep_unsaved, unsaved_text
from app.clock import ManualClock
from app.db import Sessions
from app.zones import Founding


def test_a_character_that_no_database_holds_loses_nothing_of_the_rest(
    sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    with sessions.begin() as session:
        hai = add_person(session, clock, founding.admin, name="Hai", roles={Role.EDITOR})
        actor = replace(founding.admin, person_id=hai)
        keep_unsaved(session, clock, actor, None, {"script": ["Kính\x00 mời", "\u202e"]})
    with sessions.read() as session:
        found = unsaved_text(session, actor, None)
    assert found is not None
    assert found.fields == {"script": ["Kính\ufffd mời", "\u202e"]}
