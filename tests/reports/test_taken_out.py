"""What is taken out as a file stands in the audit log, and nobody has to wait for the database while it is made."""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

from app.api.airlog import log_book
from app.api.bulletins import approval_register
from app.api.plans import coverage
from app.wiring import Services
from tests.support.office import Office

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
API = "/api/v1"
DAYS = {"from": "2025-11-01", "to": "2025-11-04"}


@SQLITE
@pytest.mark.parametrize(
    ("door", "maker", "asked"),
    [
        (coverage, "plan_report_json", {"format": "json"}),
        (log_book, "log_book_xlsx", DAYS | {"format": "xlsx"}),
        (approval_register, "approval_register_page", DAYS),
    ],
)
def test_a_station_is_heard_while_a_file_is_made(  # fixtures
    client: httpx.Client,
    office: Office,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    door: Any,  # noqa: ANN401  # a module
    maker: str,
    asked: dict[str, str],
) -> None:
    """To make one takes a second and more; whoever writes meanwhile, writes."""
    plan = client.post(f"{API}/plans", json={"year": 2025, "title": "Kế hoạch"}).raise_for_status().json()["id"]
    paths = {coverage: f"plans/{plan}/coverage/report", log_book: "log-book", approval_register: "approval-register"}
    real: Callable[[Any], Any] = getattr(door, maker)
    written: list[date] = []

    def making(found: Any) -> Any:  # noqa: ANN401  # as the real one
        office.slot(office.approved(), title="Ghi trong lúc ấy")
        written.append(office.clock.now().date())
        return real(found)

    monkeypatch.setattr(door, maker, making)
    client.get(f"{API}/{paths[door]}", params=asked).raise_for_status()
    assert len(written) == 1
    lines = client.get(f"{API}/audit", params={"limit": 200}).json()["items"]
    assert [each["act"] for each in lines if each["act"] == "take_out"] == ["take_out"]
    assert services.sessions.unreadable.of(office.commune_id) == frozenset()
