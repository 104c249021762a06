"""What somebody has already: the tag of what is answered, and whether a request names it (RFC 9110, section 13)."""

from fastapi import Request


def quoted(tag: str) -> str:
    """A tag as it stands in a header, and in `etag`."""
    return f'"{tag}"'


def has_already(request: Request, etag: str) -> bool:
    """Whether `If-None-Match` names this ETag, compared weakly as section 13.1.2 asks: then the answer is 304."""
    given = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return etag in given or "*" in given
