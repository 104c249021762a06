"""A token opens what it is for, and nothing else."""

import httpx
import pytest

SLOT = {"title": "x", "at": "11:30", "bulletins": []}


def made(client: httpx.Client, scope: str) -> dict[str, str]:
    answer = client.post("/api/v1/tokens", json={"label": f"mã {scope}", "scope": scope})
    assert answer.status_code == 201
    return {"Authorization": f"Bearer {answer.json()['token']}"}


@pytest.mark.parametrize(
    ("scope", "looks", "changes"), [("full", 200, 201), ("read", 200, 403), ("emergency", 403, 403), ("feed", 403, 403)]
)
def test_each_scope_at_an_ordinary_door(client: httpx.Client, scope: str, looks: int, changes: int) -> None:
    headers = made(client, scope)
    assert client.get("/api/v1/zones", headers=headers).status_code == looks
    zone = {"name": "thôn Đông", "level": "village"}
    changed = client.post("/api/v1/zones", json=zone, headers=headers)
    assert changed.status_code == changes
    if changes == 403:
        assert changed.json()["code"] == "token_scope"
    assert client.post("/api/v1/tokens", json={"label": "thêm"}, headers=headers).status_code == changes


def test_tokens_are_listed_without_secret_and_revoked(client: httpx.Client) -> None:
    headers = made(client, "read")
    first, second = client.get("/api/v1/tokens").json()["items"]
    assert (first["scope"], second["scope"], second["scope_word"]) == ("full", "read", "xem")
    assert headers["Authorization"].removeprefix("Bearer ") not in client.get("/api/v1/tokens").text
    assert client.delete(f"/api/v1/tokens/{second['id']}").status_code == 204
    assert client.get("/api/v1/zones", headers=headers).status_code == 401
    assert len(client.get("/api/v1/tokens").json()["items"]) == 1


def test_a_stations_token_is_no_persons(client: httpx.Client) -> None:
    assert client.post("/api/v1/tokens", json={"label": "x", "scope": "station"}).status_code == 422
