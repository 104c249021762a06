"""What the lock asks for on a machine other than this one.

pip judges the markers of a lock (`; sys_platform == 'win32'`) by the machine it runs on, also when it fetches for another; so
they are judged here, by pip's own reading of markers, and taken out. Runs inside an environment, where pip is.
"""

from dataclasses import dataclass
from pathlib import Path

from pip._vendor.packaging.markers import Marker


@dataclass(frozen=True)
class Target:
    """A kind of machine: what wheels call it, and what markers ask about it."""

    name: str
    sys_platform: str
    machine: str
    wheels: tuple[str, ...]

    def answers(self, python: str) -> dict[str, str]:
        """What CPython `python` (as "3.12") answers to markers on this machine."""
        windows = self.sys_platform == "win32"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": self.sys_platform,
        }


def _manylinux(machine: str) -> tuple[str, ...]:
    """Every glibc up to 2.28, of 2018: what all Linux systems still cared for have."""
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), f"manylinux2014_{machine}")


_OLD = ("manylinux_2_12_x86_64", "manylinux2010_x86_64", "manylinux_2_5_x86_64", "manylinux1_x86_64")
TARGETS = {
    target.name: target
    for target in (
        Target("linux-x86_64", "linux", "x86_64", _manylinux("x86_64") + _OLD),
        Target("win-amd64", "win32", "AMD64", ("win_amd64",)),
        Target("linux-aarch64", "linux", "aarch64", _manylinux("aarch64")),
    )
}
PYTHONS = ("3.11", "3.12", "3.13")


def lock_for(lock: Path, target: Target, python: str) -> str:
    """The lock's text for one machine and Python: what its markers leave out is gone, and so are the markers."""
    kept = []
    for entry in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        requirement, *hashes = entry.partition("#")[0].split(" --hash=")
        pin, _, marker = requirement.partition(";")
        if pin.strip() and (not marker or Marker(marker.strip()).evaluate(target.answers(python))):
            kept.append(" --hash=".join([pin.strip(), *(value.strip() for value in hashes)]))
    return "\n".join(kept) + "\n"
