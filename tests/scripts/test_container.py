"""What can be checked of the container without an engine: its sources and its secrets; `test_wheelhouse.py` walks its steps."""

import fnmatch
import re
import subprocess
from pathlib import Path

from tests.support.namespaces import NAMESPACE, needs_mount

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
STAGES = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]
IGNORED = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line]


def _sources() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def test_every_copied_source_exists_and_is_not_ignored() -> None:
    assert _sources()
    for source in _sources():
        assert (ROOT / source).exists(), source
        assert not any(fnmatch.fnmatch(source, pattern) for pattern in IGNORED), source


def test_what_the_program_reads_at_run_time_is_copied() -> None:
    assert {"app", "alembic", "audio_templates", "requirements.txt", "pyproject.toml"} <= set(_sources())


def test_it_runs_without_rights_keeps_data_in_a_volume_and_is_watched() -> None:
    assert len(STAGES) == 2
    assert re.search(r"^USER (?!root)\w+", STAGES[-1], re.MULTILINE)
    assert re.search(r"^VOLUME /data$", STAGES[-1], re.MULTILINE)
    assert "LOALANG_DATA_DIR=/data" in STAGES[-1]
    assert re.search(r"^HEALTHCHECK .*\\\n.*/health", STAGES[-1], re.MULTILINE)


def test_no_password_has_a_default() -> None:
    passwords = re.findall(r"^\s+\w*PASSWORD\w*: (.+)$", COMPOSE, re.MULTILINE)
    assert passwords
    assert all(value.startswith("${") and ":?" in value for value in passwords)
    assert not re.search(r"postgresql://\w+:[^$]", COMPOSE)


def test_the_file_of_the_password_stays_out_of_the_image_and_of_git() -> None:
    assert ".env" in IGNORED
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@needs_mount
def test_the_user_without_rights_owns_the_data_folder(tmp_path: Path) -> None:
    """The RUN of the second stage, in a namespace whose accounts and homes are copies."""
    (step,) = re.findall(r"^RUN (.+)$", STAGES[-1], re.MULTILINE)
    etc, data = tmp_path / "etc", tmp_path / "data"
    act = f'cp -a /etc "{etc}"; mount --bind "{etc}" /etc; mount -t tmpfs none /home; {step.replace("/data", str(data))}'
    subprocess.run([*NAMESPACE, f"{act}; su loalang -c 'touch ~/here' && id -u loalang"], capture_output=True, check=True)
    assert data.stat().st_uid == int(re.findall(r"--uid (\d+)", step)[0])
