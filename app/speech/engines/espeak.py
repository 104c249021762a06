"""eSpeak NG, the embedded default, in one restartable child process: a crash in the library must not hurt the service.

One child is enough (about 1,100 times real time); the library crashes when two threads are in it, so a lock lets one in.
"""

import contextlib
import importlib.metadata
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import IO

import espeakng_loader

from app.sound import Sound, samples_of
from app.speech.engines import espeak_worker
from app.speech.engines.sounding import sounding
from app.speech.errors import VoiceFailedError
from app.speech.ports import Limits, Presenter, Prosody, Voice
from app.speech.text import SENTENCE_LIMIT, speakable

NAME = "espeak"
_DIALECTS = {"north": ("vi", "giọng Bắc"), "central": ("vi-vn-x-central", "giọng Trung"), "south": ("vi-vn-x-south", "giọng Nam")}
_TIMBRES = {"": "nam", "Annie": "nữ", "f2": "nữ, có vang", "linda": "nữ, cao", "m3": "nam, trầm"}
_KEPT = 2048
"""Sentences of which it is remembered what is foreign in them: who types on asks again for all of a page."""
_REVISION = "1"
"""Goes up when the way we drive the library changes the sound."""


class _ChildLostError(Exception):
    """The child died or hung; the text says which."""


class EspeakEngine:
    """Speaks Vietnamese offline; the same sentence, voice and prosody give the same bytes in any order, in any process."""

    name = NAME
    needs_network = False

    def __init__(self, timeout_s: float = 20.0) -> None:
        """Start nothing yet. timeout_s: a child that is silent for longer over one sentence is killed."""
        self.limits = Limits(characters=SENTENCE_LIMIT, timeout_s=timeout_s)
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._foreign = lru_cache(_KEPT)(self._foreign_in)
        revision = f"{importlib.metadata.version('espeakng-loader')}/{_REVISION}"
        self._voices = tuple(
            Voice(
                engine=NAME, id=f"{dialect}+{timbre}" if timbre else dialect, label=f"eSpeak, {region}, {kind}", revision=revision
            )
            for dialect, region in _DIALECTS.values()
            for timbre, kind in _TIMBRES.items()
        )

    def voices(self) -> tuple[Voice, ...]:
        """See `Engine.voices`."""
        return self._voices

    def cast(self, presenter: Presenter, accent: str) -> Voice:
        """See `Engine.cast`: `vi` for presenter 1, `vi+Annie` (most energy at 1-5 kHz) for presenter 2."""
        dialect, _ = _DIALECTS[accent]
        wanted = dialect if presenter is Presenter.A else f"{dialect}+Annie"
        return next(voice for voice in self._voices if voice.id == wanted)

    def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:
        """See `Engine.synthesise`."""
        plain = speakable(text, self.limits.characters)
        answer = self._ask({"do": "speak", "text": plain, "voice": voice.id, "prosody": asdict(prosody)}, plain)
        samples = samples_of(answer[4:])
        return sounding(Sound(samples, int.from_bytes(answer[:4], "big")), engine=NAME, sentence=plain)

    def phonemes(self, text: str) -> str:
        """The phonemes of `text` in eSpeak's notation; `(en)…(vi)` encloses what it would read as English."""
        return self._phonemes([speakable(text)])[0]

    def foreign_words(self, text: str) -> tuple[str, ...]:
        """The words eSpeak would read as English, in order: a warning for the officer. Empty for text that has no word."""
        return self._foreign(text)

    def _foreign_in(self, text: str) -> tuple[str, ...]:
        words = [word.strip(".,;:!?…“”\"'()[]") for word in text.split()]
        words = [word for word in dict.fromkeys(words) if any(character.isalnum() for character in word)]
        if not words or "(en)" not in self._phonemes([" ".join(words)])[0]:
            return ()
        return tuple(word for word, sounds in zip(words, self._phonemes(words), strict=True) if "(en)" in sounds)

    def library_version(self) -> str:
        """The version the loaded library gives itself, such as `1.52.0`."""
        return str(json.loads(self._ask({"do": "version"}, "")))

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            self._stop()

    def _phonemes(self, texts: Sequence[str]) -> list[str]:
        answer = self._ask({"do": "phonemes", "texts": list(texts), "voice": "vi"}, " ".join(texts))
        return [str(each) for each in json.loads(answer)]

    def _ask(self, request: dict[str, object], sentence: str) -> bytes:
        """The body of the child's answer; a child that is lost is replaced and asked once more."""
        message = json.dumps(request).encode()
        with self._lock:
            try:
                answer = self._exchange(message)
            except _ChildLostError:
                try:
                    answer = self._exchange(message)
                except _ChildLostError as exc:
                    raise VoiceFailedError(engine=NAME, sentence=sentence, reason=str(exc)) from exc
        if answer[:1] == espeak_worker.FAULT:
            raise VoiceFailedError(engine=NAME, sentence=sentence, reason=answer[1:].decode())
        return answer[1:]

    def _exchange(self, message: bytes) -> bytes:
        child = self._child or self._start()
        assert child.stdin is not None  # noqa: S101  # made with pipes
        assert child.stdout is not None  # noqa: S101  # made with pipes
        hung = threading.Timer(self.limits.timeout_s, child.kill)
        hung.start()
        try:
            child.stdin.write(len(message).to_bytes(4, "big") + message)
            child.stdin.flush()
            return _read(child.stdout, int.from_bytes(_read(child.stdout, 4), "big"))
        except (OSError, EOFError) as exc:
            self._stop()
            raise _ChildLostError("the speaking process hung or died") from exc
        finally:
            hung.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        """A child by file path, isolated and without site: it sees neither the service's packages nor its environment."""
        command = [sys.executable, "-I", "-S", str(Path(espeak_worker.__file__))]
        command += [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
        self._child = subprocess.Popen(  # noqa: S603  # our own file, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):  # a request the dead child never took
                pipe.close()  # type: ignore[union-attr]  # made with pipes


def _read(stream: IO[bytes], count: int) -> bytes:
    """Exactly `count` bytes. Raises EOFError when the stream ends before."""
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
