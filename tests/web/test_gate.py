"""The second step of signing in, and a screen that was left open: what one was about to do is done after the proof."""

import html
import re
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from app.clock import ManualClock
from app.visits import sign_in_turns
from app.web.shared.pages import STATIC
from tests.support.telephone import code_of
from tests.web.conftest import PASSWORD, Person


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_takes_a_proof_is_done_after_it(person: Person, clock: ManualClock) -> None:
    admin = person("Lê Thị Hai", "admin")
    clock.advance(timedelta(minutes=6))
    asked = admin.post("/cai-dat/nguoi-dung", data={"name": "Văn Sáu", "roles": "viewer"})
    assert (asked.status_code, "Xác nhận lại chính mình" in asked.text) == (403, True)
    carried = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    assert carried["typed-name"] == "Văn Sáu"
    wrong = admin.post("/xac-nhan", data=carried | {"proof": "không phải câu này"})
    assert (wrong.status_code, "Văn Sáu" in wrong.text) == (401, True)
    proved = admin.post("/xac-nhan", data=carried | {"proof": PASSWORD})
    [place] = re.findall(r'<form method="post" action="([^"]+)"', proved.text)
    kept = dict(re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', proved.text, flags=re.DOTALL))
    assert "Văn Sáu" in admin.post(place, data=kept).text

    shown = admin.post("/cai-dat/xac-thuc").text
    secret, uri = (re.search(rf'name="{name}" value="([^"]+)"', shown) for name in ("secret", "uri"))
    assert secret is not None
    assert uri is not None
    assert 'viewBox="' in shown, "the picture shrinks as a whole"
    kept = {"secret": secret[1], "uri": html.unescape(uri[1])}
    again = admin.post("/cai-dat/xac-thuc/ma", data=kept | {"code": "12"})
    assert (again.status_code, secret[1] in again.text) == (403, True)
    codes = admin.post("/cai-dat/xac-thuc/ma", data=kept | {"code": code_of(secret[1], clock.now())}).text
    assert codes.count('<li class="key">') == 10
    assert "Còn 10 mã dự phòng" in admin.get("/cai-dat/xac-thuc").text
    assert admin.post("/dang-xuat").status_code == 303
    half = admin.post("/dang-nhap", data={"login": "le.thi.hai", "password": PASSWORD, "after": "/cai-dat"})
    assert (half.status_code, "Bước xác thực thứ hai" in half.text) == (200, True)
    assert "Bước xác thực thứ hai" in admin.get("/hom-nay").text, "nothing else opens"
    clock.advance(timedelta(seconds=30))
    whole = admin.post("/xac-nhan", data={"proof": code_of(secret[1], clock.now()), "after": "/cai-dat", "second": "true"})
    assert (whole.status_code, whole.headers["location"]) == (303, "/cai-dat")
    assert admin.get("/cai-dat/nguoi-dung").status_code == 200


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_who_lost_the_telephone_is_let_in_by_the_password_alone(person: Person, clock: ManualClock) -> None:
    admin, other, editor = person("Lê Thị Hai", "admin"), person("Phan Ba", "viewer"), person("Lê Ban", "editor")
    secret = re.search(r'name="secret" value="([^"]+)"', other.post("/cai-dat/xac-thuc").text)
    assert secret is not None
    codes = {"secret": secret[1], "code": code_of(secret[1], clock.now())}
    assert '<li class="key">' in other.post("/cai-dat/xac-thuc/ma", data=codes).text
    place = "/cai-dat/nguoi-dung/" + other.get("/api/v1/me").json()["person_id"]
    assert editor.post(f"{place}/mat-dien-thoai").status_code == 403
    clock.advance(timedelta(minutes=6))
    assert f'action="{place}/mat-dien-thoai"' in admin.get(place).text
    asked = admin.post(f"{place}/mat-dien-thoai")
    assert (asked.status_code, "Xác nhận lại chính mình" in asked.text) == (403, True), "who left the screen open is asked anew"
    carried = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    proved = admin.post("/xac-nhan", data=carried | {"proof": PASSWORD})
    assert f'<form method="post" action="{place}/mat-dien-thoai"' in proved.text
    assert admin.post(f"{place}/mat-dien-thoai").headers["location"].endswith("da-bo-xac-thuc-nguoi")
    assert other.get("/hom-nay").status_code == 303, "what was signed in is no more"
    assert other.post("/dang-nhap", data={"login": "phan.ba", "password": PASSWORD}).status_code == 303
    assert other.get("/hom-nay").status_code == 200


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_another_site_filled_in_is_carried_through_no_gate(visitor: Callable[[], httpx.Client]) -> None:
    """A form of another site brings no cookie, so whoever has a sign-in is nobody then: signed in anew, they would send it on."""
    nobody, form = visitor(), {"name": "Kẻ Xấu", "roles": "admin"}
    for origin in ("http://gia.test", "null", ""):
        refused = nobody.post("/cai-dat/nguoi-dung", data=form, headers={"Origin": origin})
        assert (refused.status_code, "Kẻ Xấu" in refused.text, "/cai-dat" in refused.text) == (403, False, False), origin
    kept = nobody.post("/cai-dat/nguoi-dung", data=form)
    assert (kept.status_code, "Kẻ Xấu" in kept.text) == (401, True)


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_who_is_refused_unheard_hears_it_after_a_while_at_each_gate(
    person: Person, visitor: Callable[[], httpx.Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one who guesses asks again at once, and a thousand quick refusals a second slow everybody else."""
    person("Lê Thị Hai", "viewer")
    monkeypatch.setattr(sign_in_turns, "_REFUSED_S", (2.0, 2.0))
    thief, form = visitor(), {"login": "le.thi.hai", "password": "không phải câu này"}
    for _ in range(5):
        assert thief.post("/dang-nhap", data=form).status_code == 401
    for door, typed in (("/dang-nhap", {"data": form}), ("/api/v1/sign-ins", {"json": form})):
        begun = time.monotonic()
        assert thief.request("POST", door, data=typed.get("data"), json=typed.get("json")).status_code == 429
        assert time.monotonic() - begun >= 2.0, door


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_a_secret_is_typed_unseen_and_may_be_pasted(visitor: Callable[[], httpx.Client], person: Person) -> None:
    """And filled in by what keeps passwords: none cuts a long one, and no script looks at what is pasted."""
    one, nobody = person("Lê Thị Hai", "viewer"), visitor()
    pages = [nobody.get("/dang-nhap"), nobody.get("/vao-lan-dau"), one.get("/cai-dat/cua-toi")]
    pages += [one.post("/xac-nhan", data={"after": "/hom-nay"})]
    fields = [field for page in pages for field in re.findall(r"<input[^>]*>", page.text)]
    found = [field for field in fields if re.search(r'name="(password|old|proof)"', field)]
    assert len(found) == 5
    for field in found:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field), field
        assert "maxlength" not in field
        assert "onpaste" not in field
    for script in STATIC.glob("*.js"):
        assert "paste" not in script.read_text(encoding="utf-8"), script.name
