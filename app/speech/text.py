"""What every engine does to a sentence first: one form, nothing but data, within the cap."""

import unicodedata

from app.speech.errors import UnspeakableError

SENTENCE_LIMIT = 400
"""Characters a sentence, for every engine: reading cuts at this, and beyond it eSpeak would hold minutes in memory."""


def speakable(text: str, limit: int = SENTENCE_LIMIT) -> str:
    """The sentence as engines get it and as the cache keys it: NFC, one line, no control or format characters.

    eSpeak takes U+0001 as a command and reads NFD wrongly, so neither may reach it.
    Raises `UnspeakableError`: `empty` when there is no letter or digit, `too_long` above `limit` characters.
    """
    kept = (_plain(character) for character in unicodedata.normalize("NFC", text))
    plain = " ".join("".join(kept).split())
    if not any(character.isalnum() for character in plain):
        raise UnspeakableError(sentence=text[:80], reason="empty")
    if len(plain) > limit:
        raise UnspeakableError(sentence=text[:80], reason="too_long")
    return plain


def _plain(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Cs":
            return " "
        case "Cf":
            return ""
        case _:
            return character
