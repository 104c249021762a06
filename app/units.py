"""NewTypes for ids and units, and how an id is made."""

from typing import NewType
from uuid import UUID

from uuid_utils.compat import uuid7

CommuneId = NewType("CommuneId", UUID)
PersonId = NewType("PersonId", UUID)
ZoneId = NewType("ZoneId", UUID)
StationId = NewType("StationId", UUID)
BulletinId = NewType("BulletinId", UUID)
VersionId = NewType("VersionId", UUID)
RecordingId = NewType("RecordingId", UUID)
RenderingId = NewType("RenderingId", UUID)
SlotId = NewType("SlotId", UUID)
OccurrenceId = NewType("OccurrenceId", UUID)
EmergencyId = NewType("EmergencyId", UUID)

Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits."""
Lufs = NewType("Lufs", float)
"""Integrated loudness, EBU R 128 / ITU-R BS.1770-4."""
Dbtp = NewType("Dbtp", float)
"""True peak in dB relative to full scale."""


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562): unique, and sorted by the time it was made."""
    return uuid7()
