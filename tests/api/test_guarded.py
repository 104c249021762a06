"""Every answer forbids a browser everything, whoever made it; what is to be printed comes as a file."""

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


def test_a_page_to_be_printed_comes_as_a_file(client: httpx.Client) -> None:
    assert client.get(LOG_BOOK).headers["content-disposition"] == 'attachment; filename="so-nhat-ky-2025-11-04-2025-11-04.html"'
