"""Engines for tests: a tone instead of words, and one that fails on demand."""

import hashlib
import threading

import numpy as np

from app.sound import Sound
from app.speech.errors import VoiceFailedError
from app.speech.ports import Limits, Presenter, Prosody, Voice
from app.speech.text import SENTENCE_LIMIT, speakable


class ToneEngine:
    """A tone of 0.2 to 1 s whose length and pitch follow from the text; remembers what it was asked."""

    needs_network = False
    limits = Limits(characters=SENTENCE_LIMIT, timeout_s=1.0)

    def __init__(self, name: str = "tone", *, fails_on: str | None = None) -> None:
        """fails_on: a sentence that holds this is not spoken (while it is set)."""
        self.name = name
        self.fails_on = fails_on
        self.said: list[str] = []
        self._lock = threading.Lock()

    def voices(self) -> tuple[Voice, ...]:
        return tuple(
            Voice(engine=self.name, id=f"{self.name}-{each.value}", label=each.value, revision="1") for each in Presenter
        )

    def cast(self, presenter: Presenter, accent: str) -> Voice:
        assert accent in {"north", "central", "south"}
        return self.voices()[0 if presenter is Presenter.A else 1]

    def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:
        plain = speakable(text)
        with self._lock:
            self.said.append(plain)
        if self.fails_on is not None and self.fails_on in plain:
            raise VoiceFailedError(engine=self.name, sentence=plain, reason="told to fail")
        seed = hashlib.sha256(f"{voice.id} {prosody} {plain}".encode()).digest()
        frames = 4410 + 55 * seed[0]
        wave = np.sin(np.arange(frames) * 2 * np.pi * (200 + 2 * seed[1]) / 22_050)
        return Sound((8000 * wave).astype(np.int16), 22_050)

    def close(self) -> None:
        """Holds nothing."""
