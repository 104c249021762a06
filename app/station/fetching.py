"""Having the audio here before its time, the next one first."""

import logging
import shutil
from collections.abc import Callable, Sequence

from app.errors import AppError
from app.playout import Audio, ItemKind
from app.station.audio import AudioLibrary
from app.station.client import Client
from app.station.config import StationConfig
from app.station.errors import BadAnswerError, FetchedAudioDiffersError, ServerRefusedError, StationDiskFullError
from app.station.player import Player
from app.station.store import Planned, Store
from app.units import Sha256
from app.wire.protocol import AudioFile

_log = logging.getLogger(__name__)
_OF_ONE_FILE = (FetchedAudioDiffersError, ServerRefusedError, BadAnswerError, StationDiskFullError)
"""What may be wrong with one file and right with the next; else the server is not there at all."""


class Fetching:
    """Which files wait for their time, and which of them are here."""

    def __init__(self, config: StationConfig, *, client: Client, store: Store, library: AudioLibrary, player: Player) -> None:
        """The parts of one station. player: woken by each file that came."""
        self._config = config
        self._outputs = {output.name: output for output in config.outputs}
        self._client = client
        self._store = store
        self._library = library
        self._player = player

    def wanted(self) -> list[AudioFile]:
        """Every file that waits for its time, the earliest first, each once; whatever the clock shows."""
        wanted = {file.sha256: file for planned in self._store.waiting() for file in self._files(planned)}
        return list(wanted.values())

    def is_here(self, planned: Planned) -> bool:
        """Whether all that it needs was found whole."""
        if planned.item.kind is ItemKind.RELAY:
            return True
        return self._library.state(Sha256(file.sha256) for file in self._files(planned)) is Audio.VERIFIED

    def each(
        self,
        wanted: Callable[[], Sequence[AudioFile]],
        *,
        reserve: int,
        slice_s: float,
        on_each: Callable[[Sha256, AppError | None], None] = lambda _sha256, _error: None,
    ) -> bool:
        """Have each of `wanted` here; one that cannot be had keeps back no other. Raises the last such error, at the end.

        reserve: bytes that must be left. What is kept free of programmes is there for emergencies. Returns whether that was
        all: one that comes slowly has so long at a time, and where something else is wanted by then, that is next.
        """
        trouble: AppError | None = None
        files, is_all = wanted(), True
        for file in files:
            error: AppError | None = None
            try:
                if not self._fetch(Sha256(file.sha256), file.size, reserve=reserve, slice_s=slice_s):
                    is_all = False
                    if wanted() != files:
                        return False
                    continue
            except _OF_ONE_FILE as exc:
                _log.warning("audio %s: %s", file.sha256, exc)
                trouble = error = exc
            on_each(Sha256(file.sha256), error)
        if trouble is not None:
            raise trouble
        return is_all

    def _files(self, planned: Planned) -> tuple[AudioFile, ...]:
        output = self._outputs.get(planned.output)  # gone, when a manifest of before could not be taken up again
        return output.files_of(planned.item) if output else ()

    def _fetch(self, sha256: Sha256, size: int, *, reserve: int, slice_s: float) -> bool:
        """Returns whether it is here."""
        if self._library.path(sha256) is not None:
            return True
        free = shutil.disk_usage(self._config.data).free
        if free - size < reserve:
            raise StationDiskFullError(free)
        if not self._client.audio(sha256, self._library.part(sha256), size=size, within_s=slice_s):
            return False
        self._library.adopt(sha256)
        self._player.wake.set()
        return True
