"""Parts a lump of letters without marks into syllables, as in an address of the net: "luquetsatlo" => "lu quet sat lo"."""

import re
from functools import lru_cache

_OPENED_BY_E_OR_I = r"e(?:[cmnptou]|ch|ng|nh)?|i(?:[mnptua]|ch|nh)?|ie(?:[cmnptu]|ng)"  # what "gh", "k" and "ngh" go before
_OPENED_BY_A_O_OR_U = (
    r"a(?:[cmnptiouy]|ch|ng|nh)?|o(?:[cmnpti]|ng)?|oa(?:[cmnptioy]|ch|ng|nh)?|oe[not]?"
    r"|u(?:[cmnptiua]|ng)?|ua(?:[nty]|ng)|ue(?:ch|nh)?|uo(?:[cmnptiu]|ng)?|uy(?:[ntu]|a|ch|nh|en|et)?"
)
_SYLLABLE = re.compile(
    rf"(?:ngh|gh|k)(?:{_OPENED_BY_E_OR_I}|y)"
    rf"|(?:ng|c|g)(?:{_OPENED_BY_A_O_OR_U})"
    rf"|qu(?:a(?:[cnptioy]|ng|nh|ch)?|e(?:[nto]|ch|nh)?|oc|y(?:en|et|nh|t)?|i(?:nh)?)"
    rf"|gi(?:a(?:[cmnptiouy]|ng|nh)?|e[cmnot]?|eng|o(?:[cmnti]|ng)?|u(?:[anp]|ong)?)?"
    rf"|(?:ch|kh|nh|ph|th|tr|[bdhlmnprstvx])?(?:{_OPENED_BY_E_OR_I}|{_OPENED_BY_A_O_OR_U})"
    rf"|[hklmstv]y|thy|y(?:e[mntu])?"
)
_BARE = re.compile(r"(?!(?:an|anh|yen|oanh|uyen|uy)$)[aeiouy]")
_LONE = frozenset("aeiou")
_LONGEST = 7
"""Letters of the longest syllable: "nghieng"."""


@lru_cache(maxsize=2048)
def parted(lump: str) -> str | None:
    """The syllables of small letters, parted by blanks; None where they are not all of them syllables, or only one.

    The fewest win. One without a first consonant that is no common name ("ang", not "an"),
    counts as more: "da nang", not "dan ang". "Th" and "tr" stay
    together: "thi truong". Where two ways are alike, a consonant ends a syllable: "tan an".
    """
    best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(lump)
    for end in range(1, len(lump) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, piece = best[start], lump[start:end]
            if before is None or piece in _LONE or not _SYLLABLE.fullmatch(piece):
                continue
            cost = before[0] + 1
            cost += 0.5 * (bool(_BARE.match(piece)) + piece.endswith("uo") + (before[1].endswith("t") and piece[0] in "hr"))
            found = best[end]
            if found is None or cost <= found[0]:
                best[end] = (cost, f"{before[1]} {piece}".strip())
    whole = best[len(lump)]
    return whole[1] if whole and " " in whole[1] else None


def is_syllable(lump: str) -> bool:
    """Whether small letters without marks are one syllable: "tin"."""
    return bool(_SYLLABLE.fullmatch(lump))
