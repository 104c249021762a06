"""Where passkeys are asked for: the site as it is set, or this very machine."""

from fastapi import Request

from app.accounts import Door, site_of
from app.wiring import Services


def door_of(parts: Services, request: Request) -> Door:
    """Raises `PasskeysNeedHttpsError`."""
    site = site_of(parts.settings.sign_in.address, request.headers.get("host", ""))
    return Door(site, parts.challenges)
