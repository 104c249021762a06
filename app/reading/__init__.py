"""Written administrative Vietnamese to spoken words. Standard library only; importable alone."""

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
    Phrase,
    Reading,
    ReadingError,
    Remark,
    Sentence,
    Threshold,
    Token,
)
from app.reading.reader import explain, pair_of, read, to_spoken

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
    "to_spoken",
]
