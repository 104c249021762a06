"""Lists that are read page by page: the ways on, back and to the beginning, all in the address."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from app.values import frozen

_FIRST = "-"
_LONGEST = 2000
"""Of what an address remembers: some fifty pages; whoever went further goes back to the beginning."""
Turned = Annotated[str, Query(max_length=_LONGEST)]
"""`lui`: where each page before this one begins, the first page first."""


@frozen
class Ways:
    """Addresses, empty where there is no such page."""

    first: str
    back: str
    on: str


def ways(address: str, query: Mapping[str, object], *, name: str, here: str, lui: str, cursor: object) -> Ways:
    """Of the page that begins at `here` (empty: the first one). query: what narrows the list; name: of the place in the address.

    cursor: where the next page begins, None: there is none.
    """
    kept = {key: str(value) for key, value in query.items() if value}

    def to(place: str, before: list[str]) -> str:
        at = {} if place == _FIRST else {name: place}
        while before and len(",".join(before)) > _LONGEST:
            before = before[1:]
        asked = urlencode(kept | at | ({"lui": ",".join(before)} if before else {}))
        return f"{address}?{asked}" if asked else address

    before = [each for each in lui.split(",") if each] if here else []
    return Ways(
        first=to(_FIRST, []) if here else "",
        back=to(before[-1], before[:-1]) if before else "",
        on=to(str(cursor), [*before, here or _FIRST]) if cursor is not None else "",
    )
