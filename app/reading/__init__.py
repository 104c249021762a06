"""Written administrative Vietnamese to spoken words. Standard library only; importable alone.

The reader itself, with its rules and tables, is loaded when it is first asked for: a server starts without.
"""

from typing import TYPE_CHECKING, Any

from app.reading.lexicon import (
    BadWrittenFormError,
    CycleError,
    DuplicateEntryError,
    Layer,
    Lexicon,
    LexiconEntry,
    LexiconError,
    NotSpeakableError,
)
from app.reading.model import (
    Certainty,
    Concern,
    Explanation,
    Formal,
    Kind,
    LeftOut,
    Phrase,
    Reading,
    ReadingError,
    Remark,
    Sentence,
    Threshold,
    Token,
    to_look_at,
)

if TYPE_CHECKING:
    from app.reading.reader import explain, pair_of, read, said_lines, to_spoken

__all__ = [
    "BadWrittenFormError",
    "Certainty",
    "Concern",
    "CycleError",
    "DuplicateEntryError",
    "Explanation",
    "Formal",
    "Kind",
    "Layer",
    "LeftOut",
    "Lexicon",
    "LexiconEntry",
    "LexiconError",
    "NotSpeakableError",
    "Phrase",
    "Reading",
    "ReadingError",
    "Remark",
    "Sentence",
    "Threshold",
    "Token",
    "explain",
    "pair_of",
    "read",
    "said_lines",
    "to_look_at",
    "to_spoken",
]

_OF_THE_READER = frozenset({"explain", "pair_of", "read", "said_lines", "to_spoken"})

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:  # noqa: ANN401  # see PEP 562
        if name not in _OF_THE_READER:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        from app.reading import reader  # noqa: PLC0415  # see above

        return getattr(reader, name)
