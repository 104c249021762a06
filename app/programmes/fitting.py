"""A programme that has to fit into its slot: whole bulletins are left out, and speech is never cut inside a sentence.

What surrounds the bulletins stays: a greeting without its closing words would sound like a fault. Bulletins are taken in their
order as long as they fit. When not even the first does, it ends after the last of its sentences that fits.
"""

from collections.abc import Sequence

from app.programmes.errors import NoRoomError
from app.studio import Piece, Role
from app.values import frozen


@frozen
class Cut:
    """What is not heard of a bulletin. bulletin: its place in the order; seconds: of what is missing; is_whole: all of it."""

    bulletin: int
    seconds: float
    is_whole: bool


Pieces = Sequence[tuple[int | None, Piece]]
"""Pieces in their turn, each with the bulletin it belongs to."""


def fit(pieces: Pieces, limit_s: float) -> tuple[tuple[Piece, ...], tuple[Cut, ...]]:
    """The pieces that are heard within `limit_s` seconds, and what is not. Raises `NoRoomError` when nothing could be said."""
    room = limit_s - sum(_seconds(piece) for bulletin, piece in pieces if bulletin is None)
    lengths: dict[int, float] = {}
    for bulletin, piece in pieces:
        if bulletin is not None:
            lengths[bulletin] = lengths.get(bulletin, 0.0) + _seconds(piece)
    taken = set()
    for bulletin, seconds in lengths.items():
        if seconds <= room:
            taken.add(bulletin)
            room -= seconds
    if not taken and lengths:
        return _begun(pieces, min(lengths), room, lengths)
    cuts = tuple(Cut(bulletin, seconds, is_whole=True) for bulletin, seconds in lengths.items() if bulletin not in taken)
    return tuple(piece for bulletin, piece in pieces if bulletin is None or bulletin in taken), cuts


def _begun(pieces: Pieces, first: int, room: float, lengths: dict[int, float]) -> tuple[tuple[Piece, ...], tuple[Cut, ...]]:
    """The first bulletin up to the end of a sentence, and nothing of the others."""
    kept: list[tuple[int | None, Piece]] = []
    heard, used, said = 0, 0.0, 0.0
    own = [number for number, (bulletin, _) in enumerate(pieces) if bulletin == first]
    for place, number in enumerate(own, start=1):
        piece = pieces[number][1]
        used += _seconds(piece)
        if used > room:
            break
        if piece.role is Role.SPEECH:
            heard, said = place, used
    if not heard:
        raise NoRoomError(seconds=round(lengths[first] - room))
    last = own[heard - 1]
    kept = [each for number, each in enumerate(pieces) if each[0] is None or (each[0] == first and number <= last)]
    others = (Cut(bulletin, seconds, is_whole=True) for bulletin, seconds in lengths.items() if bulletin != first)
    return tuple(piece for _, piece in kept), (Cut(first, lengths[first] - said, is_whole=False), *others)


def _seconds(piece: Piece) -> float:
    return piece.clip.frames / piece.clip.rate + piece.pause_s
