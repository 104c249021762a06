"""Classes of letters and words, named once: what the patterns of rules and senses are composed of."""

import re
from collections.abc import Iterable

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LOWER, UPPER = f"a-z{_MARKED}", f"A-Z{_MARKED.upper()}"
"""Letters of Vietnamese, for a class of characters in a pattern."""
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:,\d{1,9})?"
"""A number as Vietnamese writes it: thousands with full stops, decimals behind a comma."""
ARROW = r"[-–—]{1,2}>|={1,2}>|[→⇒➔➜]"
"""An arrow, drawn or typed."""
NAMED = rf"\.? [{UPPER}][{LOWER}]"
"""Behind a short form: a word with a capital."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
