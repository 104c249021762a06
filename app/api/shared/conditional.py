"""Answers that a client may have already."""

from fastapi import Request


def has_already(request: Request, tag: str) -> bool:
    """Whether `If-None-Match` names this ETag, compared weakly as RFC 9110, section 13.1.2 asks: then the answer is 304."""
    given = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return tag in given or "*" in given
