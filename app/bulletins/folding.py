"""Text without accents and case, as it is searched."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, no accents, đ as d, single spaces.

    `Hộ  NGHÈO ở Đông Trang` => `ho ngheo o dong trang`
    """
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter))
    return " ".join(bare.replace("đ", "d").split())
