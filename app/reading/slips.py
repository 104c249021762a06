"""Typing slips: words written wrong, blanks that are missing. Suggested to the officer, never applied."""

import re

from app.reading.pattern import Pattern
from app.reading.tables.classes import LOWER, UPPER, any_of
from app.reading.tables.slips import SLIPS
from app.reading.torn import torn

_SLIP = Pattern(rf"(?<!\w)(?:{any_of(SLIPS)})(?!\w)", re.IGNORECASE)
_BLANK = Pattern(
    rf"(?<=[{LOWER}])[,;](?=[{LOWER}{UPPER}])|(?<=[{LOWER}])(?<![{UPPER}][{LOWER}])(?<![{UPPER}][{LOWER}]{{2}})\.(?=[{UPPER}][{LOWER}])"
)
"""A blank missing behind a mark; one too many is not heard, and a page has dozens.

None is missing behind a title or the first letters of a name: "Tp.Vinh", "Th.Lan".
"""


def find_slips(text: str) -> list[tuple[int, int, str]]:
    """Start, end and suggestion of each slip; the suggestion keeps a capital at the beginning."""
    found = []
    for match in _SLIP.finditer(text):
        if text[max(0, match.start() - 4) : match.start()].lower() == "khả ":
            continue  # "khả năng xuất hiện" is no "năng suất"
        right = SLIPS[match[0].lower()]
        found.append((match.start(), match.end(), right.capitalize() if match[0][0].isupper() else right))
    found += [(start, end, text[start:gap] + text[gap + 1 : end]) for start, gap, end in torn(text, likely=True)]
    for match in _BLANK.finditer(text):
        found.append((match.start(), match.end(), f"{match[0]} "))
    return found
