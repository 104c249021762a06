"""Makes the engines and the speaker from plain values; here an engine's package is imported, and only when the chain names it."""

from collections.abc import Callable
from pathlib import Path

from app.clock import Clock
from app.speech.cache import SentenceCache
from app.speech.errors import UnknownEngineError
from app.speech.model import VoiceChain
from app.speech.ports import Engine
from app.speech.speaker import Speaker


def build_engines(
    names: tuple[str, ...], *, clock: Clock, voices_folder: Path, online_timeout_s: float = 15.0, ca_file: Path | None = None
) -> dict[str, Engine]:
    """The named engines, by name, and always eSpeak (it starts no process before it is asked something).

    voices_folder: where Piper voices lie. ca_file: trusted besides the system's certificates (a network that inspects TLS).
    Raises `UnknownEngineError`.
    """

    def espeak() -> Engine:
        from app.speech.engines.espeak import EspeakEngine  # noqa: PLC0415  # light start

        return EspeakEngine()

    def gtts() -> Engine:
        from app.speech.engines.gtts import GttsEngine  # noqa: PLC0415  # light start

        return GttsEngine(clock, ca_file=ca_file, timeout_s=online_timeout_s)

    def edge() -> Engine:
        from app.speech.engines.edge import EdgeEngine  # noqa: PLC0415  # light start

        return EdgeEngine(clock, timeout_s=online_timeout_s)

    def piper() -> Engine:
        from app.speech.engines.piper import PiperEngine  # noqa: PLC0415  # light start

        return PiperEngine(voices_folder)

    makers: dict[str, Callable[[], Engine]] = {"espeak": espeak, "gtts": gtts, "edge": edge, "piper": piper}
    for name in names:
        if name not in makers:
            raise UnknownEngineError(kind="engine", key=name)
    return {name: makers[name]() for name in dict.fromkeys((*names, "espeak"))}


def build_speaker(
    chain: VoiceChain,
    *,
    data_folder: Path,
    clock: Clock,
    cache_mb: int = 2048,
    online_timeout_s: float = 15.0,
    ca_file: Path | None = None,
) -> Speaker:
    """A speaker over `data_folder`: voices in `voices/`, the sentence cache in `cache/sentences/`, bounded by `cache_mb` MiB."""
    engines = build_engines(
        chain.engines, clock=clock, voices_folder=data_folder / "voices", online_timeout_s=online_timeout_s, ca_file=ca_file
    )
    cache = SentenceCache(data_folder / "cache" / "sentences", limit_bytes=cache_mb << 20, clock=clock)
    return Speaker(engines, chain, cache)
