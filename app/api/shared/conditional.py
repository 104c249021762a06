"""Which state of a thing was answered, and which one an asker has seen (RFC 9110, section 13).

Whatever people edit carries its tag: as `ETag` where it is answered by itself, as `etag` in a list. An edit sends it back.
"""

from typing import Annotated

from fastapi import Depends, Header, HTTPException, Response

from app.tags import Tag
from app.visits.seen import quoted


def tell(response: Response, tag: Tag) -> None:
    """Give the tag of what is answered."""
    response.headers["ETag"] = quoted(tag)


async def _seen(
    given: Annotated[
        str | None, Header(alias="If-Match", description="Dấu (`ETag`) của bản đang xem, mà bản sửa này dựa vào.")
    ] = None,
) -> Tag | None:
    """A proxy that compresses makes tags weak; ours tell states of a thing, not bytes, so they mean the same."""
    return Tag(given.strip().removeprefix("W/").strip('"')) if given else None


async def _required(tag: Annotated[Tag | None, Depends(_seen)]) -> Tag:
    if tag is None:
        raise HTTPException(428)
    return tag


SeenTag = Annotated[Tag | None, Depends(_seen)]
"""The state that an edit was made from, if it says (`If-Match`)."""
RequiredTag = Annotated[Tag, Depends(_required)]
"""The same where an edit needs it: 428 without."""
