"""The speaker: says a presenter's part by the first engine of the chain that can say all of it.

A part is never partial and never mixes voices: when one sentence fails, the whole part is made again by the next engine.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import structlog

from app.sound import Clip, Sound
from app.speech.cache import CachedClip, SentenceCache, sentence_key
from app.speech.errors import UnknownEngineError, UnknownVoiceError, VoiceFailedError
from app.speech.model import Part, Progress, VoiceChain
from app.speech.ports import Engine, ForeignEar, Presenter, Prosody, Voice
from app.speech.text import speakable
from app.values import frozen

_log = structlog.get_logger(__name__)


@frozen
class _Reader:
    """One engine with the voice and prosody it reads a part with."""

    engine: Engine
    voice: Voice
    prosody: Prosody
    cache: SentenceCache

    def read(self, text: str) -> tuple[Clip, bool]:
        """The sentence as a clip, and whether it was there already."""
        key = sentence_key(self.voice, self.prosody, text)
        say = partial(self._say, key, text)
        found = self.cache.find(key)
        if found is None:
            sound = say()
            frames, rate = len(sound.samples), sound.rate
        else:
            frames, rate = found
        engine = self.engine.name
        clip = CachedClip(frames=frames, rate=rate, key=key, engine=engine, text=text, cache=self.cache, remake=say)
        return clip, found is not None

    def _say(self, key: str, text: str) -> Sound:
        sound = self.engine.synthesise(text, self.voice, self.prosody)
        self.cache.put(key, sound)
        return sound


class Speaker:
    """Engines by name, the chain that orders them, and the cache they share. Any thread may use it."""

    def __init__(self, engines: Mapping[str, Engine], chain: VoiceChain, cache: SentenceCache) -> None:
        """Raises `UnknownEngineError` when the chain names an engine that is not there."""
        for name in chain.engines:
            if name not in engines:
                raise UnknownEngineError(kind="engine", key=name)
        self._engines = dict(engines)
        self._cache = cache
        self.chain = chain

    def using(self, chain: VoiceChain) -> "Speaker":
        """The same engines and cache under another chain, as an approval bound it. Raises `UnknownEngineError`."""
        return self if chain == self.chain else Speaker(self._engines, chain, self._cache)

    @property
    def engines(self) -> frozenset[str]:
        """The names of the engines there are."""
        return frozenset(self._engines)

    def using_what_is_here(self, chain: VoiceChain) -> "Speaker":
        """As `using`, without the engines that are not here; where none of them is, under the chain of this one."""
        here = tuple(name for name in chain.engines if name in self._engines)
        return self.using(replace(chain, engines=here)) if here else self

    def voices(self) -> tuple[Voice, ...]:
        """The voices of every engine there is, those of the chain first and in its order."""
        return tuple(voice for engine in self._ordered() for voice in engine.voices())

    def speak(self, sentences: Sequence[str], presenter: Presenter, prosody: Prosody, progress: Progress | None = None) -> Part:
        """Say all sentences of one presenter in one rendering, with one voice.

        Raises `UnspeakableError` for a sentence no engine may be given, `VoiceFailedError` naming the sentence that the
        last engine of the chain failed at, and OSError when the cache cannot be written.
        """
        texts = [speakable(sentence) for sentence in sentences]
        report = _forward(progress)
        passed = self._unknown_voice(presenter)
        for name in self.chain.engines:
            try:
                return self._part(self._engines[name], texts, presenter, prosody, passed=passed, report=report)
            except VoiceFailedError as exc:
                if name == self.chain.engines[-1]:
                    raise
                passed = (*passed, name)
                _log.warning("voice.fell_back", presenter=presenter.value, engine=name, reason=exc.reason)
        raise AssertionError  # a chain is never empty

    def sample(self, text: str, voice_id: str, prosody: Prosody) -> Sound:
        """One sentence by one named voice, past chain and cache: to try a voice before choosing it.

        Raises `UnknownVoiceError`, `UnspeakableError` and `VoiceFailedError`.
        """
        for engine in self._ordered():
            if (voice := _named(engine, voice_id)) is not None:
                return engine.synthesise(text, voice, prosody)
        raise UnknownVoiceError(kind="voice", key=voice_id)

    def foreign_words(self, text: str) -> tuple[str, ...]:
        """Words of `text` that would be read as if they were English, by an engine that can tell; empty when none can."""
        ear = next((engine for engine in self._ordered() if isinstance(engine, ForeignEar)), None)
        return () if ear is None else ear.foreign_words(text)

    def close(self) -> None:
        """Close every engine."""
        for engine in self._engines.values():
            engine.close()

    def _ordered(self) -> Iterable[Engine]:
        rest = (name for name in self._engines if name not in self.chain.engines)
        return (self._engines[name] for name in (*self.chain.engines, *rest))

    def _unknown_voice(self, presenter: Presenter) -> tuple[str, ...]:
        """The voice set for `presenter`, when no engine of the chain has it: it is passed over in sight, not in silence."""
        wanted = self.chain.wanted(presenter)
        if not wanted or any(_named(self._engines[name], wanted) for name in self.chain.engines):
            return ()
        _log.warning("voice.unknown", presenter=presenter.value, voice=wanted)
        return (wanted,)

    def _part(
        self,
        engine: Engine,
        texts: Sequence[str],
        presenter: Presenter,
        prosody: Prosody,
        *,
        passed: tuple[str, ...],
        report: Progress,
    ) -> Part:
        voice = _named(engine, self.chain.wanted(presenter)) or engine.cast(presenter, self.chain.accent)
        reader = _Reader(engine=engine, voice=voice, prosody=prosody, cache=self._cache)
        clips: list[Clip] = []
        cached = 0
        for text in texts:
            clip, was_there = reader.read(text)
            clips.append(clip)
            cached += was_there
            report(len(clips) / len(texts))
        return Part(tuple(clips), voice=voice, fell_back_from=passed, synthesised=len(clips) - cached, cached=cached)


def _named(engine: Engine, voice_id: str) -> Voice | None:
    return next((voice for voice in engine.voices() if voice.id == voice_id), None) if voice_id else None


def _forward(progress: Progress | None) -> Callable[[float], None]:
    """`progress`, called only when the share rises: a part made again by the next engine begins anew."""
    reached = 0.0

    def report(share: float) -> None:
        nonlocal reached
        if progress is not None and share > reached:
            reached = share
            progress(share)

    return report
