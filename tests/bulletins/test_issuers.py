"""What came from above keeps the approval it has there beside the commune's own, which it still needs and which binds both."""

from typing import Any

import httpx
import pytest

from app.bulletins import parse_bulletin_file
from app.bulletins.errors import BadHeaderValueError
from tests.api.test_bulletins import BULLETIN
from tests.support.office import Office

ISSUER = {
    "name": "Sở Y tế",
    "document": "12/TB-SYT",
    "approver": "Lê Văn Bình",
    "approved_on": "2025-11-03",
    "content_hash": "a" * 64,
}
SAID = "bản của Sở Y tế, số 12/TB-SYT, Lê Văn Bình duyệt ngày 03/11/2025"


def edited(client: httpx.Client, address: str, **changed: Any) -> dict[str, Any]:  # noqa: ANN401  # fields of a bulletin
    tag = client.get(address).headers["etag"]
    found: dict[str, Any] = client.put(address, json=BULLETIN | changed, headers={"If-Match": tag}).raise_for_status().json()
    return found


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_both_approvals_are_bound_and_named_to_the_last_sheet(client: httpx.Client, office: Office) -> None:
    body = BULLETIN | {"priority": "priority", "issuer": ISSUER}
    address: str = client.post("/api/v1/bulletins", json=body).raise_for_status().headers["location"]
    slot = {"title": "Bản tin", "at": "16:30", "bulletins": [address.rpartition("/")[2]]}
    client.post("/api/v1/slots", json=slot).raise_for_status()
    office.prepare()
    station = office.station()
    assert office.manifest(station).items[0].approved_hash is None, "what was approved above is not approved here"
    client.post(f"{address}/versions/1/submit").raise_for_status()
    approved = client.post(f"{address}/versions/1/approve").raise_for_status().json()
    assert approved["issuer"] == ISSUER | {"said": SAID}
    office.prepare()
    both = f"Nguyễn Văn Quản (vừa soạn vừa duyệt); {SAID}"
    assert office.manifest(station).items[0].approved_by == both
    [line] = client.post("/api/v1/days/2025-11-04/packs").raise_for_status().json()["lines"]
    assert line["approvers"] == [both]

    again = edited(client, address, priority="priority", issuer=ISSUER | {"document": "13/TB-SYT"})
    assert (again["number"], again["state"], again["differs"]) == (2, "draft", {"number": 1, "parts": ["issuer"]})
    submitted = client.post(f"{address}/versions/2/submit").raise_for_status().json()
    assert submitted["content_hash"] != approved["content_hash"]


def test_a_file_says_it_in_one_line_and_what_is_missing_is_told() -> None:
    def read(issuer: str) -> Any:  # noqa: ANN401  # an issuer
        return parse_bulletin_file(f"title: Mời họp\nissuer: {issuer}\n\nKính mời bà con.\n".encode()).header.issuer

    found = read(f"Sở Y tế; 12/TB-SYT; Lê Văn Bình; 3/11/2025; {'A' * 64}")
    assert (found.said, found.content_hash) == (SAID, "a" * 64)
    assert read("Sở Y tế; 12/TB-SYT; Lê Văn Bình; 3/11/2025").content_hash is None
    for wrong in ("Sở Y tế", "Sở Y tế; 12/TB-SYT; Lê Văn Bình", "Sở Y tế; 12; Bình; 31/02/2025", "Sở; 12; Bình; 3/11/2025; abc"):
        with pytest.raises(BadHeaderValueError):
            read(wrong)


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_would_break_a_line_of_a_sheet_is_refused(client: httpx.Client) -> None:
    for wrong in ("Sở\nY tế", " ", "x" * 201, "Sở \u202e"):
        answer = client.post("/api/v1/bulletins", json=BULLETIN | {"issuer": ISSUER | {"name": wrong}})
        assert answer.status_code == 422, wrong
