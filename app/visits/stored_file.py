"""A stored file as an answer, in ranges as RFC 9110 section 14 has them."""

import os
import re

from anyio import to_thread
from fastapi.responses import FileResponse
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from app.edge import problem

_RANGE = re.compile(r"(\d{1,18})-(\d{1,18})?|-(\d{1,18})")


class StoredFile(FileResponse):
    """A whole file or the ranges asked for: what is no range is passed over, what lies beyond the end is a problem (416)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        asked = Headers(scope=scope).get("range")
        if asked is not None:
            size = (await to_thread.run_sync(os.stat, self.path)).st_size
            firsts = _firsts(asked, size)
            if any(first >= size for first in firsts):
                beyond = problem(416, "range_beyond_end", {"size": size}, headers={"Content-Range": f"bytes */{size}"})
                await beyond(scope, receive, send)
                return
            if not firsts:
                scope = {**scope, "headers": [each for each in scope["headers"] if each[0].lower() != b"range"]}
        await super().__call__(scope, receive, send)


def _firsts(asked: str, size: int) -> list[int]:
    """Where each range of a `Range` header begins; none when one of them is no range of bytes."""
    unit, _, ranges = asked.partition("=")
    found = [_RANGE.fullmatch(each.strip()) for each in ranges.split(",")]
    firsts = []
    for each in found:
        if each is None or (each[2] and int(each[2]) < int(each[1])) or unit.strip().lower() != "bytes":
            return []
        firsts.append(int(each[1]) if each[1] else size - int(each[3]) if int(each[3]) else size)
    return firsts
