"""HTTPS by own files: who comes that way is safe from listeners, plain HTTP stays on the machine, and bad files are named."""

import json
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.clock import SystemClock
from app.upkeep import CertificateError, look_at_certificate
from tests.support.serving import Served
from tests.support.waiting import until

NOW = datetime(2025, 11, 4, tzinfo=UTC)
DAY = timedelta(days=1)


def certificate(folder: Path, *, begins: datetime, ends: datetime, named: bool = True) -> tuple[Path, Path]:
    """A certificate of this machine that it signed itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(begins).not_valid_after(ends)
    if named:
        names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
        made = made.add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    cert, secret = folder / "loa.pem", folder / "loa.key"
    cert.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    no_password = serialization.NoEncryption()
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    secret.write_bytes(key.private_bytes(*form, no_password))
    secret.chmod(0o600)
    return cert, secret


def cause(cert: Path, key: Path, now: datetime = NOW) -> str | None:
    try:
        look_at_certificate(cert, key, now)
    except CertificateError as error:
        return error.cause
    return None


def test_what_is_wrong_with_the_files_is_named(tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, begins=NOW - DAY, ends=NOW + DAY)
    assert look_at_certificate(cert, key, NOW).names == ("localhost", "127.0.0.1")
    assert cause(cert, key, NOW + 2 * DAY) == "expired"
    assert cause(cert, key, NOW - 2 * DAY) == "not_yet"
    assert cause(tmp_path / "nowhere", key) == "missing"
    assert cause(cert, tmp_path / "nowhere") == "missing"
    assert cause(key, key) == "no_certificate"
    assert cause(cert, cert) == "no_key"
    (other := tmp_path / "other").mkdir()
    assert cause(cert, certificate(other, begins=NOW, ends=NOW + DAY)[1]) == "key_of_another"
    unnamed = certificate(other, begins=NOW - DAY, ends=NOW + DAY, named=False)
    assert cause(*unnamed) == "no_name"
    sealed = serialization.load_pem_private_key(key.read_bytes(), None).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"x")
    )
    key.write_bytes(sealed)
    assert cause(cert, key) == "key_sealed"


@pytest.mark.slow
def test_it_answers_https_there_and_http_on_this_machine_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    today = SystemClock().now()
    cert, key = certificate(tmp_path, begins=today - DAY, ends=today + 20 * DAY)
    settings = {"DATA_DIR": str(tmp_path / "data"), "PORT": "0", "STATION__OUTPUT": "null", "HOST": "127.0.0.2"}
    for name, value in (settings | {"TLS__CERT": str(cert), "TLS__KEY": str(key), "TLS__PORT": "0"}).items():
        monkeypatch.setenv(f"LOALANG_{name}", value)
    found = {each["check"]: each for each in json.loads(_doctor())}
    assert found["tls"]["code"] == "soon"
    assert "thay tệp" in found["tls"]["advice"]
    served = Served(tmp_path)
    try:
        token = served.set_up()
        secure = served.printed(r"(https://\S+)").replace("127.0.0.2", "localhost")
        port = int(secure.rpartition(":")[2])
        trust = ssl.create_default_context(cafile=str(cert))
        plain = served.printed(r"(http://\S+)", last=True)
        assert plain.startswith("http://127.0.0.1:")
        with httpx.Client(verify=trust, trust_env=False, timeout=30) as client:
            origin = {"Origin": f"https://127.0.0.1:{port}", "Host": f"127.0.0.1:{port}"}
            bearer = {"Authorization": f"Bearer {token}"}
            place = {"sni_hostname": "localhost"}
            base = f"https://127.0.0.2:{port}/api/v1"
            password = {"password": "mưa rào đêm qua to lắm"}
            client.put(f"{base}/me/password", json=password, headers=bearer, extensions=place).raise_for_status()
            login = client.get(f"{base}/me", headers=bearer, extensions=place).json()["login"]
            answer = client.post(f"{base}/sign-ins", json=password | {"login": login}, headers=origin, extensions=place)
            assert answer.status_code == 201
            assert all("Secure" in each for each in answer.headers.get_list("set-cookie"))
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
            assert "server" not in answer.headers
        with served.client(token) as here:
            here.headers["X-Forwarded-Proto"] = "https"
            assert "strict-transport-security" not in here.get(f"{plain}/health").headers, "no proxy was named"
            assert until(lambda: '"last_heard":"' in here.get("/status").text, 30), (
                "the station of this machine comes by plain HTTP"
            )
    finally:
        served.stop()


def _doctor() -> str:
    done = subprocess.run([sys.executable, "-m", "app", "doctor", "--json"], capture_output=True, text=True, check=False)
    return done.stdout
