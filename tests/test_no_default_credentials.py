"""Nothing that opens a door is shipped: no password, no token, no key, in code, documents or settings (ASVS 6.3.2, 13.2.3)."""

import re
import subprocess
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from app.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bssh-(?:rsa|ed25519) AAAA")
_TOKEN = re.compile(rb"\bloa_[A-Za-z0-9_-]{20,}|\bloalang1\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}")
_GIVEN = re.compile(
    rb"""(?i)(?:password|passwd|mat_khau|secret|api_key|token|pin)["']?\s*[:=]\s*["'](?!["'{$<]|\s*["'])([^"'\s{}]{4,})["']"""
)
"""A word for a secret, and then a text that is neither empty nor a place to be filled."""
_EXAMPLES = {b"481516", b"246810", b"loa_\xe2\x80\xa6", b"revoked", b"make_token", b"set_pin", b"tokens.app"}
"""Names of acts and of a command's module, what the description of the API shows as an example, or says became of one;
nothing is set to them.

One is set to something: the PIN of the training commune, which its page shows, and of which nothing can sound.
"""


def _shipped() -> list[Path]:
    """What is part of a release: everything but the tests."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607  # git as it is
    names = [name for name in listed.stdout.decode().split("\0") if name and not name.startswith("tests/")]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a release has no list of its files")
def test_no_key_and_no_token_is_shipped() -> None:
    found = [path for path in _shipped() if _KEY.search(data := path.read_bytes()) or _TOKEN.search(data)]
    assert found == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a release has no list of its files")
def test_no_secret_is_written_down() -> None:
    kinds = {".py", ".toml", ".yaml", ".yml", ".md", ".cmd", ".sh", ".j2", ".html", ".ini", ""}
    found = [
        (str(path.relative_to(ROOT)), given)
        for path in _shipped()
        if path.suffix in kinds
        for given in _GIVEN.findall(path.read_bytes())
        if given not in _EXAMPLES
    ]
    assert found == []


def test_no_setting_has_a_secret_by_itself() -> None:
    def secrets(group: object) -> list[str]:
        given = [(name, getattr(group, name)) for name in getattr(type(group), "model_fields", {})]
        own = [name for name, value in given if isinstance(value, SecretStr) and value.get_secret_value()]
        return own + [each for _, value in given if hasattr(type(value), "model_fields") for each in secrets(value)]

    assert secrets(Settings()) == []


def test_the_container_asks_for_the_password_of_its_database() -> None:
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    passwords = re.findall(r"(?m)(?:PASSWORD: |loalang:)(\S+?)(?:@|$|\s)", compose)
    assert passwords
    assert all(each.startswith("${LOALANG_DB_PASSWORD:?") for each in passwords), passwords


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("sessions")
def test_nobody_comes_into_a_new_installation(anonymous: httpx.Client) -> None:
    for name in ("admin", "root", "loalang", "quan-tri"):
        for password in ("admin", "88888888", "12345678", "loalang", ""):
            answer = anonymous.get("/api/v1/people", auth=(name, password))
            assert answer.status_code == 401
    for token in ("admin", "loalang", "88888888", "12345678", "test", "demo"):
        for path in ("people", "station/manifest"):
            assert anonymous.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token}"}).status_code == 401
