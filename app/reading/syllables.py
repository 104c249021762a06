"""Parts a lump of letters without marks into syllables, as in an address of the net: "luquetsatlo" => "lu quet sat lo"."""

import re
from functools import lru_cache

_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:uye|oai|oay|uay|uoi|uou|ieu|yeu|a[iouy]?|e[ou]?|i[aeu]?|o[aeio]?|u[aeiouy]?|y[e]?)(?:ch|ng|nh|[cmnpt])?"
)
_LONGEST, _BARE = 7, 0.5
"""Letters of the longest syllable; what one without a first consonant costs more: "an giang", not "ang iang"."""


@lru_cache(maxsize=2048)
def parted(lump: str) -> str | None:
    """The syllables of small letters, parted by blanks; None where they are not all of them syllables, or only one."""
    best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(lump)
    for end in range(1, len(lump) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, piece = best[start], lump[start:end]
            if before is None or not _SYLLABLE.fullmatch(piece):
                continue
            cost = before[0] + 1 + _BARE * (piece[0] in "aeiouy") + (len(piece) == 1)
            found = best[end]
            if found is None or cost <= found[0]:  # a consonant ends a syllable rather than begins the next
                best[end] = (cost, f"{before[1]} {piece}".strip())
    whole = best[len(lump)]
    return whole[1] if whole and " " in whole[1] else None
