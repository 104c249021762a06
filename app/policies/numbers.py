"""Numbers of documents, as texts name them."""

import re

from app.names import tidy

_NUMBER = re.compile(r"\d{1,4}/\d{4}/[A-ZĐa-zđ]+\d*(?:[-–][A-Za-zĐđ]+)?|\d{1,3}-[A-Z]{2}/TW")
LONGEST = 100


def numbers_in(text: str) -> list[str]:
    """Those of a text that say which document is meant: with the year, or the Party's. `ND 81/2021/ND-CP` => `81/2021/ND-CP`."""
    return _NUMBER.findall(text)


def number_in(typed: str) -> str | None:
    """The one that is typed, None: there is none, or there are several."""
    found = numbers_in(tidy(typed)) if len(typed) <= LONGEST else []
    return found[0].replace("–", "-") if len(found) == 1 else None


def number_key(number: str) -> str:
    """A number as it is compared, in each way it is written: `81/2021/NĐ–CP` => `81/2021/ND-CP`."""
    return number.upper().replace("Đ", "D").replace("–", "-")
