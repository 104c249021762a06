"""Who may read what the product writes, on POSIX: the account it runs under alone, except what is made for other people.

For others are the finished audio of folder outputs, day packs, and what a person has a command write to a place of their choice;
these get the modes that the umask of the machine gives everything else. Windows goes by the rights of the folder.
"""

import contextlib
import os
import stat
import threading
from collections.abc import Collection, Iterator
from pathlib import Path

_USUAL = "_LOALANG_USUAL_UMASK"
"""Tells a child what the umask was before its parent began to keep things to itself."""
_OTHERS = 0o077


def keep_private() -> None:
    """Let this process and its children write only what its own account may read. The first thing a process does."""
    if os.name == "posix":
        os.environ.setdefault(_USUAL, str(os.umask(_OTHERS)))  # noqa: TID251  # handed on, not a setting
        os.umask(_OTHERS)


def share(path: Path) -> None:
    """Let others have a file or folder, as far as the machine's own umask lets them; a disk without modes is passed over."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            path.chmod((0o777 if path.is_dir() else 0o666) & ~_usual_umask())


def shared_folder(path: Path, *, within: Path) -> None:
    """Make a folder for others, who may pass through `within` to it but not look around there."""
    shared_folders(path)
    if os.name == "posix":
        for above in path.parents:
            if not above.is_relative_to(within):
                return
            above.chmod(stat.S_IMODE(above.stat().st_mode) | (0o011 & ~_usual_umask()))


def shared_folders(path: Path) -> None:
    """Make `path` and the folders above it that are missing, for others."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        share(folder)


def loose(folder: Path, *, shared: Collection[Path] = ()) -> Iterator[Path]:
    """What below `folder` others may read or change, the folder itself among it; nothing on Windows.

    shared: folders for others below it: they are left out, and those above them may be passed through.
    """
    if os.name != "posix":
        return
    passed = {above for each in shared for above in each.parents}
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = path.lstat()
            is_folder = stat.S_ISDIR(status.st_mode)
            if stat.S_ISLNK(status.st_mode) or (is_folder and path in shared):
                continue
            if status.st_mode & (0o066 if path in passed else _OTHERS):
                yield path
            if is_folder:
                waiting += path.iterdir()
        except OSError:  # it went away meanwhile, or is not ours to look at
            continue


def tighten(folder: Path, *, shared: Collection[Path] = ()) -> int:
    """Keep from others what an older release, or a person, let them read below `folder`. Returns how much that was."""
    found = 0
    for path in loose(folder, shared=shared):
        kept = 0o711 if any(each.is_relative_to(path) for each in shared) else 0o700
        with contextlib.suppress(OSError):  # of another account: the doctor says so
            path.chmod(stat.S_IMODE(path.stat().st_mode) & kept)
            found += 1
    return found


def begin_tightening(folder: Path, *, shared: Collection[Path] = ()) -> None:
    """`tighten` beside the start, which does not wait for it."""
    threading.Thread(target=tighten, args=(folder,), kwargs={"shared": shared}, name="privacy", daemon=True).start()


def _usual_umask() -> int:
    return int(os.environ.get(_USUAL, "18"))  # noqa: TID251  # handed on, not a setting; 18 is 0o022
