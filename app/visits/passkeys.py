"""Where a browser asks for passkeys: at the address that is set, or on this very machine."""

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request

from app.accounts import Door, WrongFactorError
from app.wiring import Services


def door_of(parts: Services, request: Request) -> Door:
    """The door a request came to; whether it has passkeys is for the act to ask, once it knows who may ask."""
    return Door(parts.settings.sign_in.address, request.headers.get("host", ""), parts.challenges)


def passkey_in(text: str) -> Mapping[str, Any]:
    """What a device gave, as a form brings it. Raises `WrongFactorError` for what is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # brackets in brackets
        raise WrongFactorError from None
    if not isinstance(found, dict):
        raise WrongFactorError
    return found
