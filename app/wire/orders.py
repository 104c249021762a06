"""What a station is to do at once: sound an emergency, stop everything. One small signed message beside the manifest.

It is the whole truth of the moment: what is not in it any more has ended. A station obeys a version above the last it obeyed,
and keeps that durably, so that an old order sent again does nothing.
"""

import json
from datetime import time
from typing import Annotated, Literal
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import Field, StringConstraints, ValidationError

from app.wire.errors import OtherStationError, WrongSchemaError
from app.wire.protocol import SCHEMA, AudioFile, Digest, Instant, Message
from app.wire.trust import Signer, sign_body, verified_body
from app.words import heading

PREFIX = b"loalang-orders "
LONGEST_S = 3600
"""So long one sounding may be; whoever raises an alarm is told before it begins."""


LATEST_VERSION = 2**53
"""A version is milliseconds since 1970 or little more; a higher one is nobody's."""
LATEST_SECOND = 253_402_214_400
"""Since 1970, the last day there is."""


class EmergencyOrder(Message):
    """One emergency as this station is to sound it.

    zones: those of this station; none is all of them, as an order given at the PC itself has it. began_at: when the act was done;
    the first sounding is due at once, at any hour. repeat_every_s: from the end of one sounding to the next, within the local
    hours repeat_from to repeat_to where they are given. times: how often at most. resume: how the programme that was cut goes on.
    """

    id: UUID
    sort: Literal["alert", "correction"]
    is_drill: bool
    title: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    started_by: str = ""
    zones: tuple[UUID, ...]
    began_at: Instant
    ends_at: Instant
    repeat_every_s: Annotated[int, Field(ge=0, le=86_400)]
    times: Annotated[int, Field(ge=1)] | None = None
    repeat_from: time | None = None
    repeat_to: time | None = None
    resume: Literal["sentence", "none"] = "sentence"
    seconds: Annotated[float, Field(gt=0, le=LONGEST_S, allow_inf_nan=False)]
    audio: Annotated[tuple[AudioFile, ...], Field(min_length=1)]
    content_hash: Digest

    @property
    def heading(self) -> str:
        """What people read of it, in the log and on a file: a drill is never taken for the real thing."""
        return heading(self.title, is_drill=self.is_drill)


class Orders(Message):
    """What holds at this moment.

    stopped: a person stopped everything. emergencies: the newest first; it goes before the others. ahead: audio to have here
    before it is needed, of corrections that are prepared and of what waits for a second person. silenced: ids of emergencies, of
    versions of bulletins, of occurrences and of zones that a person silenced; nothing of them sounds, and nothing in those zones,
    whatever any manifest says.
    """

    schema_number: int = SCHEMA
    station_id: UUID
    version: Annotated[int, Field(ge=1)]
    issued_at: Instant
    stopped: bool
    emergencies: tuple[EmergencyOrder, ...] = ()
    ahead: tuple[AudioFile, ...] = ()
    silenced: tuple[UUID, ...] = ()

    @property
    def audible(self) -> tuple[EmergencyOrder, ...]:
        """The emergencies, each only in zones that nobody silenced; one that has none of them left is not among them."""
        kept = ((each, tuple(zone for zone in each.zones if zone not in self.silenced)) for each in self.emergencies)
        return tuple(each.model_copy(update={"zones": zones}) for each, zones in kept if zones or not each.zones)


def sign_orders(orders: Orders, signer: Signer) -> bytes:
    """The bytes to send."""
    return sign_body(PREFIX, orders.canonical(), signer)


def read_orders(signed: bytes, *, key: Ed25519PublicKey, station_id: UUID) -> Orders:
    """Check signature, schema and addressee. Raises BadSignatureError, WrongSchemaError, OtherStationError."""
    body = verified_body(PREFIX, signed, key)
    try:
        if json.loads(body)["schema_number"] != SCHEMA:
            raise WrongSchemaError(schema_number=None)
        orders = Orders.model_validate_json(body)
    except (ValidationError, ValueError, TypeError, KeyError, RecursionError) as exc:
        raise WrongSchemaError(schema_number=None) from exc
    if orders.station_id != station_id:
        raise OtherStationError(str(orders.station_id))
    return orders
