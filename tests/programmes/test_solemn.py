"""The same programme for a time of mourning: the music is gone, every word and chime is there."""

import pytest

from app.programmes import Played, ProgrammeOrder, RunningOrder, Spoken
from app.programmes.sources import Source, source_of
from app.studio import Role
from app.wiring import Services
from tests.support.office import Office

SCRIPT = "Kính mời bà con họp.\n[nhạc: nhac-ket]\nĐúng bảy giờ tối."


def source(office: Office, services: Services, template: str, script: str, *, is_solemn: bool) -> Source:
    version = office.approved(script=script).version_id
    with office.sessions.read() as session:
        order = ProgrammeOrder(template, (version,), office.clock.now(), is_solemn=is_solemn)
        return source_of(session, services.studio, office.commune_id, order)


def words(order: RunningOrder) -> list[str]:
    return [sentence.text for item in order.items if isinstance(item, Spoken) for sentence in item.script.sentences]


@pytest.mark.parametrize("template", ["ban-tin", "khau-hieu", "thong-bao"])
def test_no_music_and_every_word(office: Office, services: Services, template: str) -> None:
    usual = source(office, services, template, SCRIPT, is_solemn=False)
    solemn = source(office, services, template, SCRIPT, is_solemn=True)
    assert (usual.order.has_music, solemn.order.has_music) == (True, False)
    assert words(solemn.order) == words(usual.order)
    chimes = [item.label for item in usual.order.items if isinstance(item, Played) and item.role is not Role.MUSIC]
    assert [item.label for item in solemn.order.items if isinstance(item, Played)] == chimes
    assert solemn.content_hash != usual.content_hash, "it is another audio"


def test_bare_speech_is_the_same_audio_on_every_day(office: Office, services: Services) -> None:
    version = office.approved().version_id
    with office.sessions.read() as session:
        hashes = {
            source_of(
                session,
                services.studio,
                office.commune_id,
                ProgrammeOrder("khong-nhac", (version,), office.clock.now(), is_solemn=is_solemn),
            ).content_hash
            for is_solemn in (False, True)
        }
    assert len(hashes) == 1


def test_what_it_has_to_fit_into_is_part_of_what_it_is(office: Office, services: Services) -> None:
    version = office.approved().version_id
    with office.sessions.read() as session:
        made = [
            source_of(
                session,
                services.studio,
                office.commune_id,
                ProgrammeOrder("ban-tin", (version,), office.clock.now(), limit_s=limit_s),
            )
            for limit_s in (None, 60, 90)
        ]
    assert len({each.content_hash for each in made}) == 3
    assert [each.order.limit_s for each in made] == [None, 60, 90]
