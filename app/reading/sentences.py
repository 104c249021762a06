"""Cuts the spoken words into sentences and breaths."""

from collections.abc import Iterable, Iterator, Sequence

from app.reading.model import Kind, Phrase, Sentence, Token

SENTENCE_MS, PARAGRAPH_MS, PHRASE_MS = 450, 900, 200
LONGEST, BREATH = 400, 25
_STOPS, _BREATHS = set(".!?…"), set(",;:()")


def split(text: str, tokens: Sequence[Token]) -> tuple[Sentence, ...]:
    """Sentences of at most 400 characters, each cut into phrases of at most 25 words."""
    sentences: list[Sentence] = []
    current: list[Token] = []

    def close(pause_ms: int) -> None:
        sentences.extend(_sentences(text, current, pause_ms))
        current.clear()

    for at, token in enumerate(tokens):
        if token.kind is Kind.SKIPPED:
            close(PARAGRAPH_MS)
            continue
        written = text[token.start : token.end]
        if token.kind is Kind.SPACE and "\n" in written:
            close(PARAGRAPH_MS)
            continue
        current.append(token)
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind is Kind.PUNCTUATION and written in _STOPS and (following is None or following.kind is Kind.SPACE):
            after = tokens[at + 2] if at + 2 < len(tokens) else None
            if not (_is_numbering(current) or (written == "." and after is not None and text[after.start].islower())):
                close(SENTENCE_MS)
    close(PARAGRAPH_MS)
    return tuple(sentences)


def _is_numbering(tokens: Sequence[Token]) -> bool:
    """Whether these are a number and its stop, as before a heading or an item: said with what follows."""
    said = [token for token in tokens if token.spoken]
    return len(said) == 1 and said[0].kind in {Kind.NUMBER, Kind.ROMAN}


def _sentences(text: str, tokens: Sequence[Token], pause_ms: int) -> Iterator[Sentence]:
    phrases = list(_phrases(text, tokens))
    group: list[tuple[str, int, int]] = []
    for phrase in phrases:
        if group and sum(len(words) + 2 for words, _, _ in group) + len(phrase[0]) > LONGEST:
            yield _sentence(group, PHRASE_MS)
            group = []
        group.append(phrase)
    if group:
        yield _sentence(group, pause_ms)


def _sentence(group: Sequence[tuple[str, int, int]], pause_ms: int) -> Sentence:
    last = len(group) - 1
    phrases = tuple(Phrase(words.rstrip(","), PHRASE_MS if at < last else 0) for at, (words, _, _) in enumerate(group))
    said = " ".join(words for words, _, _ in group).rstrip(",")
    return Sentence(said + ".", group[0][1], group[-1][2], pause_ms, phrases)


def _phrases(text: str, tokens: Iterable[Token]) -> Iterator[tuple[str, int, int]]:
    words: list[Token] = []
    for token in tokens:
        if token.spoken:
            words.append(token)
        written = text[token.start : token.end]
        at_breath = (token.kind is Kind.PUNCTUATION and written in _BREATHS) or (token.kind is Kind.SPACE and "\t" in written)
        if words and (at_breath or sum(len(word.spoken.split()) for word in words) >= BREATH):
            yield _phrase(words, "," if at_breath else "")
            words = []
    if words:
        yield _phrase(words, "")


def _phrase(words: Sequence[Token], mark: str) -> tuple[str, int, int]:
    return " ".join(word.spoken for word in words) + mark, words[0].start, words[-1].end
