"""Where a browser asks for passkeys: at the address that is set, or on this very machine."""

from fastapi import Request

from app.accounts import Door
from app.wiring import Services


def door_of(parts: Services, request: Request) -> Door:
    """The door a request came to; whether it has passkeys is for the act to ask, once it knows who may ask."""
    return Door(parts.settings.sign_in.address, request.headers.get("host", ""), parts.challenges)
