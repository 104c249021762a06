"""Every answer forbids a browser everything, whoever made it; what is to be printed opens with its own style alone."""

import base64
import hashlib
import re

import httpx
import pytest

from app.api.shared.limits import USUAL_LIMIT

LOG_BOOK = "/api/v1/log-book?from=2025-11-04&to=2025-11-04"


@pytest.mark.parametrize(
    ("method", "address", "body", "status"),
    [
        ("GET", "/health", b"", 200),
        ("GET", "/openapi.json", b"", 200),
        ("GET", "/api/v1/zones", b"", 200),
        ("HEAD", "/api/v1/zones", b"", 200),
        ("GET", LOG_BOOK, b"", 200),
        ("GET", "/api/v1/nowhere", b"", 404),
        ("DELETE", "/api/v1/bulletins", b"", 405),
        ("POST", "/api/v1/bulletins", b"{", 422),
        ("POST", "/api/v1/bulletins", b"x" * (USUAL_LIMIT + 1), 413),
    ],
)
def test_every_answer_is_guarded(client: httpx.Client, method: str, address: str, body: bytes, status: int) -> None:
    answer = client.request(method, address, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert (answer.headers["x-content-type-options"], answer.headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_a_refusal_to_a_stranger_is_guarded_too(anonymous: httpx.Client) -> None:
    answer = anonymous.get("/api/v1/zones")
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (401, "nosniff")


def test_a_page_to_be_printed_opens_with_its_own_style_and_nothing_else(client: httpx.Client) -> None:
    answer = client.get(LOG_BOOK)
    assert answer.headers["content-disposition"] == 'inline; filename="so-nhat-ky-2025-11-04-2025-11-04.html"'
    [style] = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    assert answer.headers["content-security-policy"] == policy
    assert not re.search(r"<script|\son\w+=|\sstyle=", answer.text)
