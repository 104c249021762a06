"""Cuts the spoken words into sentences and breaths."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.reading.model import Kind, Phrase, Sentence, Token
from app.reading.pattern import Pattern
from app.reading.rules.rule import NEAR
from app.reading.tables.classes import LOWER, UPPER

SENTENCE_MS, PARAGRAPH_MS = 450, 900
LONGEST, BREATH, SHORTEST = 400, 25, 6
LONGEST_WORD, LONGEST_BREATH = 100, 390
_STOPS, _BREATHS, _CLOSERS = set(".!?…"), set(",;:()"), set(")]}»”’\"'")
_JOINTS = {"và", "hoặc", "hay", "nhưng", "để", "theo", "tại", "trong", "từ", "với", "mà"}
_JOINTS |= {"nếu", "khi", "vì", "do", "đến", "cho"}
"""Words a speaker may breathe before."""

_IN_ONE_BREATH = frozenset(
    f"{one} {other}"
    for one, others in {
        "kinh tế": ("xã hội", "hạ tầng", "ngân sách"),
        "chính trị": ("xã hội",),
        "văn hóa": ("xã hội", "văn nghệ", "thông tin", "thể thao"),
        "văn hoá": ("xã hội", "văn nghệ", "thông tin", "thể thao"),
        "quốc phòng": ("an ninh",),
        "an ninh": ("quốc phòng", "trật tự"),
        "thương binh": ("xã hội", "liệt sĩ", "liệt sỹ"),
        "lao động": ("thương binh",),
        "tài chính": ("kế hoạch",),
        "tư pháp": ("hộ tịch",),
        "địa chính": ("xây dựng", "nông nghiệp"),
        "thừa thiên": ("huế",),
        "bà rịa": ("vũng tàu",),
        "phan rang": ("tháp chàm",),
    }.items()
    for other in others
)
"""Names of fields and offices, by their two words on each side of the dash."""
_NAME_REACH = 4
"""Tokens beside a dash among which those words are."""
_APART = {(Kind.DATE, Kind.TIME), (Kind.TIME, Kind.NUMBER), (Kind.DATE, Kind.NUMBER)}
_APART |= {(Kind.IDENTIFIER, Kind.NUMBER), (Kind.IDENTIFIER, Kind.UNIT)}
"""Behind each other they would run into one number: "20/11/2020 07:30" is no year of 2027, "07:30 125 lượt" no half past."""
_MARKS = ",;:"
"""Pauses inside a sentence that stay as they are written."""
_DASHES = set("-–—")
_NUMBERINGS = {"numbering", "roman heading", "letter heading", "letter item", "small roman item"}
"""Rules that read the number or letter of an item: a short pause keeps it from counting what follows ("hai, Địa điểm")."""
_NUMBER_AND_STOP = 3
"""Tokens at the beginning of a sentence among which the stop of "2 . Kinh phí" is."""
_GLUED_ITEM = 3
"""Tokens of "…:1.": the colon, the number, the stop."""
_FEW = 3
"""Words in brackets that are said with the word before them."""
PAUSES_MS = {",": 200, ";": 300, ":": 300}
"""How long a voice rests at a mark inside a sentence. Source: eSpeak NG's clause pauses; other voices are near them."""

Piece = tuple[str, int, int]
"""Words, and the span of what they were read from."""


def split(text: str, tokens: Sequence[Token]) -> tuple[Sentence, ...]:
    """Sentences of at most 400 characters, each cut into phrases of at most 25 words."""
    sentences: list[Sentence] = []
    current: list[Token] = []
    stop = ""

    def close(pause_ms: int) -> None:
        sentences.extend(_sentences(text, current, stop or ".", pause_ms))
        current.clear()

    for at, token in enumerate(tokens):
        if token.kind is Kind.SKIPPED:
            close(PARAGRAPH_MS)
        elif token.kind is Kind.SPACE:
            written = text[token.start : token.end]
            if token.rule == "line":
                close(PARAGRAPH_MS if "\n" in written else SENTENCE_MS)
            elif stop and _goes_on(text, tokens, at, stop, current):
                current.append(token)
            elif stop:
                close(SENTENCE_MS)
            else:
                current.append(token)
        else:
            current.append(token)
            stop = _stop(text, token, stop)
            if stop == "." and _is_glued(text, tokens, at, current):
                close(SENTENCE_MS)
                stop = ""
            continue
        stop = ""
    close(PARAGRAPH_MS)
    return tuple(sentences)


def _stop(text: str, token: Token, stop: str) -> str:
    """The mark a sentence ends with when nothing follows it but a blank; a closing quote or bracket keeps the one before."""
    written = text[token.start : token.end]
    if token.kind is Kind.PUNCTUATION:
        return written if written in _STOPS else stop if written in _CLOSERS else ""
    if token.rule == "end mark" or (not token.spoken and written.startswith("..")) or written.endswith(("v.v.", "...")):
        return "."
    return ""


def _is_glued(text: str, tokens: Sequence[Token], at: int, current: Sequence[Token]) -> bool:
    """Whether a sentence ends at a stop with no blank behind: "xã họp.Mời bà con"; behind an initial or the number of an item none."""
    if at + 1 >= len(tokens) or text[tokens[at].start : tokens[at].end] != "." or _is_numbering(current):
        return False
    next_word = text[tokens[at + 1].start : tokens[at + 1].end]
    before = next((token for token in reversed(current[:-1]) if token.kind is not Kind.SPACE), None)
    if before is None or not (next_word[:1].isupper() and next_word[1:].islower() and next_word[1:]):
        return False
    ended = before.kind in {Kind.NUMBER, Kind.DATE, Kind.MONEY, Kind.UNIT} or text[before.start : before.end] == ")"
    return ended or (before.kind is Kind.WORD and text[before.start + 1 : before.end].islower())


def _goes_on(text: str, tokens: Sequence[Token], at: int, stop: str, current: Sequence[Token]) -> bool:
    """Whether the stop before the blank `at` is none: behind the number of an item, before a small letter, in a name."""
    following = text[tokens[at + 1].start] if at + 1 < len(tokens) else ""
    inside = following.islower() or (following == "(" and _is_initial(text, current))
    return _is_numbering(current) or _is_numbered_behind_colon(text, current) or (stop not in "?!" and inside)


def _is_initial(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the last word is one capital, as of a person who is not named: "bà Nguyễn Thị T. (thôn sáu)"."""
    said = next((token for token in reversed(tokens) if token.spoken), None)
    return (
        said is not None
        and text[said.start : said.end].rstrip(".").isupper()
        and len(text[said.start : said.end].rstrip(".")) == 1
    )


def _is_numbered_behind_colon(text: str, tokens: Sequence[Token]) -> bool:
    """Whether these end with the number of a first item glued to its colon, and its stop: "như sau:1."."""
    if len(tokens) < _GLUED_ITEM:
        return False
    colon, number, stop = tokens[-_GLUED_ITEM:]
    return number.kind is Kind.NUMBER and (text[colon.start : colon.end], text[stop.start : stop.end]) == (":", ".")


def _is_numbering(tokens: Sequence[Token]) -> bool:
    """Whether these are a number and its stop, as before a heading or an item: said with what follows."""
    said = [token for token in tokens if token.spoken]
    return len(said) == 1 and said[0].kind in {Kind.NUMBER, Kind.ROMAN}


def _sentences(text: str, tokens: Sequence[Token], stop: str, pause_ms: int) -> Iterator[Sentence]:
    phrases = list(_phrases(text, tokens))
    group: list[Piece] = []
    total = 0
    for phrase in phrases:
        length = len(phrase[0]) + 1
        while group and total + length > LONGEST:
            cut = _seam(group)
            yield _sentence(group[:cut], "," if group[cut - 1][0].endswith(",") else ".", PAUSES_MS[","])
            group = group[cut:]
            total = sum(len(words) + 1 for words, _, _ in group)
        group.append(phrase)
        total += length
    if group:
        yield _sentence(group, stop if stop in "?!" else ".", pause_ms)


def _seam(group: Sequence[Piece]) -> int:
    """Where too many breaths for one sentence are parted: behind the last semicolon, else the last mark, else at the end."""
    for marks in (";", _MARKS):
        at = next((at for at in range(len(group), 0, -1) if group[at - 1][0].endswith(tuple(marks))), 0)
        if at:
            return at
    return len(group)


def _sentence(group: Sequence[Piece], stop: str, pause_ms: int) -> Sentence:
    last = len(group) - 1
    phrases = tuple(
        Phrase(words.rstrip(_MARKS), PAUSES_MS.get(words[-1:], 0) if at < last else 0) for at, (words, _, _) in enumerate(group)
    )
    said = " ".join(words for words, _, _ in group).rstrip(_MARKS)
    return Sentence(said + stop, group[0][1], group[-1][2], pause_ms, phrases)


def _phrases(text: str, tokens: Sequence[Token]) -> Iterator[Piece]:
    """Breaths: to the next mark or cell, or behind an item's number; longer ones are cut where nobody hears it."""
    pieces: list[Piece] = []
    marks = _marks(text, tokens)
    for at, token in enumerate(tokens):
        if token.spoken and " " not in token.spoken and len(token.spoken) <= LONGEST_WORD:
            pieces.append((token.spoken, token.start, token.end))
        elif token.spoken:
            pieces += [(words, token.start, token.end) for words in _handfuls(token.spoken)]
        if at in marks:
            yield from _breaths(pieces, marks[at])
            pieces = []
    yield from _breaths(pieces, "")


def _marks(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """The mark behind each token where a speaker pauses."""
    marks: dict[int, str] = {}
    listed = _listed(text, tokens)
    opened = 0
    for at, token in enumerate(tokens):
        written = text[token.start : token.end]
        if at in listed:
            marks |= {at: listed[at]} if listed[at] else {}
        elif token.kind is Kind.PUNCTUATION and not token.spoken and token.rule != "pictograph":
            opened += (written == "(") - (written == ")")
            if written == ")" and _is_mark(text, tokens, at + 1):
                pass  # the mark behind parts more
            elif written in _BREATHS and opened >= 0:
                marks[at] = written if written in _MARKS else ","
            elif (
                written == "…"
                or (written == "." and at <= _NUMBER_AND_STOP and _is_numbering(tokens[:at]))
                or (written == "." and _is_numbered_behind_colon(text, tokens[max(0, at + 1 - _GLUED_ITEM) : at + 1]))
                or (written in _DASHES and _stands_apart(tokens, at) and not _is_one_name(text, tokens, at))
            ):
                marks[at] = ","
            opened = max(opened, 0)
        elif (
            token.rule in {"cell", "pictograph"}
            or (token.rule == "between names" and text[token.start - 1].islower())
            or (token.rule in _NUMBERINGS and token.spoken)
            or (not token.spoken and written[:2] == "..")
            or _runs_on(tokens, at)
        ):
            marks[at] = ","
    return marks


def _is_mark(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma, a semicolon or a colon stands at `at`."""
    return at < len(tokens) and tokens[at].kind is Kind.PUNCTUATION and text[tokens[at].start : tokens[at].end] in _MARKS


def _runs_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token and the next, a blank between them, would be heard as one number."""
    if at + 2 >= len(tokens) or tokens[at + 1].rule != "space":
        return False
    return (tokens[at].kind, tokens[at + 2].kind) in _APART


def _stands_apart(tokens: Sequence[Token], at: int) -> bool:
    """Whether there is a blank on a side: such a dash parts clauses."""
    return 0 < at < len(tokens) - 1 and any(tokens[beside].kind is Kind.SPACE for beside in (at - 1, at + 1))


_ROAD_BEFORE = Pattern(rf"(?<!\w)(?<![Tt]uyến )(?:[Đđ]ường|[Cc]ao tốc)(?: [{UPPER}][{LOWER}]*){{1,4}} ?$")
_NAME_AFTER = Pattern(rf" ?[{UPPER}][{LOWER}]")
"""A road by its two ends: "đường Mỹ Lộc - Tân An nối dài"."""


def _is_one_name(text: str, tokens: Sequence[Token], dash: int) -> bool:
    """Whether what stands on both sides is said in one breath, dash or not: "kinh tế - xã hội", a road by its two ends."""
    start, end = tokens[dash].start, tokens[dash].end
    if _NAME_AFTER.match(text, end) and _ROAD_BEFORE.search(text[max(0, start - NEAR) : start]):
        return True
    before = [word for token in tokens[max(0, dash - _NAME_REACH) : dash] for word in token.spoken.split()]
    after = [word for token in tokens[dash + 1 : dash + 1 + _NAME_REACH] for word in token.spoken.split()]
    left, right = " ".join(before[-2:]).lower(), [word.lower() for word in after[:2]]
    return f"{left} {' '.join(right)}" in _IN_ONE_BREATH or f"{left} {' '.join(right[:1])}" in _IN_ONE_BREATH


def _listed(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """The marks of brackets in a list, "trưởng thôn (1 người), bí thư (1 người)": they are said with what they belong to.

    A few words follow without a pause; more, or a number behind a number, have one before them, and then a longer one parts the
    members.
    """
    marks: dict[int, str] = {}
    if not tokens or text.find("(", tokens[0].start, tokens[-1].end) < 0:
        return marks
    signs = [at for at, each in enumerate(tokens) if each.kind is Kind.PUNCTUATION and text[each.start : each.end] in _BREATHS]
    pausing = frozenset(signs)
    goes_on = False
    for opened, closed in pairwise(signs):
        if (text[tokens[opened].start], text[tokens[closed].start]) != ("(", ")"):
            continue
        behind = _next_sign(tokens, closed)
        parted = behind in pausing and text[tokens[behind].start] in ",;"
        joined = behind < len(tokens) and tokens[behind].spoken == "và"
        if parted or joined or goes_on:
            is_close = _is_close(tokens, opened, closed)
            marks |= {opened: "" if is_close else ",", closed: "" if parted else "," if is_close else ";"}
            if parted and not is_close:
                marks[behind] = ";"
        goes_on = parted or joined
    return marks


def _is_close(tokens: Sequence[Token], opened: int, closed: int) -> bool:
    """Whether what is in brackets is said in one breath with the word before them."""
    inside = [token for token in tokens[opened:closed] if token.spoken]
    before = next((tokens[at] for at in range(opened - 1, max(-1, opened - 4), -1) if tokens[at].spoken), None)
    counts = bool(inside) and before is not None and inside[0].kind is before.kind is Kind.NUMBER
    words = [token.spoken for token in inside if token.kind is Kind.WORD]
    noted = len(words) > 1 and words[0][:1].isupper() and words[1][:1].islower()  # "(Giấy mời riêng)" is said by itself
    return sum(len(token.spoken.split()) for token in inside) <= _FEW and not counts and not noted


def _next_sign(tokens: Sequence[Token], at: int) -> int:
    """The token behind `at`, a blank between them passed over."""
    return at + 1 + (at + 1 < len(tokens) and tokens[at + 1].kind is Kind.SPACE)


def _handfuls(spoken: str) -> Iterator[str]:
    """The words of one token, no more at once than a breath holds; what is no word at all is cut, however long it runs on."""
    words = [word[start : start + LONGEST_WORD] for word in spoken.split() for start in range(0, len(word), LONGEST_WORD)]
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
        if words in _JOINTS and count >= SHORTEST:
            joint = at
        count += size
        length += len(words) + 1
    if pieces:
        yield _phrase(pieces[start:], mark)


def _phrase(pieces: Sequence[Piece], mark: str) -> Piece:
    return " ".join(words for words, _, _ in pieces) + mark, pieces[0][1], pieces[-1][2]
