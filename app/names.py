"""Names that people type and look up again: of music, zones, stations, places. One way to keep them, one way to compare them.

Keyboards and systems write the same Vietnamese word in several ways: a Mac takes letters and marks apart (NFD), and the tone of
"hòa" may stand on either vowel (QĐ 1989/QĐ-BGDĐT of 2018 takes the first). Accents stay: they tell villages apart.
"""

import re
import unicodedata

_NEW_STYLE, _OLD_STYLE = (
    ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
    ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
)
_TONES = dict(zip(_NEW_STYLE, _OLD_STYLE, strict=True))
_OPEN_SYLLABLE = re.compile(rf"({'|'.join(_TONES)})\b")


def tidy(name: str) -> str:
    """A name as it is kept and shown: composed letters (NFC), single spaces, none around it."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def name_key(name: str) -> str:
    """A name as it is compared: tidy, lower case, one place for the tone mark.

    `  Xã Liên  Hoà` => `xã liên hòa`
    """
    return _OPEN_SYLLABLE.sub(lambda found: _TONES[found[0]], tidy(name).casefold())
