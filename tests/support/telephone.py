"""A telephone that makes codes, by RFC 6238 and nothing of the product."""

import base64
import hashlib
import hmac
from datetime import datetime


def code_of(secret: str, now: datetime) -> str:
    """Six figures. secret: base32, as it was typed in."""
    counter = int(now.timestamp()) // 30
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
