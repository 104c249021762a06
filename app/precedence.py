"""Going before the other work of an office PC, as far as the system lets us; where it does not, all works as before.

Linux: a nice value, real time for the thread that a sound card asks for frames, memory that is not paged out. Windows: the
priority class and the multimedia scheduler's "Pro Audio"; its memory is left to the system. Elsewhere: the nice value.
"""

import contextlib
import ctypes
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.values import frozen

NICE = -10
REAL_TIME = 10
"""Of 1 to 99 in the class SCHED_RR: before everything usual, behind the system's own."""
_LOCK_ALL = 1 | 2 | 4
"""MCL_CURRENT, MCL_FUTURE, MCL_ONFAULT (mlockall(2)): what is in memory stays, and nothing comes in that was not used."""
_LOCKS_ANY = 14
"""The bit of CAP_IPC_LOCK (capabilities(7))."""


@frozen
class Precedence:
    """What a player of this account gets: before other processes, real time for its sound, memory that stays."""

    process: bool
    sound: bool
    memory: bool


def go_first() -> bool:
    """Have the calling thread, and those it makes later, go before other work. Returns whether it does."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = (ctypes.c_void_p, ctypes.c_uint)
        return bool(kernel.SetPriorityClass(kernel.GetCurrentProcess(), 0x80))  # HIGH_PRIORITY_CLASS
    with contextlib.suppress(OSError):
        if os.getpriority(os.PRIO_PROCESS, 0) > NICE:  # systemd may have given more
            os.setpriority(os.PRIO_PROCESS, 0, NICE)
    return os.getpriority(os.PRIO_PROCESS, 0) <= NICE


def sound_first() -> bool:
    """Have the calling thread, which a sound card waits for, run whenever it can. Returns whether it does."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            task = ctypes.c_uint(0)
            ctypes.windll.avrt.AvSetMmThreadCharacteristicsW.restype = ctypes.c_void_p
            return bool(ctypes.windll.avrt.AvSetMmThreadCharacteristicsW("Pro Audio", ctypes.byref(task)))
        return False
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(REAL_TIME))
    return os.sched_getscheduler(0) & os.SCHED_RR != 0


def hold_memory() -> bool:
    """Have no page of this process go to the disk and back at the second of a start. Returns whether that holds."""
    return _may_lock_any() and ctypes.CDLL(None).mlockall(_LOCK_ALL) == 0


def allowed() -> Precedence:
    """What a player of this account would get, tried by a thread that ends with it."""
    with ThreadPoolExecutor(1) as trial:
        return Precedence(trial.submit(go_first).result(), trial.submit(sound_first).result(), _may_lock_any())


def _may_lock_any() -> bool:
    """Whether memory can be locked without an end: with a limit, the first thread made beyond it would fail."""
    if sys.platform != "linux":
        return False
    import resource  # noqa: PLC0415  # not on Windows

    if resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY:
        return True
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    held = next((line.split()[1] for line in status.splitlines() if line.startswith("CapEff:")), "0")
    return bool(int(held, 16) >> _LOCKS_ANY & 1)
