"""Piper voices from the data folder. Its package is an extra, imported when a voice first speaks.

Its models draw noise, so the same sentence sounds a little different each time: the cache promises the inputs, not the bytes.
"""

import importlib
import importlib.metadata
import importlib.util
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.sound import Sound
from app.speech.engines.sounding import sounding
from app.speech.errors import EngineMissingError, VoiceFailedError
from app.speech.ports import Limits, Presenter, Prosody, Voice
from app.speech.text import SENTENCE_LIMIT, speakable
from app.speech.voices import InstalledVoice, installed_voices
from app.storage import sha256_of

if TYPE_CHECKING:
    from piper import PiperVoice

NAME = "piper"
_USUAL_RATE = 140
_HOW = "the extra is not installed: pip install loalang[piper]"


class PiperEngine:
    """The voices in one folder: the first by name is presenter 1, the second (or the only one) presenter 2."""

    name = NAME
    needs_network = False

    def __init__(self, folder: Path, timeout_s: float = 60.0) -> None:
        """folder: `voices/` of the data folder; it may be missing. Voices dropped in later are seen."""
        self.limits = Limits(characters=SENTENCE_LIMIT, timeout_s=timeout_s)
        self._folder = folder
        self._lock = threading.Lock()
        self._loaded: dict[str, PiperVoice] = {}
        self._hashes: dict[tuple[Path, int, int], str] = {}

    def voices(self) -> tuple[Voice, ...]:
        """See `Engine.voices`; none without the extra."""
        if importlib.util.find_spec("piper") is None:
            return ()
        return tuple(self._voice(installed) for installed in installed_voices(self._folder))

    def cast(self, presenter: Presenter, accent: str) -> Voice:  # noqa: ARG002  # the accent is the model's
        """See `Engine.cast`. Raises `EngineMissingError` without the extra."""
        if importlib.util.find_spec("piper") is None:
            raise EngineMissingError(engine=NAME, sentence="", reason=_HOW)
        voices = self.voices()
        if not voices:
            raise VoiceFailedError(engine=NAME, sentence="", reason="no voice in the voices folder")
        return voices[0] if presenter is Presenter.A else voices[:2][-1]

    def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:
        """See `Engine.synthesise`. Of the prosody only the rate is used."""
        plain = speakable(text, self.limits.characters)
        try:
            from piper import SynthesisConfig  # noqa: PLC0415  # an extra, and slow to import
        except ImportError as exc:
            raise EngineMissingError(engine=NAME, sentence=plain, reason=_HOW) from exc
        faults: tuple[type[Exception], ...] = (RuntimeError, ValueError, KeyError, TypeError, OSError, *_model_errors())
        try:
            with self._lock:
                model = self._model(voice)
                scale = model.config.length_scale * _USUAL_RATE / max(prosody.rate, 1)
                data = plain.replace("[[", "[ [")  # Piper takes what stands in [[…]] for phonemes
                chunks = list(model.synthesize(data, SynthesisConfig(length_scale=scale)))
        except faults as exc:
            raise VoiceFailedError(engine=NAME, sentence=plain, reason=f"{type(exc).__name__}: {exc}"[:200]) from exc
        samples = np.concatenate([chunk.audio_int16_array.reshape(-1) for chunk in chunks] or [np.zeros(0, np.int16)])
        return sounding(Sound(samples.astype(np.int16, copy=False), model.config.sample_rate), engine=NAME, sentence=plain)

    def close(self) -> None:
        """See `Engine.close`: forgets the loaded models."""
        with self._lock:
            self._loaded.clear()

    def _voice(self, installed: InstalledVoice) -> Voice:
        stat = installed.model.stat()
        known = (installed.model, stat.st_mtime_ns, stat.st_size)
        if known not in self._hashes:
            self._hashes[known] = sha256_of(installed.model)
        revision = f"{importlib.metadata.version('piper-tts')}/{self._hashes[known]}"
        return Voice(engine=NAME, id=installed.name, label=f"Piper, {installed.name}", revision=revision)

    def _model(self, voice: Voice) -> "PiperVoice":
        """The loaded model; one that was exchanged on disk meanwhile has another revision and is loaded anew."""
        from piper import PiperVoice  # noqa: PLC0415  # see above

        if voice.revision not in self._loaded:
            installed = next((each for each in installed_voices(self._folder) if self._voice(each) == voice), None)
            if installed is None:
                raise ValueError("no such voice")
            self._loaded[voice.revision] = PiperVoice.load(installed.model, installed.config, download_dir=self._folder)
        return self._loaded[voice.revision]


def _model_errors() -> tuple[type[Exception], ...]:
    """What onnxruntime raises: a dozen classes without a common parent of their own."""
    library = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    return tuple(each for each in vars(library).values() if isinstance(each, type) and issubclass(each, Exception))
