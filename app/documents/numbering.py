"""Numbers of lists as they are written: 3 in lower-case Roman is "iii"."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HIGHEST_ROMAN = 3999
_HIGHEST_LETTER = 26 * 40


def written(number: int, form: str) -> str:
    """form: `decimal`, `padded` (01), `lower`, `upper` (letters, aa behind z), `roman`, `ROMAN` or `none`."""
    if form == "none":
        return ""
    if form in {"lower", "upper"} and 0 < number <= _HIGHEST_LETTER:
        times, at = divmod(number - 1, len(_LETTERS))
        said = _LETTERS[at] * (times + 1)
        return said if form == "lower" else said.upper()
    if form in {"roman", "ROMAN"} and 0 < number <= _HIGHEST_ROMAN:
        return _roman(number) if form == "roman" else _roman(number).upper()
    return f"{number:02}" if form == "padded" else str(number)


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said
