"""The child process that holds eSpeak NG: standard library and ctypes only, started by file path, never imported by the service.

The library is loaded afresh for each sentence: only then does the same sentence give the same bytes, whatever was said before.
Messages on stdin and stdout: 4 bytes big-endian length, then JSON (requests) or one kind byte and a body (answers).
It ends when its parent ends: end of input stops it even while the library hangs.
"""

import ctypes
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

PCM, TEXT, FAULT = b"P", b"T", b"E"

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: sound goes to the callback
_DONT_EXIT = 0x8000  # missing data is an error, not exit(1)
_UTF8 = 1  # espeakCHARS_UTF8 alone: no SSML (0x10), no [[phonemes]] (0x100)
_FROM_CHARACTER = 1
_RATE, _VOLUME, _PITCH, _RANGE, _GAP = 1, 2, 3, 4, 7
_QUIET_VOLUME = 70  # at 100 the engine's own gain control pumps
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Fault(Exception):  # noqa: N818  # it is the answer kind of that name
    """The library refused; the text says what."""


def _unload(handle: int) -> None:
    if os.name == "nt":
        from _ctypes import FreeLibrary  # type: ignore[attr-defined]  # noqa: PLC0415  # exists on Windows only

        FreeLibrary(handle)
    else:
        from _ctypes import dlclose  # type: ignore[attr-defined,unused-ignore]  # noqa: PLC0415  # not on Windows

        dlclose(handle)


class Espeak:
    """The library at `library` with its data folder."""

    def __init__(self, library: str, data: str) -> None:
        self._library = library
        self._data = os.fsencode(data)

    @contextmanager
    def _fresh(self) -> Iterator[tuple[ctypes.CDLL, int]]:
        """The library, loaded and initialised, and its sample rate."""
        lib = ctypes.CDLL(self._library)
        try:
            rate = lib.espeak_Initialize(_SYNCHRONOUS, 0, self._data, _DONT_EXIT)
            if rate <= 0:
                raise Fault("no eSpeak data")
            try:
                yield lib, rate
            finally:
                lib.espeak_Terminate()
        finally:
            _unload(lib._handle)  # noqa: SLF001  # ctypes has no public way to let a library go

    def version(self) -> str:
        """The library's own version, such as `1.52.0`."""
        with self._fresh() as (lib, _):
            lib.espeak_Info.restype = ctypes.c_char_p
            return str(lib.espeak_Info(None).decode()).split()[0]

    def speak(self, text: str, voice: str, prosody: dict[str, int]) -> tuple[int, bytes]:
        """Sample rate and little-endian int16 PCM of `text`."""
        pieces: list[bytes] = []

        def take(samples: object, count: int, _events: object) -> int:
            if samples and count > 0:
                pieces.append(ctypes.string_at(samples, 2 * count))  # type: ignore[arg-type]  # a ctypes pointer
            return 0

        callback = _CALLBACK(take)
        encoded = text.encode() + b"\0"
        with self._fresh() as (lib, rate):
            lib.espeak_SetSynthCallback(callback)
            _choose(lib, voice)
            wanted = ((_RATE, "rate"), (_PITCH, "pitch"), (_RANGE, "pitch_range"), (_GAP, "gap"))
            for parameter, value in ((_VOLUME, _QUIET_VOLUME), *((number, prosody[name]) for number, name in wanted)):
                lib.espeak_SetParameter(parameter, value, 0)
            failed = lib.espeak_Synth(encoded, ctypes.c_size_t(len(encoded)), 0, _FROM_CHARACTER, 0, _UTF8, None, None)
            if failed or lib.espeak_Synchronize():
                raise Fault("eSpeak could not speak it")
        return rate, b"".join(pieces)

    def phonemes(self, texts: list[str], voice: str) -> list[str]:
        """The phonemes of each text in eSpeak's ASCII notation, clauses parted by a line feed."""
        with self._fresh() as (lib, _):
            lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
            _choose(lib, voice)
            return ["\n".join(_clauses(lib, text)) for text in texts]


def _choose(lib: ctypes.CDLL, voice: str) -> None:
    if lib.espeak_SetVoiceByName(voice.encode()):
        raise Fault(f"no voice {voice}")


def _clauses(lib: ctypes.CDLL, text: str) -> Iterator[str]:
    buffer = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    while place.value:
        yield lib.espeak_TextToPhonemes(ctypes.byref(place), _UTF8, 0).decode()


def _answer(espeak: Espeak, request: bytes) -> bytes:
    asked = json.loads(request)
    try:
        match asked["do"]:
            case "speak":
                rate, pcm = espeak.speak(asked["text"], asked["voice"], asked["prosody"])
                return PCM + rate.to_bytes(4, "big") + pcm
            case "phonemes":
                return TEXT + json.dumps(espeak.phonemes(asked["texts"], asked["voice"])).encode()
            case _:
                return TEXT + json.dumps(espeak.version()).encode()
    except (Fault, OSError) as exc:
        return FAULT + str(exc).encode()


def _requests(stream: IO[bytes], give: Callable[[bytes], None]) -> None:
    """Hand on requests until the parent is gone, then end the process at once."""
    while len(head := stream.read(4)) == 4:  # noqa: PLR2004  # the length's own size
        give(stream.read(int.from_bytes(head, "big")))
    os._exit(0)


def serve(library: str, data: str) -> None:
    """Answer requests one after the other, for as long as the parent lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the library prints must not fall into the answers
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_requests, args=(sys.stdin.buffer, waiting.put), daemon=True).start()
    espeak = Espeak(library, data)
    while True:
        answer = _answer(espeak, waiting.get())
        out.write(len(answer).to_bytes(4, "big") + answer)
        out.flush()


if __name__ == "__main__":
    serve(*sys.argv[1:3])
