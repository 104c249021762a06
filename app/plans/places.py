"""The villages that a plan's text names, of those the commune has."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.names import name_key, tidy

_SHORT = {"tdp": "tổ dân phố", "tổ": "tổ dân phố", "kp": "khu phố", "kdc": "khu dân cư"}
_LEVELS = (
    "tổ dân phố",
    "khu dân cư",
    "khu phố",
    "thôn",
    "xóm",
    "bản",
    "ấp",
    "làng",
    "buôn",
    "bon",
    "plei",
    "phum",
    "sóc",
    "khu",
    "tổ",
)
_WORD = r"[^\W\d_]+(?:-\w+)*"
_BEGINS = re.compile(_WORD)
_LEVEL = re.compile(rf"(?<!\w)(?:{'|'.join((*_LEVELS, *_SHORT))})(?= )", re.IGNORECASE)
_NUMBER = re.compile(r"\d+[A-Za-zĐđ]?(?:[-/.]\w+)*(?!\w)")
_RUN = re.compile(rf"{_WORD}(?: {_WORD}){{0,7}}(?: {_NUMBER.pattern})?")
_NEXT = re.compile(r" ?(?:[,;+&] ?(?:và )?|và |hoặc )", re.IGNORECASE)
_STANDS_ALONE = re.compile(rf" *(?:[^\w ]|$)|{_NEXT.pattern}", re.IGNORECASE)
"""What comes after a number of a list that counts nothing: in "thôn Đông, 4 buổi" it counts, in "thôn 3 và 4 họp" not."""


def villages_in(lines: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Which villages a text names, in the order of `names`: what each is called, by its path.

    "Các thôn 1, 2 và Đông" names three. A name that two have says neither; "thôn Đông" is not said by "thôn Đông Hà", nor "Đông",
    which a village may be called, by a word that begins a sentence. What is doubtful, as a name in a line of capitals, is not
    named: an officer adds it sooner than seeing one too many.
    """
    keys = {path: _key(name) for path, name in names.items()}
    often = Counter(keys.values())
    said = {key for line in map(tidy, lines) for key in (*_with_level(line), *_alone(line))}
    bare = {key for level, key in said if level}
    return [path for path, key in keys.items() if often[key] == 1 and (key in said or (not key[0] and key[1] in bare))]


def _key(name: str) -> tuple[str, str]:
    """The level that stands in a name, in full and empty where none does, and the name itself."""
    found = _LEVEL.match(tidy(name))
    return ("", name_key(name)) if found is None else (_level(found), name_key(tidy(name)[found.end() + 1 :]))


def _level(found: re.Match[str]) -> str:
    word = found[0].lower()
    return name_key(_SHORT.get(word, word))


def _with_level(line: str) -> Iterator[tuple[str, str]]:
    """What stands after a level, and what goes on behind it as a list: "thôn 1, 2 và Đông"."""
    for found in _LEVEL.finditer(line):
        at: int | None = found.end() + 1
        goes_on: re.Match[str] | None = None
        while at is not None:
            names, end = _names(line, at)
            counts = goes_on is not None and "và" not in goes_on[0].lower() and line[at : at + 1].isdigit()
            if counts and not _STANDS_ALONE.match(line, end):
                break
            for name in names:
                yield _level(found), name_key(name)
            goes_on = _NEXT.match(line, end) if names else None
            at = None if goes_on is None or _LEVEL.match(line, goes_on.end()) else goes_on.end()


def _names(line: str, at: int) -> tuple[list[str], int]:
    """What may be the name that begins at a place: a number, or all great words from there on; and where it ends."""
    if number := _NUMBER.match(line, at):
        return [number[0]], number.end()
    found = _RUN.match(line, at)
    words: list[str] = []
    for word in found[0].split(" ") if found else ():
        if not (word[0].isupper() or word[0].isdigit()):
            break
        words.append(word)
    whole = " ".join(words)
    return [whole] if words else [], at + len(whole)


def _alone(line: str) -> Iterator[tuple[str, str]]:
    """Names of two words and more that stand by themselves: all great words that follow each other."""
    at = len(line) if line.isupper() else 0
    while found := _BEGINS.search(line, at):
        names, end = _names(line, found.start())
        if names and " " in names[0]:
            yield "", name_key(names[0])
        at = max(end, found.end())
