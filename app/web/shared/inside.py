"""Where in a spoken sentence its marks stand: on words read from what is to be looked at, or from figures and short forms."""

from collections.abc import Iterator, Sequence

from app.reading import Kind, Token
from app.values import frozen

_PLAIN = frozenset({Kind.WORD, Kind.SPACE, Kind.PUNCTUATION, Kind.LAYOUT, Kind.SKIPPED})


@frozen
class Stretch:
    """Words of a sentence. is_look: what they were read from is to be looked at.

    written: what of the script they were read from, empty where that is said as it stands.
    """

    text: str
    written: str = ""
    is_look: bool = False


def is_turned(token: Token, script: str) -> bool:
    """Whether other words are said than are written."""
    return token.kind not in _PLAIN and bool(token.spoken) and token.spoken != script[token.start : token.end]


def stretches(text: str, script: str, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[Stretch]:
    """The whole of a sentence `text`. tokens: what of `script` begins in it; spans: what of `script` is to be looked at."""
    found: list[Stretch] = []
    at = 0
    for begin, end, start, stop in _marked(list(_placed(text, tokens)), script, spans):
        if begin > at:
            found.append(Stretch(text[at:begin]))
        found.append(Stretch(text[begin:end], script[start:stop], (start, stop) in spans))
        at = end
    return [*found, Stretch(text[at:])] if at < len(text) else found


def _placed(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Token]]:
    """Each token that is said, and where in the sentence; not one of whose words others stand before, as one that is cut."""
    at = 0
    for token in tokens:
        begin = text.find(token.spoken, at) if token.spoken else -1
        if begin < 0 or any(map(str.isalnum, text[at:begin])):
            continue
        at = begin + len(token.spoken)
        yield begin, at, token


def _marked(
    placed: Sequence[tuple[int, int, Token]], script: str, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """The marks: where in the sentence, and of what in the script; words of one span to look at are marked as one."""
    last = None
    for number, (begin, end, token) in enumerate(placed):
        span = next((each for each in spans if each[0] < token.end and token.start < each[1]), None)
        if span is not None:
            if span != last:
                inside = [stop for _, stop, each in placed[number:] if each.start < span[1]]
                yield begin, max(inside), *span
        elif is_turned(token, script):
            yield begin, end, token.start, token.end
        last = span
