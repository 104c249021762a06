"""What the scripts say before anything is installed: lines on stderr, Vietnamese first, on any console.

This file and those that import it first keep to what Python 3.6 still reads, so that a Python far too old can be told so.
"""

import sys
import unicodedata
from typing import NoReturn

OLDEST = (3, 11)
FAILED = 3


def say(message: str) -> None:
    """Print one line on stderr; a console that lacks Vietnamese letters gets them without their marks."""
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    try:
        message.encode(encoding)
    except UnicodeEncodeError:
        bare = unicodedata.normalize("NFD", message).translate({ord("đ"): "d", ord("Đ"): "D", ord("…"): "..."})
        message = "".join(letter for letter in bare if not unicodedata.combining(letter))
        message = message.encode(encoding, "replace").decode(encoding)
    print(message, file=sys.stderr, flush=True)


def stop(vietnamese: str, english: str) -> NoReturn:
    """Give up with one line in both languages and exit code 3."""
    say("{} / {}".format(vietnamese, english))  # noqa: UP032  # an old Python has to read on
    sys.exit(FAILED)


def require_python() -> None:
    """Stop unless this Python is new enough."""
    if sys.version_info < OLDEST:
        here = ".".join(map(str, sys.version_info[:3]))
        stop(
            "Loa Làng cần Python 3.11 trở lên, ở đây là Python {}: hãy cài bản mới hơn.".format(here),  # noqa: UP032
            "Python 3.11 or newer is needed, this is Python {}".format(here),  # noqa: UP032
        )
