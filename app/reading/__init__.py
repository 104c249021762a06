"""Written administrative Vietnamese to spoken words. Standard library only; importable alone."""

from app.reading.model import (
    Certainty,
    Concern,
    Explanation,
    Kind,
    Phrase,
    Reading,
    ReadingError,
    Remark,
    Sentence,
    Threshold,
    Token,
)
from app.reading.reader import explain, read, to_spoken

__all__ = [
    "Certainty",
    "Concern",
    "Explanation",
    "Kind",
    "Phrase",
    "Reading",
    "ReadingError",
    "Remark",
    "Sentence",
    "Threshold",
    "Token",
    "explain",
    "read",
    "to_spoken",
]
