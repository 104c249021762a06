"""Audio that costs nothing: the words themselves as the bytes, so that what an output was given says what was heard.

Everything around it is the product's own: orders, leases, hashes, files, manifests.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
import structlog
from anyio import to_thread

from app import steady, wiring
from app.db import sessions
from app.db.engine import make_engine, reading_engine
from app.dispatch import silencing
from app.emergencies import sounding
from app.programmes import worker
from app.programmes.fitting import Cut
from app.programmes.preparation import Prepared
from app.programmes.running_order import RunningOrder, Spoken
from app.service import background
from app.silence import last_known
from app.storage import write_durably
from app.studio import Mastered, Profile, Progress, Role, Tags
from app.studio.model import LoudnessReport, Timing
from app.units import Dbtp, Lufs
from app.wire import seals

LENGTHS_S = {"ngắn": 40.0, "vừa": 200.0, "dài": 1680.0}
"""Seconds of a bulletin, by a word in it."""
_Value = TypeVar("_Value")
ALARM_S = 20.0
SENTENCE_S = 10.0
_FIGURES = ("lan", "cúc", "mai", "đào", "sen", "huệ", "hồng", "nhài", "sim", "ngâu")
_MARK = re.compile("hoa ({0}) ({0}) ({0})".format("|".join(_FIGURES)))


def mark(number: int) -> str:
    """Three names of flowers for a number below a thousand; no rule of reading changes them."""
    return "hoa " + " ".join(_FIGURES[int(figure)] for figure in f"{number:03d}")


def marks(words: str) -> list[int]:
    """The numbers that are named in what was heard, each once."""
    found = ["".join(str(_FIGURES.index(each)) for each in match.groups()) for match in _MARK.finditer(words.lower())]
    return list(dict.fromkeys(map(int, found)))


def _prepare(order: RunningOrder, *, profile: Profile, tags: Tags, folder: Path, progress: Progress | None = None) -> Prepared:
    """In place of `app.programmes.prepare`."""
    words = " ".join(item.script.text for item in order.items if isinstance(item, Spoken)).lower()
    seconds = sum(length for word, length in LENGTHS_S.items() for _ in range(words.split().count(word))) or ALARM_S
    if progress is not None:
        progress(1.0)
    said = f"{tags.content_hash} {words}"
    for name, data in {"a.wav": f"wav {said}", "a.mp3": f"mp3 {said}", "peaks": said, "timings": f"timings {said}"}.items():
        write_durably(folder / name, data.encode())
    timings = tuple(Timing(start, start + SENTENCE_S, Role.SPEECH, "", "") for start in _starts(seconds))
    report = LoudnessReport(profile, seconds, Lufs(-16.0), Dbtp(-2.0), Lufs(-16.0), Dbtp(-2.0))
    made = Mastered(folder / "a.wav", folder / "a.mp3", folder / "peaks", timings, report)
    cuts: tuple[Cut, ...] = ()
    return Prepared(made, folder / "timings", {}, (), 0, 0, cuts)


def _starts(seconds: float) -> Iterator[float]:
    at = 0.0
    while at < seconds:
        yield at
        at += SENTENCE_S


def _scrypt(password: bytes, *, salt: bytes, dklen: int, **_cost: int) -> bytes:
    return hashlib.sha256(salt + password).digest()[:dklen]


async def _here(work: Callable[..., object], *given: object, **_how: object) -> object:
    return work(*given)


class Here(Executor):
    """In place of threads that are waited for some tenths of a second: on a busy machine a walk would not be the same twice."""

    def __init__(self, _threads: int, *, thread_name_prefix: str) -> None:
        """It has none."""

    def submit(self, work: Callable[..., _Value], /, *given: Any, **how: Any) -> "Future[_Value]":  # noqa: ANN401  # as in the base
        """It is done at return. What ends the process is raised at once."""
        done: Future[_Value] = Future()
        try:
            done.set_result(work(*given, **how))
        except Exception as error:  # noqa: BLE001  # whoever waits for it is told
            done.set_exception(error)
        return done


@contextmanager
def costless() -> Iterator[None]:
    """Make audio of words, PINs of one hash, answers in the thread that asks, and no log, while it lasts.

    A server that is started again has connections of its own through the engine of before, which knows the SQL as compiled.
    """
    logged, disabled = structlog.get_config(), logging.root.manager.disable
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sounding, "prepare", _prepare)
        patch.setattr(worker, "prepare", _prepare)
        patch.setattr(seals, "put_seal", lambda _path, _make: None)  # words are no MP3 that could carry one
        patch.setattr(hashlib, "scrypt", _scrypt)
        patch.setattr(background, "_TOLD_S", 0.0)  # a real second after each alarm; here stations are told by hand
        patch.setattr(to_thread, "run_sync", _here)
        patch.setattr(last_known, "ThreadPoolExecutor", Here)
        patch.setattr(silencing, "ThreadPoolExecutor", Here)
        patch.setattr(wiring, "make_engine", cache(make_engine))
        patch.setattr(sessions, "reading_engine", cache(reading_engine))
        patch.setattr(steady, "kernel_time", lambda: None)  # no NTP: its time is another than this clock's
        yield
    logging.disable(disabled)
    structlog.configure(**logged)
