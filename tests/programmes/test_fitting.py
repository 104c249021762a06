"""A programme that has to fit: whole bulletins are left out, speech ends at a sentence, what surrounds them stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.programmes.errors import NoRoomError
from app.programmes.fitting import Cut, fit
from app.sound import LoadedClip, Sound
from app.studio import Piece, Role

RATE = 8000


def piece(seconds: float, bulletin: int | None, *, role: Role = Role.SPEECH, text: str = "") -> tuple[int | None, Piece]:
    return bulletin, Piece(LoadedClip(Sound.silence(seconds, RATE)), role, 0.0, text, "x")


HEAD, TAIL = piece(10, None, role=Role.MUSIC, text="nhạc hiệu"), piece(5, None, text="lời kết")
FIRST = [piece(4, 0, text="a1"), piece(4, 0, text="a2"), piece(1, 0, role=Role.CHIME), piece(4, 0, text="a3")]
SECOND = [piece(20, 1, text="b1")]
THIRD = [piece(3, 2, text="c1")]
ALL = [HEAD, *FIRST, *SECOND, *THIRD, TAIL]


def said(pieces: tuple[Piece, ...]) -> list[str]:
    return [each.text for each in pieces if each.text]


def seconds(pieces: tuple[Piece, ...]) -> float:
    return sum(each.clip.frames / each.clip.rate + each.pause_s for each in pieces)


def test_what_fits_is_left_alone() -> None:
    kept, cuts = fit(ALL, 51)
    assert (len(kept), cuts) == (len(ALL), ())


def test_a_bulletin_that_does_not_fit_is_left_out_whole_and_told_in_seconds() -> None:
    assert fit(ALL, 50)[1] == (Cut(2, 3.0, is_whole=True),)
    kept, cuts = fit(ALL, 40)
    assert said(kept) == ["nhạc hiệu", "a1", "a2", "a3", "c1", "lời kết"]
    assert cuts == (Cut(1, 20.0, is_whole=True),)


def test_the_only_one_ends_after_a_sentence() -> None:
    kept, cuts = fit([HEAD, *FIRST, TAIL], 25)
    assert said(kept) == ["nhạc hiệu", "a1", "a2", "lời kết"]
    assert cuts == (Cut(0, 5.0, is_whole=False),)


def test_a_bulletin_read_twice_is_one_bulletin() -> None:
    twice = [HEAD, *FIRST, piece(2, None, text="Xin nhắc lại"), *FIRST, *THIRD, TAIL]
    kept, cuts = fit(twice, 25)
    assert said(kept) == ["nhạc hiệu", "Xin nhắc lại", "c1", "lời kết"]
    assert cuts == (Cut(0, 26.0, is_whole=True),)


def test_a_reading_that_cannot_end_at_a_sentence_is_no_programme() -> None:
    with pytest.raises(NoRoomError) as refused:
        fit([HEAD, *SECOND, TAIL], 30)
    assert refused.value.seconds == 5
    assert len(fit([HEAD, TAIL], 1)[0]) == 2, "without bulletins there is nothing to leave out"


lengths = st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=5), min_size=1, max_size=5)


@given(lengths, st.integers(1, 200))
def test_it_fits_and_no_sentence_is_cut(bulletins: list[list[int]], limit_s: int) -> None:
    pieces = [HEAD, *(piece(length, number) for number, own in enumerate(bulletins) for length in own), TAIL]
    try:
        kept, cuts = fit(pieces, limit_s)
    except NoRoomError:
        assert 15 + bulletins[0][0] > limit_s
        return
    assert seconds(kept) <= max(limit_s, 15)
    whole = [each for _, each in pieces]
    assert all(any(each is one for one in whole) for each in kept)
    assert seconds(kept) + sum(cut.seconds for cut in cuts) == pytest.approx(seconds(tuple(whole)))
    assert [cut.is_whole for cut in cuts].count(False) <= 1
