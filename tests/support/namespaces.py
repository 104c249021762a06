"""A mount namespace of one's own: a full disk, a folder that is read-only, other accounts, and nothing of it outside."""

import subprocess

import pytest

NAMESPACE = ["unshare", "--mount", "sh", "-ec"]


def _can_mount() -> bool:
    try:
        return subprocess.run([*NAMESPACE, "mount -t tmpfs none /mnt"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


needs_mount = pytest.mark.skipif(not _can_mount(), reason="needs the right to mount in a namespace of its own")
