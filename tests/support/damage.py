"""Disks that rot."""

import os
from pathlib import Path


def flip(path: Path, at: int, bit: int = 0) -> None:
    """Turn one bit of a file around, some time after it was written: file systems tell time in milliseconds."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    later = path.stat().st_mtime_ns + 10**9
    path.write_bytes(data)
    os.utime(path, ns=(later, later))
