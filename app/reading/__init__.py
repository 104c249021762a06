"""Written administrative Vietnamese to spoken words. Standard library only; importable alone."""

from app.reading.model import (
    Certainty,
    Concern,
    Kind,
    Phrase,
    Reading,
    ReadingError,
    Remark,
    Sentence,
    Token,
)
from app.reading.reader import read, to_spoken

__all__ = [
    "Certainty",
    "Concern",
    "Kind",
    "Phrase",
    "Reading",
    "ReadingError",
    "Remark",
    "Sentence",
    "Token",
    "read",
    "to_spoken",
]
