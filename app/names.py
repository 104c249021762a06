"""Names that people type and look up again: of music, zones, stations, places. One way to keep them, one way to compare them.

Keyboards and systems write the same Vietnamese word in several ways: a Mac takes letters and marks apart (NFD), and the tone of
"hòa" may stand on either vowel (QĐ 1989/QĐ-BGDĐT of 2018 takes the first). Accents stay: they tell villages apart.
"""

import re
import unicodedata
from collections.abc import Iterable

PATH_SEPARATOR = " / "
"""Between the names of a path, the outermost first."""

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


def path_key(path: str) -> str:
    """A path of names as it is compared: each name of it, parted in one way.

    `xã Liên Hoà/Thái Sơn cũ` => `xã liên hòa / thái sơn cũ`
    """
    return PATH_SEPARATOR.join(name_key(name) for name in path.split("/"))


def called(said: str, paths: Iterable[str]) -> list[str]:
    """Those of `paths` that a person means by `said`: that very one, else each that ends in it, name by name.

    `thôn Đông` => `xã Liên An / Thái Sơn cũ / thôn Đông`, and a thôn Đông of another old commune beside it
    """
    key, known = path_key(said), [(path_key(path), path) for path in paths]
    exact = [path for other, path in known if other == key]
    return exact or [path for other, path in known if other.endswith(PATH_SEPARATOR + key)]


def fold(text: str) -> str:
    """Lower case, no accents, đ as d, single spaces: text as it is searched, and as people type it without a Vietnamese keyboard.

    `Hộ  NGHÈO ở Đông Trang` => `ho ngheo o dong trang`
    """
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter))
    return " ".join(bare.replace("đ", "d").split())
