"""Every page of one thing is opened, and every form sent, by each role: who has not the right is told so."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from app.wiring import Services
from app.zones import Founding
from tests.api.test_rights import _NOBODY, _things
from tests.web.conftest import Person
from tests.web.test_pages import _ACTS, DRAFT, EVERYBODY, OF_ONE, SQLITE

ADMIN, WRITERS, APPROVERS = {"admin"}, {"editor", "admin"}, {"approver", "admin"}
ON_DUTY = {"editor", "approver", "operator", "admin"}
OPERATORS, READERS, STOPPERS = ON_DUTY - {"approver"}, ON_DUTY - {"operator"}, ON_DUTY | {"alarm"}
OPEN = {
    *("/dang-nhap", "/dang-nhap/khoa", "/dang-xuat", "/xac-nhan", "/vao-lan-dau", "/lan-dau"),
    *("/cong-khai/{place}/gop-y", "/cong-khai/{place}/gop-y/tra-cuu", "/cong-khai/{place}/gop-y/xoa-ten"),
}
"""Sent by anybody: what they need stands in the form."""
ACTS = {
    "/hom-nay/trinh": WRITERS,
    "/hom-nay/da-biet": OPERATORS,
    "/hom-nay/da-gui-bao-cao": WRITERS,
    "/ban-tin/tep/moi": WRITERS,
    "/ban-tin/tep/{bulletin_id}": WRITERS,
    "/ban-tin/trinh": WRITERS,
    "/ban-tin/thu-hoi": ON_DUTY,
    "/ban-tin/moi": WRITERS,
    "/ban-tin/loi-doc": EVERYBODY,
    "/ban-tin/giu": WRITERS,
    "/ban-tin/nghe/{number}": EVERYBODY,
    "/ban-tin/{bulletin_id}": WRITERS,
    "/ban-tin-mau": ADMIN,
    "/ban-tin-mau/van-ban/{ended_id}/bo": ADMIN,
    "/ban-tin-mau/thieu": WRITERS,
    "/ban-tin-mau/{code}": WRITERS,
    "/bang-ron": WRITERS,
    "/bang-ron/{banner_id}/anh": WRITERS,
    "/bang-ron/{banner_id}/thao": WRITERS,
    "/tu-dien/moi": WRITERS,
    "/tu-dien/tep": WRITERS,
    "/tu-dien/{entry_id}": WRITERS,
    "/phe-duyet": APPROVERS,
    "/phe-duyet/{bulletin_id}/{number}/duyet": APPROVERS,
    "/phe-duyet/{bulletin_id}/{number}/tra-lai": APPROVERS,
    "/phe-duyet/nhac": WRITERS,
    "/phat-khan": {"alarm"},
    "/phat-khan/xac-nhan": {"alarm"},
    "/phat-khan/phat": {"alarm"},
    "/phat-khan/{emergency_id}/ket-thuc": STOPPERS,
    "/phat-khan/{emergency_id}/dinh-chinh": {"alarm"},
    "/phat-khan/{emergency_id}/dong-y": {"alarm"},
    "/dung-tat-ca": STOPPERS,
    "/phat-lai": {"alarm"},
    "/lich-phat/chep": WRITERS,
    "/lich-phat/lich-dien-thoai": EVERYBODY,
    "/lich-phat/lich-dien-thoai/{token_id}/thoi": ADMIN,
    "/lich-phat/moi": WRITERS,
    "/lich-phat/{slot_id}/{day}/ve-sau": WRITERS,
    "/lich-phat/{slot_id}/{day}/rieng": WRITERS,
    "/lich-phat/{slot_id}/{day}/doi": WRITERS,
    "/lich-phat/{slot_id}/{day}/gio": WRITERS,
    "/lich-phat/{slot_id}/{day}/dai": WRITERS,
    "/lich-phat/{slot_id}/{day}/bo": WRITERS,
    "/lich-phat/{slot_id}/{day}/dat-lai": WRITERS,
    "/lich-phat/{slot_id}/{day}/het": WRITERS,
    "/goi-phat": OPERATORS,
    "/ban-ghi-am": WRITERS,
    "/ban-ghi-am/ban-doc/{bulletin_id}/{number}": WRITERS,
    "/ban-ghi-am/{recording_id}/thay": WRITERS,
    "/ban-ghi-am/{recording_id}/han": WRITERS,
    "/ban-ghi-am/{recording_id}/bo": WRITERS,
    "/ke-hoach/doc": WRITERS,
    "/ke-hoach": WRITERS,
    "/ke-hoach/{plan_id}/sua": WRITERS,
    "/ke-hoach/{plan_id}/bo": WRITERS,
    "/ke-hoach/{plan_id}/lay-lai": WRITERS,
    "/dot-ra-soat/mau/{kind}": ADMIN,
    "/dot-ra-soat/mau/{kind}/bo": ADMIN,
    "/dot-ra-soat/moi": WRITERS,
    "/dot-ra-soat/{campaign_id}/buoc/{code}": WRITERS,
    "/dot-ra-soat/{campaign_id}/viec/{task_id}": WRITERS,
    "/dot-ra-soat/{campaign_id}/hoan-tac": WRITERS,
    "/tap-huan/moi": WRITERS,
    "/tap-huan/{training_id}/sua": WRITERS,
    "/tap-huan/{training_id}/moi-du": WRITERS,
    "/tap-huan/{training_id}/tai-lieu": WRITERS,
    "/tap-huan/{training_id}/tai-lieu/{material_id}/bo": WRITERS,
    "/tap-huan/{training_id}/xoa-ten": WRITERS,
    "/tap-huan/{training_id}/bo": WRITERS,
    "/cai-dat/bao-cao": ADMIN,
    "/cai-dat/bao-cao/mau/{letter}": ADMIN,
    "/cai-dat/bao-cao/mau/{letter}/bo": ADMIN,
    "/cai-dat/nguoi-dung": ADMIN,
    "/cai-dat/nguoi-dung/{person_id}": ADMIN,
    "/cai-dat/nguoi-dung/{person_id}/ma-moi": ADMIN,
    "/cai-dat/nguoi-dung/{person_id}/mat-dien-thoai": ADMIN,
    "/cai-dat/nguoi-dung/{person_id}/nghi": ADMIN,
    "/cai-dat/cua-toi/mat-khau": EVERYBODY,
    "/cai-dat/cua-toi/pin": EVERYBODY,
    "/cai-dat/cua-toi/{sign_in_id}/ket-thuc": EVERYBODY,
    "/cai-dat/quy-che": ADMIN,
    "/cai-dat/quy-tac-khan": ADMIN,
    "/lan-dau/cum-loa": ADMIN,
    "/lan-dau/giong-doc": ADMIN,
    "/lan-dau/gio-phat": ADMIN,
    "/cai-dat/nhat-ky-he-thong/kiem-tra": ADMIN,
    "/cai-dat/ngay-nghi": ADMIN,
    "/cai-dat/ngay-nghi/{holiday_id}": ADMIN,
    "/cai-dat/ngay-nghi/{holiday_id}/bo": ADMIN,
    "/cai-dat/quoc-tang": ADMIN,
    "/cai-dat/quoc-tang/{period_id}": ADMIN,
    "/cai-dat/quoc-tang/{period_id}/bo": ADMIN,
    "/cai-dat/giong-doc": ADMIN,
    "/cai-dat/may-phat": ADMIN,
    "/cai-dat/may-phat/{station_id}/dien-thoai": ADMIN,
    "/cai-dat/may-phat/{station_id}/ma": ADMIN,
    "/cai-dat/may-phat/{station_id}/bo": ADMIN,
    "/cai-dat/khu-vuc": ADMIN,
    "/cai-dat/khu-vuc/{zone_id}": ADMIN,
    "/cai-dat/khu-vuc/{zone_id}/gop": ADMIN,
    "/cai-dat/khu-vuc/{zone_id}/bo": ADMIN,
    "/cai-dat/xac-thuc": EVERYBODY,
    "/cai-dat/xac-thuc/ma": EVERYBODY,
    "/cai-dat/xac-thuc/du-phong": EVERYBODY,
    "/cai-dat/xac-thuc/khoa": EVERYBODY,
    "/cai-dat/xac-thuc/khoa/{passkey_id}/bo": EVERYBODY,
    "/cai-dat/xac-thuc/bo": EVERYBODY,
    "/cai-dat/duyet-thay": APPROVERS,
    "/cai-dat/duyet-thay/{delegation_id}/thoi": ADMIN,
    "/nhat-ky/gop-y/{remark_id}": READERS,
    "/nhat-ky/gop-y/{remark_id}/bo-qua": READERS,
    "/nhat-ky/gop-y/{remark_id}/xoa-ten": READERS,
    "/cai-dat/trang-cong-khai": ADMIN,
    "/cai-dat/trang-cong-khai/{version_id}/go": ON_DUTY,
    "/cai-dat/trang-cong-khai/{version_id}/cho-len": APPROVERS,
    "/thuc-hanh/lap": ADMIN,
    "/thuc-hanh/dong": ADMIN,
    "/thuc-hanh/lam-lai": EVERYBODY,
    "/thuc-hanh/ra": EVERYBODY,
    "/thuc-hanh/vao": EVERYBODY,
}
"""Who may send which form. Of a deputy, a sign-in or a token: another's; one's own is tried where that is."""
_FILLS = {"number": "1", "day": "2025-11-05", "code": "call", "kind": "regular", "letter": "plan_report"}
_STEPS = {
    "/ban-tin-mau/{code}": "electricity",
    "/chuong-trinh/{code}": "ban-tin",
    "/chuong-trinh/{code}/{step}/{sentence}.wav": "ban-tin",
}
_FILE = {"file": ("a.txt", b"x"), "tep": ("a.txt", b"x"), "anh": ("a.txt", b"x")}
_ENDLESS = "/song"
"""Tried where its news are."""


def _forms(ids: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Of what would be refused as no form before anybody is asked who sends it."""
    bulletin = ids["bulletin_id"]
    holiday, entry = {"name": "Hội", "day": "1", "month": "3"}, {"written": "ABC", "spoken": "a bê xê"}
    mourning, plan = (
        {"title": "Tang", "first": "1/12/2025", "last": "2/12/2025"},
        {"year": "2026", "title": "Kế hoạch", "tag": "1"},
    )
    village = {"meet_zone": "thôn Đông", "meet_day": "27/11/2026", "meet_hour": "19h30", "meet_place": "nhà văn hóa"}
    review = {"kind": "regular", "first_date": "17/11/2026", "officer": "chị Thu", "hotline": "0912 345 678", "place": "xã"}
    return {
        "/hom-nay/trinh": {"bulletin": bulletin, "number": "1"},
        "/hom-nay/da-biet": {"fault": ids["fault_id"]},
        "/hom-nay/da-gui-bao-cao": {"han": "2025-12-15"},
        "/ban-tin/moi": DRAFT | {"act": "luu"},
        "/ban-tin/{bulletin_id}": DRAFT | {"act": "luu"},
        "/ban-tin/nghe/{number}": DRAFT,
        "/ban-tin-mau": {"number": "2/2020/NĐ-CP", "ended_on": "1/11/2025"},
        "/ban-tin-mau/thieu": {"chu_de": "review"},
        "/bang-ron": {"bulletin": bulletin, "place": "Cổng", "hung_on": "4/11/2025", "zone": "xã Liên An"},
        "/tu-dien/moi": entry | {"act": "luu"},
        "/tu-dien/{entry_id}": entry | {"act": "luu"},
        "/phe-duyet": {"seen": f"{bulletin}/1/{'0' * 64}"},
        "/phe-duyet/{bulletin_id}/{number}/duyet": {"content_hash": "0" * 64},
        "/phe-duyet/{bulletin_id}/{number}/tra-lai": {"reason": "Sai giờ"},
        "/phat-khan/phat": {"key": "x", "pin": "481516", "text": "Bão.", "zones": "xã Liên An", "ends_at": "9h30"},
        "/phat-lai": {"said": "0"},
        "/lich-phat/chep": {"tu": "3/11/2025", "sang": "10/11/2025"},
        "/lich-phat/{slot_id}/{day}/doi": {"moved_to": "17h30 5/11/2025"},
        "/lich-phat/{slot_id}/{day}/gio": {"at": "17h00"},
        "/lich-phat/{slot_id}/{day}/dai": {"minutes": "20"},
        "/lich-phat/{slot_id}/{day}/bo": {"reason": "Xã họp"},
        "/ban-ghi-am/{recording_id}/han": {"ends": "1/12/2025"},
        "/ke-hoach": plan,
        "/ke-hoach/{plan_id}/sua": plan,
        "/ke-hoach/{plan_id}/bo": {"tag": "1"},
        "/ke-hoach/{plan_id}/lay-lai": {},
        "/dot-ra-soat/moi": review | village | {"act": "lap"},
        "/dot-ra-soat/{campaign_id}/buoc/{code}": {"days": "4", "tag": "1", "act": "doi"},
        "/dot-ra-soat/{campaign_id}/viec/{task_id}": {"xong": "true"},
        "/dot-ra-soat/{campaign_id}/hoan-tac": {"tag": "1"},
        "/tap-huan/{training_id}/tai-lieu": {"address": "https://example.test/"},
        "/cai-dat/ngay-nghi": holiday,
        "/cai-dat/ngay-nghi/{holiday_id}": holiday,
        "/cai-dat/quoc-tang": mourning,
        "/cai-dat/quoc-tang/{period_id}": mourning,
        "/cai-dat/quy-che": {"number": "1/QC", "dated": "1/11/2025", "quiet_from": "21h00", "quiet_to": "5h00"},
        "/cai-dat/giong-doc": {"pack_hour": "18"},
        "/cai-dat/duyet-thay": {"deputy": ids["person_id"], "starts_at": "1/12/2025", "ends_at": "9/12/2025", "reason": "Đi họp"},
        "/lan-dau/cum-loa": {"names": "thôn Mới"},
    }


def _place(path: str, ids: Mapping[str, str]) -> str:
    fills = _FILLS | {"step": "2", "sentence": "1", "guide": "nguoi-soan"} | dict(ids)
    return path.format_map(fills | ({"code": _STEPS[path]} if path in _STEPS else {}))


def _is_refused(answer: httpx.Response) -> bool:
    """For want of a right, and with words that say so."""
    return answer.status_code == 403 and "Người dùng này là" in answer.text


@pytest.fixture
def browsers(person: Person) -> dict[str, httpx.Client]:
    names = dict(zip(sorted(EVERYBODY), ("Hai", "Ba", "Hoa", "Lan", "Mai", "Nga"), strict=True))
    made = ((role, "viewer" if role == "alarm" else role, f"Lê Thị {name}") for role, name in names.items())
    found = {role: person(name, code, may_alarm=role == "alarm") for role, code, name in made}
    for each in found.values():
        each.headers["Accept"] = "*/*"  # a refusal is no page, which is quicker
    return found


def test_every_form_is_in_the_table() -> None:
    assert set(ACTS) | OPEN == _ACTS


@pytest.mark.slow
@SQLITE
def test_each_role_opens_and_sends_what_it_may_and_nothing_else(
    browsers: dict[str, httpx.Client], client: httpx.Client, services: Services, founding: Founding
) -> None:
    ids = _things(client, services, founding)
    forms, nobody = _forms(ids), dict.fromkeys(ids, _NOBODY)
    wrong: list[tuple[str, str, int | str]] = []
    for path, roles in OF_ONE.items():
        for role, browser in browsers.items() if path != _ENDLESS else ():
            answer = browser.get(_place(path, ids))
            if _is_refused(answer) != (role not in roles) or (role in roles and answer.status_code >= 400):
                wrong.append((path, role, answer.status_code))
    for path, roles in ACTS.items():
        for role in sorted(EVERYBODY - roles):
            answer = browsers[role].post(_place(path, ids), data=forms.get(path), files=_FILE if path not in forms else None)
            if not _is_refused(answer):
                wrong.append((path, role, answer.status_code))
    for path, roles in ACTS.items():  # afterwards, since some of these change what the others are asked about
        wrong += [(path, role, "refused") for role in roles if _is_refused(browsers[role].post(_place(path, nobody)))]
    assert not wrong, "\n".join(map(str, wrong))
