"""What is in brackets inside a list: said in one breath with what it belongs to, or set apart from the next member."""

from collections.abc import Sequence
from itertools import pairwise

from app.reading.model import Kind, Token
from app.reading.pattern import Pattern
from app.reading.rules.rule import NEAR

BREATHS = frozenset(",;:()")
"""Marks inside a sentence at which a speaker rests."""
NUMBERS = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.MONEY, Kind.UNIT})
"""What another number may not follow without a pause."""
_WIDER = frozenset({"quận", "huyện", "tỉnh", "thị", "thành"})
"""First words of a place that holds several others."""
_FEW = 3
"""Words in brackets that are said with the word before them."""
_YEAR = 4
"""Figures of a year, or of so large a number: a note behind it stands apart, "nhiệm kỳ 2020 - 2025 (điểm của huyện), họp"."""


def listed_brackets(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """The marks of brackets in a list, "trưởng thôn (1 người), bí thư (1 người)": they are said with what they belong to.

    A few words follow without a pause; more, or a number behind a number, have one before them, and then a longer one parts the
    members.
    """
    marks: dict[int, str] = {}
    if not tokens or text.find("(", tokens[0].start, tokens[-1].end) < 0:
        return marks
    signs = [at for at, each in enumerate(tokens) if each.kind is Kind.PUNCTUATION and text[each.start : each.end] in BREATHS]
    pausing = frozenset(signs)
    goes_on = False
    members: list[int] = []
    for opened, closed in pairwise(signs):
        if (text[tokens[opened].start], text[tokens[closed].start]) != ("(", ")"):
            continue
        behind = next_sign(tokens, closed)
        parted = behind in pausing and text[tokens[behind].start] in ",;"
        joined = behind < len(tokens) and tokens[behind].spoken == "và"
        if parted or joined or goes_on:
            is_close = _is_close(tokens, opened, closed)
            marks |= {opened: "" if is_close else ",", closed: "" if parted else "," if is_close else ";"}
            if parted and not is_close:
                marks[behind] = ";"
            members.append(behind if parted else closed)
        goes_on = parted or joined
    if len(members) == 1 and marks.get(members[0]) == ";" and _is_aside(text, tokens, members[0]):
        marks[members[0]] = ","
    return marks


_NOUN = Pattern(r"[,;]? (\w+)")


def _is_aside(text: str, tokens: Sequence[Token], mark: int) -> bool:
    """Whether the only brackets of a sentence part no members: "Chiều nay (12-5), UBND xã họp", not "thôn An (2 hộ), thôn Bình".

    mark: the comma behind them, or the closing one itself.
    """
    closed = text.rfind(")", tokens[0].start, tokens[mark].end)
    opened = text.rfind("(", tokens[0].start, closed)
    noun = _NOUN.match(text, closed + 1)
    before = text[max(tokens[0].start, opened - NEAR) : opened].lower()
    return noun is None or f" {noun[1].lower()} " not in f" {before} "


def _is_close(tokens: Sequence[Token], opened: int, closed: int) -> bool:
    """Whether what is in brackets is said in one breath with the word before them."""
    inside = [token for token in tokens[opened:closed] if token.spoken]
    before = next((tokens[at] for at in range(opened - 1, max(-1, opened - 4), -1) if tokens[at].spoken), None)
    named = bool(inside) and inside[0].kind is Kind.WORD and inside[0].spoken[:1].isupper()  # "(Giấy mời riêng)", "(Gia Lai)"
    placed = bool(inside) and inside[0].spoken.partition(" ")[0].lower() in _WIDER  # of all before it, "(quận Hải Đông)"
    noted = named or placed or (bool(inside) and inside[0].kind is Kind.DATE)
    runs_on = before is not None and before.kind in NUMBERS and any(token.kind is Kind.NUMBER for token in inside)
    of_year = before is not None and before.kind is Kind.NUMBER and before.end - before.start == _YEAR
    return sum(len(token.spoken.split()) for token in inside) <= _FEW and not (noted or runs_on or of_year)


def next_sign(tokens: Sequence[Token], at: int) -> int:
    """The token behind `at`, a blank between them passed over."""
    return at + 1 + (at + 1 < len(tokens) and tokens[at + 1].kind is Kind.SPACE)
