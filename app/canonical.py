"""The one JSON form of a value, for what is hashed, signed or compared: keys sorted, no spaces, UTF-8, no NaN."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from app.units import Sha256

Json = str | int | float | bool | None | Mapping[str, "Json"] | Sequence["Json"]


def canonical(value: Json) -> bytes:
    """The bytes, the same on every machine. Raises ValueError for a number that JSON has not."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def canonical_hash(value: Json) -> Sha256:
    """SHA-256 over them."""
    return Sha256(hashlib.sha256(canonical(value)).hexdigest())
