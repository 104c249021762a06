"""What a rendering is, and the moves it makes."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from app.airing import AudioFormat
from app.errors import Fact
from app.units import CommuneId, RenderingId, Sha256, VersionId
from app.values import frozen
from app.wire.protocol import AudioFile


class RenderingState(StrEnum):
    """Where a rendering stands: `wanted → rendering → ready | failed`."""

    WANTED = "wanted"
    RENDERING = "rendering"
    READY = "ready"
    FAILED = "failed"


@frozen
class VersionOrder:
    """Audio of one bulletin version alone, as it is heard in a preview or pulled as a file."""

    version_id: VersionId


@frozen
class ProgrammeOrder:
    """Audio of a whole programme: a template, the versions it carries, and the instant it greets for (UTC).

    is_solemn: without music, for a time of mourning. limit_s: what it has to fit into; None for as long as it is.
    greeting: the version that says in whose way the template is read and sounds; None: as it ships.
    """

    template: str
    version_ids: tuple[VersionId, ...]
    at: datetime
    is_solemn: bool = False
    limit_s: int | None = None
    greeting: VersionId | None = None


Order = VersionOrder | ProgrammeOrder


def versions_of(order: Order) -> tuple[VersionId, ...]:
    """The versions an order is for, its greeting last."""
    if isinstance(order, VersionOrder):
        return (order.version_id,)
    return order.version_ids if order.greeting is None else (*order.version_ids, order.greeting)


@frozen
class StoredAudio:
    """One form of the finished audio in the store of files. size: bytes."""

    sha256: Sha256
    size: int


Forms = Mapping[AudioFormat, StoredAudio]
"""Finished audio in each form that there is of it; empty while there is none."""


@frozen
class NoRoom:
    """A version that the audio carries in part or not at all, since it had to fit. seconds: of what is missing."""

    version_id: VersionId
    seconds: float
    is_whole: bool


@frozen
class RenderingFacts:
    """A rendering as others see it.

    content_hash: of what it is made from. forms, seconds: once ready. failure: code and facts of the error, once failed.
    has_music: it is not for a time of mourning. no_room: what did not fit. sentences_s: where its sentences begin, ascending.
    version_ids: what it was ordered of, a greeting last; equal content is made once, so another version may have the same.
    """

    id: RenderingId
    commune_id: CommuneId
    state: RenderingState
    content_hash: Sha256
    progress: float
    seconds: float | None
    forms: Forms
    failure: tuple[str, dict[str, Fact]] | None
    has_music: bool = True
    no_room: tuple[NoRoom, ...] = ()
    sentences_s: tuple[float, ...] = ()
    version_ids: tuple[VersionId, ...] = ()


def audio_files(forms: Forms) -> tuple[AudioFile, ...]:
    """The forms as a station is told of them."""
    return tuple(AudioFile(format=form, sha256=stored.sha256, size=stored.size) for form, stored in forms.items())
