"""The README's main journey, run as it stands there: by curl alone, from an empty data folder to the operator's folder."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.hours import far_quiet_hours
from tests.support.waiting import until

BASH = shutil.which("bash") or ""
ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

pytestmark = [
    pytest.mark.slow(120, waits=True),
    pytest.mark.skipif(not BASH or not shutil.which("curl"), reason="bash or curl is not installed"),
]


def _shown(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```\n<!-- /{name} -->", README, re.DOTALL)
    assert found, name
    return found[1]


@dataclass
class _Serve:
    process: "subprocess.Popen[bytes]"
    log: Path
    data: Path

    def printed(self, pattern: str) -> str:
        assert until(lambda: bool(re.search(pattern, self.log.read_text(encoding="utf-8"))), 30), self.log.read_text(
            encoding="utf-8"
        )
        found = re.search(pattern, self.log.read_text(encoding="utf-8"))
        assert found
        return found[1]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Serve]:
    data, log = tmp_path / "data", tmp_path / "serve.log"
    for name, value in (("LOALANG_DATA_DIR", str(data)), ("LOALANG_PORT", "0"), ("PYTHONPATH", str(ROOT))):
        monkeypatch.setenv(name, value)
    with log.open("wb") as output:
        command = [sys.executable, "-m", "app", "serve"]
        process = subprocess.Popen(command, cwd=tmp_path, stdout=output, stderr=subprocess.STDOUT)
        yield _Serve(process, log, data)
        process.terminate()
        process.wait(30)


def test_the_readme_journey_ends_with_an_mp3_in_the_operators_folder(serve: _Serve, tmp_path: Path) -> None:
    code = serve.printed(r"--code (\S+)")
    address = serve.printed(r"đang chạy tại (http://127\.0\.0\.1:\d+)")
    journey = _shown("main-journey").replace("http://127.0.0.1:8080", address).replace("XXXXX-XXXXX-XXXXX-XXXXX", code)
    # The time of day is not the test's to choose: the commune's quiet hours are put on the far side of the day.
    quiet = far_quiet_hours()
    regulation = (
        'curl -s -f -X PUT "$API/regulation" -H "$AUTH" -H "Content-Type: application/json" -H \'If-Match: "0"\' '
        f'-d \'{{"number": "01/QC", "dated": "2025-07-15", "quiet_from": "{quiet[0]}", "quiet_to": "{quiet[1]}"}}\'\n'
    )
    script = "set -eu\n" + _shown("main-journey-setup") + journey.replace("# 2. ", regulation + "# 2. ")
    done = subprocess.run([BASH, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stdout + done.stderr + serve.log.read_text(encoding="utf-8")[-2000:]
    assert "Kính mời bà con" in done.stdout
    assert (tmp_path / "nghe-thu.mp3").read_bytes()[:3] == b"ID3"

    assert until(lambda: bool(list((serve.data / "out").glob("*/*.mp3"))), 180)
    [mp3] = (serve.data / "out").glob("*/*.mp3")
    assert mp3.read_bytes()[:3] == b"ID3"
    assert re.fullmatch(r"\d{4}-01-[a-z0-9-]+\.mp3", mp3.name)
