"""What is typed and not saved is kept on either database, whatever was typed."""

from dataclasses import replace

from app.accounts import Role, add_person
from app.bulletins import forget_all_unsaved, forget_unsaved, keep_unsaved, unsaved_text
from app.clock import ManualClock
from app.db import Sessions
from app.zones import Founding, found_commune


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


def test_what_was_typed_while_practising_is_the_persons_and_goes_with_the_person(
    sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    with sessions.begin() as session:
        training = found_commune(session, clock, name="xã tập huấn", admin="Tập", is_sandbox=True, home_id=founding.commune_id)
        person = add_person(session, clock, founding.admin, name="Hai", roles={Role.EDITOR})
        hai = replace(founding.admin, person_id=person)
        account = replace(training.admin, practises_for=hai)
        other = replace(training.admin, practises_for=founding.admin)
        for actor, typed in ((hai, "thật"), (account, "tập"), (other, "của người khác")):
            keep_unsaved(session, clock, actor, None, {"script": [typed]})

    def kept() -> list[str]:
        with sessions.read() as session:
            found = (unsaved_text(session, each, None) for each in (hai, account, other))
            return [each.fields["script"][0] for each in found if each is not None]

    assert kept() == ["thật", "tập", "của người khác"]
    with sessions.begin() as session:
        forget_unsaved(session, hai.own_id)
    assert kept() == ["của người khác"]
    with sessions.begin() as session:
        forget_all_unsaved(session, training.commune_id)
    assert kept() == []
