"""What will be heard otherwise than in a version that was decided on before: inside its sentences, beside what is written."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from app.bulletins import Move, SpokenScript, State
from app.desk.reading import Heard
from app.values import frozen

_ALIKE = 0.5
"""Sentences with so much in common are one that was changed; others are one that went and one that came."""
_MOST_PAIRS = 10_000
"""So many pairs of sentences are compared in one changed stretch: where there are more, the text was replaced as a whole."""
_SHORT = 2
"""So many words that stayed do not part two changes."""

_OPENING, _CLOSING = '(«“"', ')»”".!?…;'

How = Literal["", "ins", "del"]


@frozen
class Piece:
    """Words of a sentence. how: that they stayed, came or went."""

    text: str
    how: How = ""


@frozen
class Beside:
    """What stands at a sentence. written: what it is read from; gone: sentences that stood before it and are no longer said.

    notes: what was noted at this sentence, or at one that is gone, when the version was returned.
    """

    written: str
    pieces: tuple[Piece, ...]
    gone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What changed here, in words; empty: nothing."""
        if all(piece.how == "ins" for piece in self.pieces):
            own = "thêm câu"
        else:
            own = "sửa" if any(piece.how for piece in self.pieces) else ""
        return ", ".join(part for part in (own, f"bỏ {len(self.gone)} câu trước đó" if self.gone else "") if part)


@frozen
class Against:
    """A comparison with a version decided on before. returned: how it was returned, None: it was approved.

    sentences: by number; tail: sentences that stood at the end and are no longer said.
    """

    number: int
    returned: Move | None
    sentences: dict[int, Beside]
    tail: tuple[str, ...]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Each place that changed: where it stands on the page, and what changed there."""
        found = [(f"cau-{key}", f"câu {key} ({each.label})") for key, each in self.sentences.items() if each.label]
        return [*found, *([("cau-bo", f"bỏ {len(self.tail)} câu cuối")] if self.tail else [])]


def alone(spoken: SpokenScript) -> dict[int, Beside]:
    """The sentences of a version that is compared with none, beside what is written."""
    return {at: Beside(_written(spoken, at), (Piece(sentence.text),)) for at, sentence in enumerate(spoken.sentences, start=1)}


def against(now: Heard, before: Heard) -> Against:
    """What of `now` will be heard otherwise than in `before`."""
    moves = reversed(before.version.moves)
    returned = next((move for move in moves if move.after is State.RETURNED), None)
    by_old: dict[int, list[str]] = {}
    for note in returned.notes if returned else ():
        by_old.setdefault(note.sentence, []).append(note.text)
    old = [each.text for each in before.spoken.sentences]
    new = [each.text for each in now.spoken.sentences]
    found: dict[int, Beside] = {}
    done = 0
    for at, partner in enumerate(partners(old, new), start=1):
        until = done if partner is None else partner
        kept = range(done, until if partner is None else partner + 1)
        text = new[at - 1]
        found[at] = Beside(
            written=_written(now.spoken, at),
            pieces=(Piece(text, "ins"),) if partner is None else pieces(old[partner], text),
            gone=tuple(old[done:until]),
            notes=tuple(note for each in kept for note in by_old.get(each + 1, ())),
        )
        done = kept.stop
    return Against(before.version.summary.number, returned, found, tuple(old[done:]))


def _written(spoken: SpokenScript, number: int) -> str:
    """With the marks around it that are not said: a bracket is opened and closed."""
    sentence = spoken.sentences[number - 1]
    start, end = sentence.start, sentence.end
    while start and spoken.script[start - 1] in _OPENING:
        start -= 1
    while end < len(spoken.script) and spoken.script[end] in _CLOSING:
        end += 1
    return spoken.script[start:end].strip()


def partners(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new sentence the old one it was made from, in order; None: it is new."""
    found: list[int | None] = [None] * len(new)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found[c:d] = range(a, b)
        elif (b - a) * (d - c) <= _MOST_PAIRS:
            words = [Counter(each.split()) for each in old[a:b]]
            first = a
            for at in range(c, d):
                mine = Counter(new[at].split())
                alike, best = max(((_alike(words[each - a], mine), -each) for each in range(first, b)), default=(0.0, 0))
                if alike >= _ALIKE:
                    found[at], first = -best, 1 - best
    return found


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """A sentence with the words that went and those that came."""
    before, after = old.split(), new.split()
    found: list[Piece] = []
    new_at = 0
    for a, b, c, d in (*_changes(before, after), (len(before), len(before), len(after), len(after))):
        parts: tuple[tuple[list[str], How], ...] = ((after[new_at:c], ""), (before[a:b], "del"), (after[c:d], "ins"))
        found.extend(Piece(" ".join(words), how) for words, how in parts if words)
        new_at = d
    return tuple(found)


def _changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Stretches that differ. A word or two that stayed between them are read with them: an hour changes as a whole."""
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal" and found and a - found[-1][1] <= _SHORT:
            found[-1] = (found[-1][0], b, found[-1][2], d)
        elif tag != "equal":
            found.append((a, b, c, d))
    return found
