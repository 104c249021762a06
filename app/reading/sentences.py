"""Cuts the spoken words into sentences and breaths."""

from collections.abc import Iterator, Sequence

from app.reading.brackets import NUMBERS
from app.reading.model import Kind, Phrase, Sentence, Token
from app.reading.pattern import Pattern
from app.reading.pauses import MARKS, is_numbered_behind_colon, is_numbering, pauses
from app.reading.tables.classes import OPENERS, PERSONS

SENTENCE_MS, PARAGRAPH_MS = 450, 900
LONGEST, BREATH, SHORTEST = 400, 25, 6
LONGEST_WORD, LONGEST_BREATH = 100, 390
_STOPS, _CLOSERS = set(".!?…"), set(")]}»”’\"'")
_JOINTS = {"và", "hoặc", "hay", "nhưng", "để", "theo", "tại", "trong", "từ", "với", "mà"}
_JOINTS |= {"nếu", "khi", "vì", "do", "đến", "cho", "của", "về", "nhằm", "bằng"}
"""Words a speaker may breathe before."""
_CUT_BEFORE = _JOINTS | {"ngày"}
"""Words before which a long breath is cut where nobody hears it; a date stays whole."""

_BLANKS = {Kind.SPACE, Kind.SKIPPED}
_END_OF_PAGE = 4
"""Lines that end around the number of a page at the most, where no cue of a script stands."""
_PAGES = {"page", "page number"}
PAUSES_MS = {",": 200, ";": 300, ":": 300}
"""How long a voice rests at a mark inside a sentence. Source: eSpeak NG's clause pauses; other voices are near them."""

Piece = tuple[str, int, int]
"""Words, and the span of what they were read from."""


def split(text: str, tokens: Sequence[Token]) -> tuple[Sentence, ...]:
    """Sentences of at most 400 characters, each cut into phrases of at most 25 words."""
    sentences: list[Sentence] = []
    current: list[Token] = []
    stop = ""
    passed = _ends_of_pages(text, tokens)

    def close(pause_ms: int) -> None:
        sentences.extend(_sentences(text, current, stop or ".", pause_ms))
        current.clear()

    for at, token in enumerate(tokens):
        if token.rule == "word" or (token.rule == "space" and not stop):  # as most are
            current.append(token)
            stop = ""
        elif token.kind in _BLANKS:
            rest_ms = 0 if at in passed else _rest_ms(text, tokens, at, stop, current)
            if rest_ms:
                close(rest_ms)
            else:
                current.append(token)
            stop = ""
        else:
            current.append(token)
            stop = _stop(text, token, stop)
            if stop in {".", "…"} and _is_glued(text, tokens, at, current):
                close(SENTENCE_MS)
                stop = ""
    close(PARAGRAPH_MS)
    return tuple(sentences)


def _rest_ms(text: str, tokens: Sequence[Token], at: int, stop: str, current: Sequence[Token]) -> int:
    """The silence at a blank, or at a line left out, 0 where the sentence goes on."""
    token = tokens[at]
    if token.kind is Kind.SKIPPED:
        return PARAGRAPH_MS
    if token.rule == "line":
        return PARAGRAPH_MS if "\n" in text[token.start : token.end] else SENTENCE_MS
    return SENTENCE_MS if stop and not _goes_on(text, tokens, at, stop, current) else 0


def _ends_of_pages(text: str, tokens: Sequence[Token]) -> set[int]:
    """The tokens at the ends of pages over which a sentence runs on in small letters: the page's number and the lines around."""
    passed: set[int] = set()
    if _PAGES.isdisjoint({token.rule for token in tokens}):
        return passed
    first = pages = 0
    for at, token in enumerate(tokens):
        if token.rule in _PAGES:
            pages += 1
        if token.kind is Kind.SPACE or token.rule in _PAGES:
            continue
        if pages and first and text[tokens[first].start - 1].isalpha() and text[token.start].islower():
            lines = text.count("\n", tokens[first].start, token.start)
            passed |= set(range(first, at)) if lines <= _END_OF_PAGE + 2 * (pages - 1) else set()  # a cue stands there
        first, pages = at + 1, 0
    return passed


def _stop(text: str, token: Token, stop: str) -> str:
    """The mark a sentence ends with when nothing follows it but a blank; a closing quote or bracket keeps the one before."""
    written = text[token.start : token.end]
    if token.kind is Kind.PUNCTUATION:
        return written if written in _STOPS else stop if written in _CLOSERS else ""
    if token.rule == "end mark" or (not token.spoken and written.startswith("..")) or written.endswith(("v.v.", "...")):
        return "."
    return ""


def _is_glued(text: str, tokens: Sequence[Token], at: int, current: Sequence[Token]) -> bool:
    """Whether a sentence ends at a stop with no blank behind: "xã họp.Mời bà con"; not behind an initial or an item's number."""
    written = text[tokens[at].start : tokens[at].end]
    if at + 1 >= len(tokens) or not (written in {".", "…"} or written.startswith("..")):
        return False
    following = text[tokens[at + 1].start : tokens[at + 1].end]
    if not (following[:1].isupper() and following[1:].islower()) or is_numbering(current):
        return False
    before = next((token for token in reversed(tokens[max(0, at - 2) : at]) if token.kind is not Kind.SPACE), None)
    if before is None:
        return False
    ended = before.kind in NUMBERS or text[before.start : before.end] == ")"
    return ended or (before.kind is Kind.WORD and text[before.start + 1 : before.end].islower())


def _goes_on(text: str, tokens: Sequence[Token], at: int, stop: str, current: Sequence[Token]) -> bool:
    """Whether the stop before the blank `at` is none: behind the number of an item, before a small letter, in a name."""
    following = text[tokens[at + 1].start] if at + 1 < len(tokens) else ""
    noted = following == "(" and (text[tokens[at + 1].end : tokens[at + 1].end + 1].islower() or _is_initial(text, current))
    inside = following.islower() or noted or _is_called(text, current)
    more = _LISTED_ON.search(text[max(0, tokens[at].start - len(_MORE)) : tokens[at].start])
    listed = more is not None and not _ANEW.match(text, tokens[at].end)
    return is_numbering(current) or is_numbered_behind_colon(text, current) or (stop not in "?!" and (inside or listed))


_MORE = ",...…"
_LISTED_ON, _ANEW = Pattern(r",(?:\.{2,3}|…)$"), Pattern(rf"(?:{OPENERS})(?!\w)")
"""Behind a comma dots stand for more of a list, "CA HÁT,... GÂY ỒN", but before the word of a new sentence."""


def _is_initial(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the last word is one capital, as of a person who is not named: "bà Nguyễn Thị T. (thôn sáu)"."""
    said = next((token for token in reversed(tokens) if token.spoken), None)
    return (
        said is not None
        and text[said.start : said.end].rstrip(".").isupper()
        and len(text[said.start : said.end].rstrip(".")) == 1
    )


def _is_called(text: str, tokens: Sequence[Token]) -> bool:
    """Whether these end with a form of address and one capital, as "chị N. T": a person in the middle of a name."""
    said = [token for token in tokens[-_ADDRESSED:] if token.spoken][-2:]
    return len(said) > 1 and _is_initial(text, said) and said[0].spoken.lower() in _PERSONS


_ADDRESSED = 6
_PERSONS = frozenset(PERSONS.split("|"))


def _sentences(text: str, tokens: Sequence[Token], stop: str, pause_ms: int) -> Iterator[Sentence]:
    phrases = list(_phrases(text, tokens))
    group: list[Piece] = []
    total = 0
    for phrase in phrases:
        length = len(phrase[0]) + 1
        while group and total + length > LONGEST:
            cut = _seam(group, phrase)
            mark = group[cut - 1][0][-1:]
            yield _sentence(group[:cut], "." if mark == ";" else ",", PAUSES_MS.get(mark, PAUSES_MS[","]))
            group = group[cut:]
            total = sum(len(words) + 1 for words, _, _ in group)
        group.append(phrase)
        total += length
    if group:
        yield _sentence(group, stop if stop in "?!" else ".", pause_ms)


def _seam(group: Sequence[Piece], following: Piece) -> int:
    """Where too many breaths for one sentence are parted: behind the last semicolon, else the last mark, else before a joint.

    The colon of "Công văn số: 12" parts nothing, and a name at the end goes on in what follows.
    """
    for marks in (";", MARKS):
        ends = (at for at in range(len(group), 0, -1) if group[at - 1][0].endswith(tuple(marks)))
        at = next((at for at in ends if not group[at - 1][0].endswith("số:")), 0)
        if at:
            return at
    starts = (*group[1:], following)
    joints = [at for at in range(len(group), 0, -1) if _is_joint(starts[at - 1][0])]
    return next((at for at in joints if starts[at - 1][0].partition(" ")[0] not in _TIES), joints[0] if joints else len(group))


_TIES = frozenset({"và", "hoặc", "hay"})
"""Joints between what belongs together, "năm 2018 và giai đoạn 2019-2020": parted last."""


_SECOND_HALF = Pattern(
    r"(?:Phát triển|Đào tạo|Truyền thông|Môi trường|Xã hội|Du lịch|Đầu tư|Công nghệ|Tìm kiếm|Ngân sách|Trẻ em|Thể thao|Thông tin|"
    r"Thú y|Bảo vệ|Dân vận|Tôn giáo|Công thương)(?!\w)"
)
"""Behind "và" in the name of a ministry or a board."""


def _is_joint(words: str) -> bool:
    """Whether a speaker may breathe before these words; not inside a name: "Bộ Nông nghiệp và Phát triển nông thôn"."""
    first, _, rest = words.partition(" ")
    return first in _JOINTS and not (first == "và" and _SECOND_HALF.match(rest))


def _sentence(group: Sequence[Piece], stop: str, pause_ms: int) -> Sentence:
    last = len(group) - 1
    phrases = tuple(
        Phrase(words.rstrip(MARKS), PAUSES_MS.get(words[-1:], 0) if at < last else 0) for at, (words, _, _) in enumerate(group)
    )
    said = " ".join(words for words, _, _ in group).rstrip(MARKS)
    return Sentence(said + stop, group[0][1], group[-1][2], pause_ms, phrases)


def _phrases(text: str, tokens: Sequence[Token]) -> Iterator[Piece]:
    """Breaths: to the next mark or cell, or behind an item's number; longer ones are cut where nobody hears it."""
    pieces: list[Piece] = []
    marks = pauses(text, tokens)
    for at, token in enumerate(tokens):
        spoken = token.spoken
        if not spoken:
            pass
        elif " " not in spoken and len(spoken) <= LONGEST_WORD:
            pieces.append((spoken, token.start, token.end))
        elif ", " in spoken:
            *groups, last = spoken.split(", ")
            for words in groups:
                yield from _breaths([*pieces, (words, token.start, token.end)], ",")
                pieces = []
            pieces.append((last, token.start, token.end))
        else:
            pieces += [(words, token.start, token.end) for words in _handfuls(spoken)]
        if at in marks:
            yield from _breaths(pieces, marks[at])
            pieces = []
    yield from _breaths(pieces, "")


def _handfuls(spoken: str) -> Iterator[str]:
    """The words of one token, no more at once than a breath holds; what is no word at all is cut, however long it runs on."""
    words = spoken.split()
    if len(words) <= BREATH and len(spoken) <= LONGEST_WORD:  # as most are
        yield " ".join(words)
        return
    words = [word[start : start + LONGEST_WORD] for word in words for start in range(0, len(word), LONGEST_WORD)]
    for start in range(0, len(words), BREATH):
        yield from _fitting(words[start : start + BREATH])


def _fitting(words: Sequence[str]) -> Iterator[str]:
    """Those words, no more characters at once than a breath holds."""
    handful = ""
    for word in words:
        if handful and len(handful) + 1 + len(word) > LONGEST_BREATH:
            yield handful
            handful = ""
        handful = f"{handful} {word}".strip()
    if handful:
        yield handful


def _breaths(pieces: Sequence[Piece], mark: str) -> Iterator[Piece]:
    said = " ".join([words for words, _, _ in pieces])
    if pieces and said.count(" ") < BREATH and len(said) <= LONGEST_BREATH:  # as most are
        yield said + mark, pieces[0][1], pieces[-1][2]
        return
    start = count = length = 0
    joint = None
    for at, (words, _, _) in enumerate(pieces):
        size = words.count(" ") + 1
        while count + size > BREATH or (count and length + len(words) > LONGEST_BREATH):
            cut = joint if joint is not None else at
            yield _phrase(pieces[start:cut], "")
            count = sum(piece.count(" ") + 1 for piece, _, _ in pieces[cut:at])
            length = sum(len(piece) + 1 for piece, _, _ in pieces[cut:at])
            start, joint = cut, None
        if words in _CUT_BEFORE and count >= SHORTEST:
            joint = at
        count += size
        length += len(words) + 1
    if pieces:
        yield _phrase(pieces[start:], mark)


def _phrase(pieces: Sequence[Piece], mark: str) -> Piece:
    return " ".join(words for words, _, _ in pieces) + mark, pieces[0][1], pieces[-1][2]
