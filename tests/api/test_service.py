"""Set-up, zones, reading, health and the manners of the service as a whole."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI

from app.accounts import make_setup_code
from app.api.shared.limits import Outermost, RequestFigures
from app.clock import ManualClock
from app.db import Sessions
from app.refused import RefusedLines
from app.wiring import Services
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess


@pytest.fixture
def code(sessions: Sessions, clock: ManualClock) -> str:
    with sessions.begin() as session:
        return make_setup_code(session, clock)


def test_the_code_becomes_the_first_administrator(anonymous: httpx.Client, code: str) -> None:
    bare = anonymous.post("/api/v1/setup", json={"code": code, "commune": "Liên An", "approver": "Lê Duyệt"})
    assert (bare.status_code, bare.json()["code"], "«xã Liên An»" in bare.json()["detail"]) == (422, "no_kind_of_commune", True)
    made = anonymous.post("/api/v1/setup", json={"code": code, "commune": "xã Liên An", "approver": "Lê Duyệt"})
    assert made.status_code == 201
    answer = anonymous.get("/api/v1/zones", headers={"Authorization": f"Bearer {made.json()['token']}"})
    assert [zone["path"] for zone in answer.json()["items"]] == ["xã Liên An"]
    again = anonymous.post("/api/v1/setup", json={"code": code, "commune": "xã Khác", "one_officer": True})
    assert (again.status_code, again.json()["code"]) == (409, "setup_done")


def test_guessing_the_code_is_slowed_down(anonymous: httpx.Client, code: str) -> None:
    assert code
    guesses = [
        anonymous.post("/api/v1/setup", json={"code": "x", "commune": "xã Liên An", "one_officer": True}) for _ in range(6)
    ]
    assert [guess.status_code for guess in guesses] == [403] * 5 + [429]
    assert int(guesses[-1].headers["retry-after"]) > 0


def test_zones_are_made_and_listed(client: httpx.Client) -> None:
    former = client.post("/api/v1/zones", json={"name": "Thái Sơn cũ", "level": "former_commune"})
    assert former.status_code == 201
    village = {"name": "thôn Đông Trang", "level": "village", "parent": "xã Liên An / Thái Sơn cũ"}
    assert client.post("/api/v1/zones", json=village).json()["path"] == "xã Liên An / Thái Sơn cũ / thôn Đông Trang"
    assert client.post("/api/v1/zones", json=village).json()["code"] == "zone_exists"
    assert client.post("/api/v1/zones", json=village | {"parent": "x"}).json()["code"] == "unknown_zone"
    told = client.post("/api/v1/zones", json=village | {"level": "thôn"}).json()["detail"]
    assert "«level» không nằm trong các giá trị được nhận: " in told
    assert "village, hamlet, cluster" in told
    assert client.post("/api/v1/zones", json=village | {"level": "commune"}).json()["code"] == "wrong_zone_level"
    assert len(client.get("/api/v1/zones").json()["items"]) == 3


@ON_BOTH
def test_of_many_equal_zones_at_once_one_is_made(client: httpx.Client) -> None:
    village = {"name": "thôn Tây Trang", "level": "village"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post("/api/v1/zones", json=village).status_code, range(8)))
    assert sorted(answers) == [201] + [409] * 7


@ON_BOTH
def test_more_writers_at_once_than_web_threads_all_get_their_turn(client: httpx.Client) -> None:
    """Whoever writes needs another thread to finish; those who wait must not have taken them all."""
    script = {"script": "Mời bà con đến nhà văn hóa thôn dự họp."}
    with ThreadPoolExecutor(60) as pool:
        answers = list(pool.map(lambda _: client.post("/api/v1/bulletins", json=script).status_code, range(60)))
    assert answers == [201] * 60
    assert len(client.get("/api/v1/bulletins", params={"limit": 100}).json()["items"]) == 60


def test_a_text_is_read(client: httpx.Client) -> None:
    text = "Kính mời bà con họp lúc 19h30 tại nhà số 12."
    answer = client.post("/api/v1/reading", json={"text": text}).json()
    assert answer["source"] == text
    assert "12" not in answer["spoken"]
    assert "".join(text[token["start"] : token["end"]] for token in answer["tokens"]) == text
    assert answer["sentences"]


def test_a_script_is_read_with_its_structure(client: httpx.Client) -> None:
    answer = client.post("/api/v1/reading", json={"text": "PTV1: Xin chào. [nghỉ 2s] Mời nghe.", "script": True}).json()
    assert answer["spoken"] == "Xin chào.\nMời nghe."
    refused = client.post("/api/v1/reading", json={"text": "Xin chào [bíp]", "script": True})
    assert refused.json()["code"] == "unknown_cue"


@pytest.mark.parametrize("text", ["", "\x00", "\ud7ff", "[bíp]", "a" * 60_000])
def test_any_text_within_the_limit_is_read(client: httpx.Client, text: str) -> None:
    assert client.post("/api/v1/reading", json={"text": text}).status_code == 200


def test_a_text_above_the_limit_is_told_in_characters(client: httpx.Client) -> None:
    refused = client.post("/api/v1/reading", json={"text": "a" * 60_001}).json()
    assert (refused["code"], refused["length"], refused["limit"]) == ("script_too_long", 60_001, 60_000)


def test_a_lone_surrogate_is_a_clear_problem(client: httpx.Client) -> None:
    for path, body in (("reading", b'{"text": "\\ud800"}'), ("bulletins", b'{"script": "\\ud800"}')):
        answer = client.post(f"/api/v1/{path}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422


@ON_BOTH
def test_health_readiness_and_figures(anonymous: httpx.Client) -> None:
    assert anonymous.get("/health").json() == {"status": "ok"}
    assert anonymous.get("/ready").json()["status"] == "ok"
    assert 'loalang_requests_total{method="GET",status="200"} 2' in anonymous.get("/metrics").text


def test_an_unknown_address_and_a_wrong_method_are_problems_too(anonymous: httpx.Client) -> None:
    assert anonymous.get("/api/v1/khong-co").json()["code"] == "no_such_address"
    wrong = anonymous.delete("/health")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in wrong.headers["allow"]


def test_a_wrong_method_is_told_all_that_the_address_has(anonymous: httpx.Client) -> None:
    one = "/api/v1/slots/019a4c00-0000-7000-8000-0000000000ff"
    for method, address, allowed in (
        ("OPTIONS", one, "DELETE, GET, HEAD, PUT"),
        ("PATCH", "/api/v1/bulletins", "GET, HEAD, POST"),
        ("PUT", "/api/v1/bulletins/approve", "POST"),  # and no edit of a bulletin that is called so
        ("GET", "/api/v1/lexicon/try", "POST"),
    ):
        answer = anonymous.request(method, address)
        assert (answer.status_code, answer.headers["allow"], answer.json()["code"]) == (405, allowed, "method_not_allowed")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("holidays", {"name": "Hội làng", "month": 2, "day": 15, "is_worked": 0}, "is_worked"),
        ("holidays", {"name": "Hội làng", "month": True, "day": 15}, "month"),
        ("holidays", {"name": "Hội làng", "month": 2, "day": "15"}, "day"),
        ("timetable/copy-week", {"from_week": 0, "to_week": "2025-11-17"}, "from_week"),
        ("timetable/copy-week", {"from_week": "1762128000", "to_week": "2025-11-17"}, "from_week"),
        ("slots", {"title": "Bản tin", "at": 59400, "bulletins": []}, "at"),
    ],
)
def test_no_kind_of_value_is_guessed_from_another(client: httpx.Client, path: str, body: dict[str, object], field: str) -> None:
    answer = client.post(f"/api/v1/{path}", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    for place, name in (("audit", "from"), ("banners", "on")):
        assert client.get(f"/api/v1/{place}", params={name: "0"}).status_code == 422


def test_the_description_has_examples_for_what_is_sent(anonymous: httpx.Client) -> None:
    description = anonymous.get("/openapi.json").json()
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            for kind, content in operation.get("requestBody", {}).get("content", {}).items():
                assert _has_example(content, description), (method, path, kind)
    doubles = [name for name in description["components"]["schemas"] if "__" in name and name.endswith(("Form", "Answer"))]
    assert doubles == [], "two forms of one name"
    assert description["components"]["schemas"]["Problem"]["example"]["code"] == "unknown_cue"


def _has_example(content: dict[str, object], description: dict[str, object]) -> bool:
    text = str(content)
    if "example" in text:
        return True
    schemas = description["components"]["schemas"]  # type: ignore[index]  # JSON
    return any("example" in str(schema) for name, schema in schemas.items() if f"/{name}'" in text)


def test_what_nobody_foresaw_has_an_id_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    app = FastAPI()
    app.state.refused = RefusedLines()

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    app.add_middleware(
        Outermost, figures=RequestFigures(), limits={}, is_lane=lambda _scope: False, shown=lambda _scope, said: said
    )
    with httpx.Client(transport=InProcess(app), base_url="http://loalang.test") as client:
        answer = client.get("/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "error")
    assert answer.json()["incident"] in caplog.text
    assert "ZeroDivisionError" not in answer.text


def test_a_full_disk_is_told_and_passes(services: Services, client: httpx.Client) -> None:
    if services.sessions.engine.dialect.name != "sqlite":
        pytest.skip("a server's disk is not filled")
    script = {"script": "Mời bà con dự họp. " * 2000}
    with services.sessions.engine.connect() as connection:  # the one connection that writes keeps its limit
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    answers = [client.post("/api/v1/bulletins", json=script) for _ in range(3)]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers[1:]} == {(507, "disk_full")}
    assert "đã đầy" in answers[-1].json()["title"]
    before = len(client.get("/api/v1/bulletins").json()["items"])
    with services.sessions.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert client.post("/api/v1/bulletins", json=script).status_code == 201
    assert len(client.get("/api/v1/bulletins").json()["items"]) == before + 1


def test_a_database_that_is_gone_is_a_passing_trouble(services: Services, client: httpx.Client) -> None:
    if services.sessions.engine.dialect.name != "sqlite":
        pytest.skip("a server's tables are not renamed under the other tests")
    with services.sessions.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE api_tokens RENAME TO gone")
    answer = client.get("/api/v1/bulletins")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
