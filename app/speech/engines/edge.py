"""The voices of Microsoft Edge's read-aloud service, by edge-tts; its asynchronous calls are run to their end here."""

import asyncio
import contextlib
import importlib.metadata
import threading
from collections.abc import Iterator
from xml.sax.saxutils import escape

import aiohttp
from edge_tts import Communicate, communicate
from edge_tts.exceptions import EdgeTTSException

from app.clock import Clock
from app.sound import Sound
from app.speech.engines.mp3 import LARGEST
from app.speech.engines.online import OnlineVoice, refused
from app.speech.engines.patience import GiveUpError, Patience, TryAgainError
from app.speech.errors import UnspeakableError, VoiceFailedError
from app.speech.ports import Limits, Presenter, Prosody, Voice
from app.speech.text import SENTENCE_LIMIT

NAME = "edge"
_REQUEST_BYTES = 4096
"""The service's limit; beyond it edge-tts would send several requests, whose joints are heard."""
_USUAL_RATE = 140
_NAM_MINH, _HOAI_MY = "vi-VN-NamMinhNeural", "vi-VN-HoaiMyNeural"
_addressing = threading.Lock()


class EdgeEngine:
    """NamMinh (presenter 1) and HoaiMy (presenter 2), online."""

    name = NAME
    needs_network = True

    def __init__(
        self, clock: Clock, *, service: str | None = None, timeout_s: float = 15.0, patience: Patience | None = None
    ) -> None:
        """service: another websocket address that speaks the same protocol (with a query string), instead of Microsoft's.

        timeout_s: longest silence while connecting or reading; a whole sentence may take twice that.
        """
        self.limits = Limits(characters=SENTENCE_LIMIT, timeout_s=timeout_s)
        self._service = service
        self._online = OnlineVoice(NAME, self.limits, patience or Patience(), clock)
        revision = importlib.metadata.version("edge-tts")
        self._voices = (
            Voice(engine=NAME, id=_NAM_MINH, label="Microsoft, Nam Minh, nam", revision=revision),
            Voice(engine=NAME, id=_HOAI_MY, label="Microsoft, Hoài My, nữ", revision=revision),
        )

    def voices(self) -> tuple[Voice, ...]:
        """See `Engine.voices`."""
        return self._voices

    def cast(self, presenter: Presenter, accent: str) -> Voice:  # noqa: ARG002  # it has one accent
        """See `Engine.cast`."""
        return self._voices[0 if presenter is Presenter.A else 1]

    def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:
        """See `Engine.synthesise`. Of the prosody only the rate is used."""
        if voice.id not in (_NAM_MINH, _HOAI_MY):
            raise VoiceFailedError(engine=NAME, sentence=text, reason="no such voice")

        def fetch(plain: str) -> bytes:
            if len(escape(plain).encode()) > _REQUEST_BYTES:
                raise UnspeakableError(sentence=plain[:80], reason="too_long")
            with _address(self._service):
                return self._fetch(plain, voice.id, prosody.rate)

        return self._online.speak(text, fetch)

    def close(self) -> None:
        """See `Engine.close`."""
        self._online.stop()

    def _fetch(self, text: str, voice_id: str, rate: int) -> bytes:
        wait_s = max(1, round(self.limits.timeout_s))
        percent = round(100 * rate / _USUAL_RATE) - 100
        asked = Communicate(text, voice_id, rate=f"{percent:+d}%", connect_timeout=wait_s, receive_timeout=wait_s)
        try:
            return asyncio.run(asyncio.wait_for(_whole(asked), 2 * self.limits.timeout_s))
        except TimeoutError as exc:
            raise GiveUpError("no answer in time") from exc
        except aiohttp.ClientConnectorCertificateError as exc:
            raise GiveUpError("the certificate is not trusted") from exc
        except aiohttp.ClientResponseError as exc:
            raise refused(exc.status, exc.headers.get("Retry-After") if exc.headers else None) from exc
        except (aiohttp.ClientError, EdgeTTSException, OSError, ValueError) as exc:
            raise TryAgainError(type(exc).__name__) from exc


async def _whole(asked: Communicate) -> bytes:
    """The MP3, only when the service said that it was all: edge-tts takes a connection lost midway for the end."""
    mp3 = bytearray()
    async for chunk in asked.stream():
        if chunk["type"] == "audio":
            mp3 += chunk["data"]
            if len(mp3) > LARGEST:
                raise GiveUpError("the answer is too large")
    if asked.state["cumulative_audio_bytes"] != len(mp3):  # counted at `turn.end` alone
        raise TryAgainError("the connection was lost midway")
    return bytes(mp3)


@contextlib.contextmanager
def _address(service: str | None) -> Iterator[None]:
    """For one call edge-tts's module constant is `service`; calls to other addresses than Microsoft's go one by one."""
    if service is None:
        yield
        return
    with _addressing:
        constants = vars(communicate)
        usual, constants["WSS_URL"] = constants["WSS_URL"], service
        try:
            yield
        finally:
            constants["WSS_URL"] = usual
