"""What a rendering is, and the moves it makes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.errors import Fact
from app.units import CommuneId, RenderingId, Sha256, VersionId


class RenderingState(StrEnum):
    """Where a rendering stands: `wanted → rendering → ready | failed`."""

    WANTED = "wanted"
    RENDERING = "rendering"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class VersionOrder:
    """Audio of one bulletin version alone, as it is heard in a preview or pulled as a file."""

    version_id: VersionId


@dataclass(frozen=True, slots=True)
class ProgrammeOrder:
    """Audio of a whole programme: a template, the versions it carries, and the instant it greets for (UTC)."""

    template: str
    version_ids: tuple[VersionId, ...]
    at: datetime


Order = VersionOrder | ProgrammeOrder


@dataclass(frozen=True, slots=True)
class StoredAudio:
    """One form of the finished audio in the store of files. size: bytes."""

    sha256: Sha256
    size: int


@dataclass(frozen=True, slots=True)
class RenderingFacts:
    """A rendering as others see it.

    content_hash: of what it is made from. mp3, wav, seconds: once ready. failure: code and facts of the error, once failed.
    """

    id: RenderingId
    commune_id: CommuneId
    state: RenderingState
    content_hash: Sha256
    progress: float
    seconds: float | None
    mp3: StoredAudio | None
    wav: StoredAudio | None
    failure: tuple[str, dict[str, Fact]] | None
