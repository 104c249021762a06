"""A real `loalang serve`, started, killed and started again over one data folder."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]


class Served:
    """The service over `folder/data`; the environment says the rest."""

    def __init__(self, folder: Path, *arguments: str, open_files: int | None = None) -> None:
        """open_files: how many the system lets it have at most; None: as many as it lets us."""
        self.data = folder / "data"
        self._log = folder / "serve.log"
        with self._log.open("wb") as output:
            command = [sys.executable, "-m", "app", "serve", *arguments]
            if open_files is not None:
                command = ["/bin/sh", "-c", f'ulimit -n {open_files}; exec "$@"', "sh", *command]
            self.process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        self.address = self.printed(r"Loa Làng đang chạy tại (http://\S+)")

    def printed(self, pattern: str, *, last: bool = False) -> str:
        """What `pattern` caught in what it printed, the first or the last time."""
        assert until(lambda: bool(re.search(pattern, self.log)), 90), self.log
        found: list[str] = re.findall(pattern, self.log)
        return found[-1 if last else 0]

    @property
    def log(self) -> str:
        """Everything it printed."""
        return self._log.read_text(encoding="utf-8")

    def client(self, token: str = "") -> httpx.Client:
        """A client of its REST API."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=f"{self.address}/api/v1", headers=headers, timeout=30, trust_env=False)

    def set_up(self) -> str:
        """Found `xã Liên An`; the token."""
        form = {"code": self.printed(r"--code (\S+)"), "commune": "xã Liên An", "name": "Quản trị", "one_officer": True}
        with self.client() as client:
            token: str = client.post("/setup", json=form).raise_for_status().json()["token"]
        return token

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM, and how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)
