"""What any spoken text promises."""

import unicodedata


def left(spoken: str) -> list[str]:
    """Characters that ought to have been said: numbers, symbols, strokes, signs nobody sees."""
    return [
        sign
        for sign in spoken
        if unicodedata.category(sign)[0] in "NS" or unicodedata.category(sign) == "Cf" or sign in "%&/+@*#_"
    ]
