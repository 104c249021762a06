"""Rendering rows are the durable queue: wanted once, made by one worker, taken over from a dead one."""

from datetime import timedelta

from app.clock import ManualClock
from app.db import Sessions
from app.programmes import RenderingState, StoredAudio, VersionOrder, rendering
from app.programmes.renderings import LEASE, TRY_AGAIN, Published, claim, fail, publish, renew, unfinished, want
from app.speech import VoiceFailedError
from app.studio import Profile
from app.units import CommuneId, RenderingId, Sha256, VersionId, new_id
from app.zones import Founding
from app.zones.signing import DatabaseSigners

CONTENT = Sha256("ab" * 32)
MADE = Published(
    forms={"mp3": StoredAudio(Sha256("01" * 32), 16000), "wav": StoredAudio(Sha256("02" * 32), 88244)},
    peaks=Sha256("03" * 32),
    timings=Sha256("04" * 32),
    result={"seconds": 1.0},
)


def _want(sessions: Sessions, clock: ManualClock, commune_id: CommuneId, *, by_person: bool = False) -> RenderingId:
    with sessions.begin() as session:
        order = VersionOrder(VersionId(new_id()))
        return want(session, clock, commune_id, {CONTENT: order}, profile=Profile.HORN, by_person=by_person)[CONTENT].id


def _state(sessions: Sessions, founding: Founding, key: RenderingId) -> RenderingState:
    with sessions.read() as session:
        return rendering(session, founding.commune_id, key).state


def test_equal_content_is_wanted_once(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    assert _want(sessions, clock, founding.commune_id) == _want(sessions, clock, founding.commune_id)


def test_only_one_worker_gets_it_and_publishes_it_whole(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    key = _want(sessions, clock, founding.commune_id)
    with sessions.begin() as session:
        mine = claim(session, clock, key)
        assert claim(session, clock, key) is None
    assert mine is not None
    with sessions.begin() as session:
        assert publish(session, clock, DatabaseSigners(), mine, MADE)
    with sessions.read() as session:
        facts = rendering(session, founding.commune_id, key)
        assert (facts.state, facts.seconds, facts.forms) == (RenderingState.READY, 1.0, MADE.forms)
        assert unfinished(session, clock.now()) == []
    with sessions.begin() as session:
        assert claim(session, clock, key) is None


def test_a_dead_worker_is_replaced_and_its_late_word_does_not_count(
    sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    key = _want(sessions, clock, founding.commune_id)
    with sessions.begin() as session:
        dead = claim(session, clock, key)
    clock.advance(LEASE + timedelta(seconds=1))
    with sessions.begin() as session:
        assert unfinished(session, clock.now()) == [key]
        alive = claim(session, clock, key)
    assert dead is not None
    assert alive is not None
    with sessions.begin() as session:
        assert not renew(session, clock, dead, 0.9)
        assert not publish(session, clock, DatabaseSigners(), dead, MADE)
        assert renew(session, clock, alive, 0.5)
    assert _state(sessions, founding, key) is RenderingState.RENDERING


def test_a_worker_that_reports_keeps_its_lease(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    key = _want(sessions, clock, founding.commune_id)
    with sessions.begin() as session:
        mine = claim(session, clock, key)
    assert mine is not None
    for _ in range(4):
        clock.advance(LEASE / 2)
        with sessions.begin() as session:
            assert renew(session, clock, mine, 0.5)
            assert claim(session, clock, key) is None


def test_a_failure_names_the_sentence_and_is_tried_again_later_or_when_asked(
    sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    key = _want(sessions, clock, founding.commune_id)
    with sessions.begin() as session:
        mine = claim(session, clock, key)
        assert mine is not None
        fail(session, clock, mine, VoiceFailedError(engine="espeak", sentence="Kính chào bà con.", reason="gone"))
    with sessions.read() as session:
        failure = rendering(session, founding.commune_id, key).failure
    assert failure is not None
    assert failure[1]["sentence"] == "Kính chào bà con."
    _want(sessions, clock, founding.commune_id)
    assert _state(sessions, founding, key) is RenderingState.FAILED
    clock.advance(TRY_AGAIN)
    _want(sessions, clock, founding.commune_id)
    assert _state(sessions, founding, key) is RenderingState.WANTED


def test_a_person_need_not_wait(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    key = _want(sessions, clock, founding.commune_id)
    with sessions.begin() as session:
        mine = claim(session, clock, key)
        assert mine is not None
        fail(session, clock, mine, VoiceFailedError(engine="espeak", sentence="a", reason="gone"))
    _want(sessions, clock, founding.commune_id, by_person=True)
    assert _state(sessions, founding, key) is RenderingState.WANTED
