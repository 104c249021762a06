"""By which names the service is called, and that a foreign one gets no further."""

import socket

import httpx
import pytest

from app.refused import RefusedLines
from app.settings import Settings


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.10:8000",
        "10.0.0.5",
        "[fe80::1]:8080",
        "[::1]",
        "localhost",
        "localhost:8080",
        "LOCALHOST.",
        "may-xa",
        "may-xa:8080",
        "loa.localhost:3000",
        "loalang.test",
        "LoaLang.Test:8443",
    ],
)
def test_an_office_calls_it_without_any_setting(anonymous: httpx.Client, host: str) -> None:
    assert anonymous.get("/health", headers={"Host": host}).status_code == 200


def test_by_the_names_of_its_machine_too(anonymous: httpx.Client) -> None:
    name = socket.gethostname().partition(".")[0]
    for host in (name, f"{name}.local:8080"):
        assert anonymous.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "loalang.test.evil.test",
        "127.0.0.1.evil.test",
        "evil.test:8080",
        "loalang.test@evil.test",
        "loalang.test/evil",
        "localhost.evil.test",
        "xlocalhost.test",
        "[::1].evil.test",
        "[::1",
        "::1",
        "loalang.test:x",
        "",
        ":8080",
        ".",
        "a b",
    ],
)
def test_a_foreign_name_is_told_so_before_anything_else(anonymous: httpx.Client, host: str) -> None:
    answer = anonymous.post("/api/v1/stop-all", headers={"Host": host}, content=b"{")
    assert (answer.status_code, answer.json()["code"]) == (421, "foreign_host")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_under_tls_alone_browsers_are_held_to_it(anonymous: httpx.Client) -> None:
    assert "strict-transport-security" not in anonymous.get("/health").headers
    under_tls = anonymous.get("https://loalang.test/health")
    assert under_tls.headers["strict-transport-security"] == "max-age=31536000"


def test_names_are_set_in_any_case_and_networks_are_networks() -> None:
    settings = Settings(hosts=("Loa.Xa-Lien-An.vn",), proxies=("127.0.0.1", "10.0.0.0/8"))
    assert "loa.xa-lien-an.vn" in settings.own_names
    assert settings.proxies == ("127.0.0.1/32", "10.0.0.0/8")


@pytest.mark.parametrize("given", [{"hosts": ["*"]}, {"hosts": ["a.vn:80"]}, {"proxies": ["*"]}, {"proxies": ["10.0.0.1/8"]}])
def test_neither_all_names_nor_all_addresses_can_be_set(given: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match=next(iter(given))):
        Settings.model_validate(given)


def test_who_is_refused_without_end_fills_no_log(capsys: pytest.CaptureFixture[str]) -> None:
    lines = RefusedLines(most=3)
    for _ in range(50):
        lines.write({"method": "GET", "path": "/\x1b[2J\r\nso"}, 404, "no_such_address")
    said = capsys.readouterr().out
    assert said.count("request.refused") == 3
    assert "/%1B%5B2J%0D%0Aso" in said
