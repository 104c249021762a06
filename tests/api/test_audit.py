"""Who did what, over REST: read, verified, exported to be proved elsewhere; what is refused stands in it, and fills no disk."""

import csv
import hashlib
import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.audit.refusals import WINDOW, WINDOW_OF_NOBODY
from app.clock import ManualClock
from app.db import Sessions
from app.main import create_app
from app.service.audit import keep_audit, write_refusals
from app.wiring import Services
from app.zones import Founding, found_commune
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess

PATH = "/api/v1/audit"
TEXT = {"title": "Mời họp", "script": "Kính mời bà con.", "valid_from": "2025-11-01", "valid_to": "2025-12-01"}


@pytest.fixture
def at_work(client: httpx.Client) -> httpx.Client:
    for title in ("Mời họp", '=HYPERLINK("http://x")'):
        client.post("/api/v1/bulletins", json=TEXT | {"title": title}).raise_for_status()
    return client


def items(client: httpx.Client, **asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # of a query
    found: list[dict[str, Any]] = client.get(PATH, params=asked).raise_for_status().json()["items"]
    return found


@ON_BOTH
def test_it_is_read_by_page_day_act_actor_and_subject(at_work: httpx.Client, founding: Founding) -> None:
    newest = items(at_work)[0]
    assert newest["line"] == 'Nguyễn Văn Quản soạn bản tin «=HYPERLINK("http://x")» lúc 8h00 ngày 04/11/2025'
    first = at_work.get(PATH, params={"limit": 2}).json()
    second = items(at_work, limit=2, cursor=first["cursor"])
    assert [each["number"] for each in first["items"] + second] == [newest["number"] - step for step in range(4)]
    assert [each["act"] for each in items(at_work, act="write")] == ["write", "write"]
    assert items(at_work, to="2025-11-03") == []
    assert len(items(at_work, **{"from": "2025-11-04", "to": "2025-11-04", "limit": 200})) == newest["number"]
    assert {each["actor"] for each in items(at_work, actor=str(founding.admin_id))} == {"Nguyễn Văn Quản"}
    one = items(at_work, subject="bulletin_version", subject_id=newest["subject_id"])
    assert [each["number"] for each in one] == [newest["number"]]


def test_another_commune_sees_nothing_of_it(
    at_work: httpx.Client, services: Services, sessions: Sessions, clock: ManualClock
) -> None:
    assert "Nguyễn Văn Quản" in at_work.get(PATH).text
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Vĩnh Hòa", admin="Trần Văn Lạ")
    bearer = {"Authorization": f"Bearer {other.token}"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=bearer) as stranger:
        assert "Nguyễn Văn Quản" not in stranger.get(PATH).text
        assert "Nguyễn Văn Quản" not in stranger.post(f"{PATH}/exports?format=jsonl").text


def test_an_export_is_proved_by_the_recipe_of_the_guide(at_work: httpx.Client, tmp_path: Path) -> None:
    answer = at_work.post(f"{PATH}/exports?format=jsonl").raise_for_status()
    file = tmp_path / "nhat-ky.jsonl"
    file.write_bytes(answer.content)
    guide = (Path(__file__).parents[2] / "docs" / "phat-song.md").read_text(encoding="utf-8")
    [recipe] = re.findall(r"<!-- audit-recipe -->\n```python\n(.*?)```", guide, re.DOTALL)
    said: list[str] = []
    run = {"print": lambda *words: said.append(" ".join(map(str, words)))}
    exec(recipe.replace("nhat-ky.jsonl", str(file)), run)  # noqa: S102  # the guide's own
    assert said == [f"Còn nguyên vẹn: {len(answer.text.splitlines())} dòng"]
    assert json.loads(answer.text.splitlines()[-1])["event"]["act"] == "export", "that it was taken stands in it"
    lines = answer.text.splitlines()
    spoilt = json.loads(lines[2])
    spoilt["event"]["act"] = "x"
    file.write_text("\n".join([*lines[:2], json.dumps(spoilt), *lines[3:]]), encoding="utf-8")
    with pytest.raises(SystemExit, match="3"):
        exec(recipe.replace("nhat-ky.jsonl", str(file)), run)  # noqa: S102


def test_a_table_holds_no_formula_and_no_broken_line(at_work: httpx.Client) -> None:
    at_work.post("/api/v1/tokens", json={"label": "=1+1\r\n@SUM(A1)", "scope": "read"})
    answer = at_work.post(f"{PATH}/exports?format=csv").raise_for_status()
    assert answer.headers["content-disposition"] == 'attachment; filename="nhat-ky-he-thong.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {10}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [row[4] for row in rows if "\n" in row[4] or "\r" in row[4]]


@ON_BOTH
def test_the_verdict_names_the_first_wrong_event(at_work: httpx.Client, services: Services, clock: ManualClock) -> None:
    clock.advance(timedelta(hours=1))  # nothing is signed by a clock that just started
    keep_audit(services)
    found = at_work.get(f"{PATH}/verdict").json()
    assert (found["holds"], found["number"], found["heads"]) == (True, None, 1)
    with services.sessions.begin() as session:
        from sqlalchemy import text  # noqa: PLC0415  # as one who opens the file

        session.execute(text("UPDATE audit_events SET act = 'approve' WHERE number = 3"))
    found = at_work.get(f"{PATH}/verdict").json()
    assert (found["holds"], found["number"], found["reason"], found["detail"]) == (False, 3, "changed", "dòng này đã bị sửa")


@ON_BOTH
def test_a_broken_log_is_a_fault_the_next_day(at_work: httpx.Client, services: Services, clock: ManualClock) -> None:
    clock.advance(timedelta(hours=1))
    keep_audit(services)
    assert at_work.get("/api/v1/faults").json()["items"] == []
    with services.sessions.begin() as session:
        from sqlalchemy import text  # noqa: PLC0415  # as one who opens the file

        session.execute(text("DELETE FROM audit_events WHERE number = 3"))
    clock.advance(timedelta(days=1))
    keep_audit(services)
    assert [each["code"] for each in at_work.get("/api/v1/faults").json()["items"]] == ["audit_broken"]


@pytest.mark.slow
def test_refusals_stand_in_it_the_first_at_once_and_then_as_a_count(
    at_work: httpx.Client, services: Services, clock: ManualClock
) -> None:
    made = at_work.post("/api/v1/tokens", json={"label": "chỉ xem", "scope": "read"}).json()
    reader = {"Authorization": f"Bearer {made['token']}"}

    def refuse(times: int) -> None:
        for _ in range(times):
            at_work.post("/api/v1/bulletins", json=TEXT, headers=reader)
            at_work.get("/api/v1/zones", headers={"Authorization": "Bearer loa_guess"})

    refuse(3)
    write_refusals(services)
    assert {(each["subject_id"], each["actor"], each["facts"]["count"]) for each in items(at_work, act="refuse")} == {
        ("token_scope", "Nguyễn Văn Quản", 3),
        ("not_signed_in", "", 3),
    }
    for _ in range(20):
        refuse(20)
        write_refusals(services)
    assert len(items(at_work, act="refuse")) == 2, "no more of the same for a while"
    clock.advance(WINDOW)
    write_refusals(services)
    assert items(at_work, act="refuse")[0]["facts"]["count"] == 400
    assert items(at_work, act="refuse")[0]["line"].startswith("Nguyễn Văn Quản bị từ chối 400 lần: ")
    clock.advance(WINDOW_OF_NOBODY)
    write_refusals(services)
    assert items(at_work, act="refuse")[0]["line"].startswith("Người lạ bị từ chối 400 lần: ")
    assert len(items(at_work, act="refuse")) == 4


@ON_BOTH
def test_a_wrong_pin_stands_in_it(at_work: httpx.Client) -> None:
    at_work.put("/api/v1/emergencies/pin", json={"pin": "481516"}).raise_for_status()
    form = {"text": "Thử.", "zones": ["xã Liên An"], "ends_at": "2025-11-04T18:00:00+07:00", "status": "Test"}
    answer = at_work.post("/api/v1/emergencies", json=form, headers={"X-Emergency-Pin": "000000", "Idempotency-Key": "1"})
    assert answer.json()["code"] == "wrong_pin"
    assert items(at_work)[0]["line"].startswith("Nguyễn Văn Quản nhập sai mã PIN phát khẩn, lần 1 lúc")


@ON_BOTH
def test_an_erased_name_is_in_no_answer(at_work: httpx.Client, services: Services, founding: Founding) -> None:
    from app.accounts import Role, add_person, issue_token  # noqa: PLC0415  # one more person

    with services.sessions.begin() as session:
        person = add_person(session, services.clock, founding.admin, name="Nguyễn Thị Lan", roles={Role.EDITOR})
        token = issue_token(session, services.clock, founding.admin, person_id=person, label="x").secret
    bearer = {"Authorization": f"Bearer {token}"}
    at_work.post("/api/v1/bulletins", json=TEXT, headers=bearer).raise_for_status()
    assert "Nguyễn Thị Lan" in at_work.get(PATH).text
    assert at_work.delete(f"{PATH}/names/{person}").status_code == 204
    assert at_work.get("/api/v1/zones", headers=bearer).status_code == 401, "who has no name has left"
    export = at_work.post(f"{PATH}/exports?format=jsonl").text
    assert "Nguyễn Thị Lan" not in at_work.get(PATH).text + export
    assert hashlib.sha256(b"Nguyen Thi Lan").hexdigest() not in export
    assert at_work.get(f"{PATH}/verdict").json()["holds"]
    assert items(at_work, act="write")[0]["line"].startswith("Một người đã xóa tên soạn bản tin «Mời họp»")
