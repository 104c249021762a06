"""What the online engines share: the order of checks around one request to somebody else's service."""

from collections.abc import Callable

from app.clock import Clock
from app.sound import Sound
from app.speech.engines.mp3 import decode_mp3
from app.speech.engines.patience import Circuit, GiveUpError, Patience, TryAgainError
from app.speech.engines.sounding import sounding
from app.speech.errors import VoiceFailedError
from app.speech.ports import Limits
from app.speech.text import speakable

_TOO_MANY = 429
_SERVER_FAULT = 500


class OnlineVoice:
    """Text checks, patience, decoding and the last check, around a function that fetches the MP3 of one sentence."""

    def __init__(self, engine: str, limits: Limits, patience: Patience, clock: Clock) -> None:
        self._engine = engine
        self._limits = limits
        self._circuit = Circuit(patience, clock)

    def speak(self, text: str, fetch: Callable[[str], bytes]) -> Sound:
        """Fetch and decode one sentence. fetch: raises `TryAgainError` or `GiveUpError`. Raises as `Engine.synthesise`."""
        plain = speakable(text, self._limits.characters)

        def once() -> Sound:
            try:
                return decode_mp3(fetch(plain))
            except ValueError as exc:
                raise TryAgainError(f"the answer holds no sound: {exc}") from exc

        try:
            sound = self._circuit.call(once)
        except GiveUpError as exc:
            raise VoiceFailedError(engine=self._engine, sentence=plain, reason=str(exc)) from exc
        return sounding(sound, engine=self._engine, sentence=plain)

    def stop(self) -> None:
        """End waits between tries."""
        self._circuit.stop()


def refused(status: int, retry_after: str | None = None) -> TryAgainError | GiveUpError:
    """What an HTTP status other than success means: busy and broken may pass, the rest will not."""
    reason = f"status {status}"
    if status == _TOO_MANY or status >= _SERVER_FAULT:
        return TryAgainError(reason, float(retry_after) if retry_after and retry_after.isdecimal() else None)
    return GiveUpError(reason)
