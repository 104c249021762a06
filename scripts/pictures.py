"""Takes the pictures of each screen and state: a desk (1366 px), a telephone (390 px) and paper, into `docs/pictures/`.

`python scripts/pictures.py [NAME…]` with the machine's Chromium and poppler-utils; with names, only those that begin so.
The commune, its clock and its data are always the same (`tests/support/shown_commune.py`); how one is taken: `album.py`.
"""

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from unittest import mock

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from album import MOST_BYTES, PICTURES, Act, Album, Shot

from tests.support.chromium import DESK, chromium
from tests.support.papers import docx, p
from tests.support.shown_commune import ADMIN, CHAIRMAN, MEETING, NOW, OFFICER, OPERATOR, PIN, VIEWER, Shown, shown_commune

# --- what is done on a page before its picture


def press(name: str) -> Act:
    """Press what has this name."""
    return lambda page: page.locator("main").get_by_role("button", name=name).first.click()


def _written(page: Page) -> None:
    page.fill("#script", MEETING)
    page.wait_for_selector("#loi-doc .say")


def _looked_at(page: Page) -> None:
    page.fill("#script", MEETING.replace("Mọi thắc mắc", "Đề nghị Mật trận Tổ quốc xã phối hợp. Mọi thắc mắc"))
    page.wait_for_selector("#loi-doc .say")
    page.locator(".say .tk-look").click()
    page.wait_for_selector("#doc-khac")


def _brought(page: Page) -> None:
    page.click("text=Lấy từ tệp Word, PDF")
    paper = docx(p("THÔNG BÁO") + p("Họp thôn lúc 19h30 thứ Bảy, ngày 08/11/2025, tại Nhà văn hóa thôn Đông Trang."))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.set_input_files("#file", {"name": "thong-bao.docx", "mimeType": kind, "buffer": paper})
    page.get_by_role("button", name="Lấy chữ từ tệp").click()
    page.wait_for_selector("main .note-ok")


def _signed_out(page: Page) -> None:
    _written(page)
    page.context.clear_cookies()
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.wait_for_selector("#password")


def first(place: str) -> Act:
    """Open the first link of this place."""
    return lambda page: page.goto(page.locator(f"main {place}").first.get_attribute("href") or "")


def _refused(page: Page) -> None:
    page.fill("#script", MEETING)
    page.fill("#valid_to", "31/11/2025")
    page.click(".dock [value=trinh]")


def _alarm(page: Page) -> None:
    page.click("label[for=h-dam_release]")
    for blank, words in (("ho_chua", "Hồ Sông Sào"), ("luc", "18 giờ hôm nay"), ("luu_luong", "300 m3/s")):
        page.fill(f"#blank-dam_release-{blank}", words)


def _confirm(page: Page) -> None:
    _alarm(page)
    page.locator("main form button").last.click()
    page.wait_for_selector("#pin")


def _raised(page: Page) -> None:
    _confirm(page)
    page.fill("#pin", PIN)
    page.locator("main form button").first.click()
    page.wait_for_url("**/phat-khan/dang-phat")


def _to_correct(page: Page) -> None:
    page.click("text=Phát nhầm: đính chính")


def _lost(page: Page) -> None:
    """The server says nothing for ten seconds."""
    page.route("**/song", lambda route: route.abort())
    page.clock.install(time=NOW)
    page.reload()
    page.clock.run_for(11_000)
    page.clock.set_fixed_time(NOW + timedelta(seconds=11))
    page.wait_for_selector("#mat-lien-lac:not([hidden])")


# --- which pictures there are


def everyday(album: Album) -> None:
    """Every page on an ordinary afternoon."""
    ids = album.commune.ids
    album.shots(
        Shot("dang-nhap", "", "/dang-nhap"),
        Shot("dang-nhap-sai", "", "/dang-nhap", _wrong_password),
        Shot("vao-lan-dau", "", "/vao-lan-dau"),
        Shot("hom-nay", OFFICER, "/hom-nay"),
        Shot("hom-nay-nguoi-duyet", CHAIRMAN, "/hom-nay"),
        Shot("mat-lien-lac", OFFICER, "/hom-nay", _lost),
        Shot("ban-tin", OFFICER, "/ban-tin"),
        Shot("ban-tin-khong-thay", OFFICER, "/ban-tin?q=kh%C3%B4ng+c%C3%B3"),
        Shot("soan-moi", OFFICER, "/ban-tin/moi"),
        Shot("soan", OFFICER, "/ban-tin/moi", _written),
        Shot("soan-nen-xem-lai", OFFICER, "/ban-tin/moi", _looked_at),
        Shot("soan-lay-tep", OFFICER, "/ban-tin/moi", _brought),
        Shot("soan-het-phien", OFFICER, "/ban-tin/moi", _signed_out),
        Shot("soan-loi", OFFICER, "/ban-tin/moi", _refused),
        Shot("soan-bi-tra-lai", OFFICER, f"/ban-tin/{ids['returned']}"),
        Shot("tu-dien", OFFICER, "/tu-dien"),
        Shot("tu-dien-moi", OFFICER, "/tu-dien/moi"),
        Shot("tu-dien-tep", OFFICER, "/tu-dien/tep"),
        Shot("ban-ghi-am", OFFICER, "/ban-ghi-am"),
        Shot("ban-ghi-am-mot", OFFICER, "/ban-ghi-am", first("a[href^='/ban-ghi-am/']")),
        Shot("chuong-trinh", OFFICER, "/chuong-trinh"),
        Shot("chuong-trinh-mot", OFFICER, "/chuong-trinh/ban-tin"),
        Shot("bang-ron", OFFICER, "/bang-ron"),
        Shot("phe-duyet", CHAIRMAN, "/phe-duyet"),
        Shot("phe-duyet-khong-co", VIEWER, "/phe-duyet"),
        Shot("duyet", CHAIRMAN, f"/phe-duyet/{ids['waiting']}/1"),
        Shot("tra-lai", CHAIRMAN, f"/phe-duyet/{ids['waiting']}/1/tra-lai"),
        Shot("lich-su", CHAIRMAN, f"/phe-duyet/{ids['returned']}/lich-su"),
        Shot("lich-phat", OFFICER, "/lich-phat"),
        Shot("lich-phat-tuan-trong", OFFICER, "/lich-phat?tuan=2025-10-13"),
        Shot("lich-thang", OFFICER, "/lich-phat/thang"),
        Shot("khung-gio-moi", OFFICER, "/lich-phat/moi"),
        Shot("khung-gio-loi", OFFICER, "/lich-phat/moi", press("Thêm khung giờ")),
        Shot("luot-phat", OFFICER, f"/lich-phat/{ids['Tin thôn Đông Trang']}/2025-11-05"),
        Shot("tu-ngay-ve-sau", OFFICER, f"/lich-phat/{ids['Bản tin chiều']}/2025-11-10/ve-sau"),
        Shot("dung-o-dau", OFFICER, f"/lich-phat/ban-tin/{ids['Súc rửa đường ống nước sạch']}"),
        Shot("chep-tuan", OFFICER, "/lich-phat/chep?tu=2025-11-03&sang=2025-11-10"),
        Shot("lich-dien-thoai", OFFICER, "/lich-phat/lich-dien-thoai"),
        Shot("goi-phat", OPERATOR, "/goi-phat"),
        Shot("nhat-ky", OPERATOR, "/nhat-ky"),
        Shot("gop-y", OFFICER, "/nhat-ky/gop-y"),
        Shot("gop-y-mot", OFFICER, f"/nhat-ky/gop-y/{ids['remark']}"),
        Shot("ke-hoach", OFFICER, "/ke-hoach"),
        Shot("ke-hoach-moi", OFFICER, "/ke-hoach/moi"),
        Shot("ban-tin-mau", OFFICER, "/ban-tin-mau"),
        Shot("tap-huan", OFFICER, "/tap-huan"),
        Shot("tap-huan-mot", OFFICER, f"/tap-huan/{ids['training']}"),
        Shot("dot-ra-soat", OFFICER, "/dot-ra-soat"),
        Shot("dot-ra-soat-moi", OFFICER, "/dot-ra-soat/moi?loai=regular"),
        Shot("thuc-hanh", OFFICER, "/thuc-hanh"),
        Shot("tro-giup", OFFICER, "/tro-giup"),
        Shot("phat-khan", CHAIRMAN, "/phat-khan", _alarm),
        Shot("phat-khan-xac-nhan", CHAIRMAN, "/phat-khan", _confirm),
        Shot("dien-tap-xac-nhan", CHAIRMAN, "/phat-khan?dien_tap=1", _confirm),
        Shot("dang-phat-khong-co", CHAIRMAN, "/phat-khan/dang-phat"),
        Shot("cai-dat", ADMIN, "/cai-dat"),
        Shot("cai-dat-cua-toi", CHAIRMAN, "/cai-dat/cua-toi"),
        Shot("cai-dat-xac-thuc", CHAIRMAN, "/cai-dat/xac-thuc"),
        Shot("cai-dat-khu-vuc", ADMIN, "/cai-dat/khu-vuc"),
        Shot("cai-dat-khu-vuc-mot", ADMIN, "/cai-dat/khu-vuc", first("a[href^='/cai-dat/khu-vuc/'] >> nth=1")),
        Shot("cai-dat-khu-vuc-gop", ADMIN, "/cai-dat/khu-vuc", _to_merge),
        Shot("cai-dat-may-phat", ADMIN, "/cai-dat/may-phat"),
        Shot("cai-dat-quy-che", ADMIN, "/cai-dat/quy-che"),
        Shot("cai-dat-quy-tac-khan", ADMIN, "/cai-dat/quy-tac-khan"),
        Shot("cai-dat-ngay-nghi", ADMIN, "/cai-dat/ngay-nghi"),
        Shot("cai-dat-giong-doc", ADMIN, "/cai-dat/giong-doc"),
        Shot("cai-dat-duyet-thay", CHAIRMAN, "/cai-dat/duyet-thay"),
        Shot("cai-dat-trang-cong-khai", ADMIN, "/cai-dat/trang-cong-khai"),
        Shot("cai-dat-bao-cao", ADMIN, "/cai-dat/bao-cao"),
        Shot("cai-dat-nguoi-dung", ADMIN, "/cai-dat/nguoi-dung"),
        Shot("cai-dat-mot-nguoi", ADMIN, "/cai-dat/nguoi-dung", first("a[href^='/cai-dat/nguoi-dung/']")),
        Shot("cai-dat-nhat-ky-he-thong", ADMIN, "/cai-dat/nhat-ky-he-thong"),
        Shot("lan-dau-cum-loa", ADMIN, "/lan-dau/cum-loa"),
        Shot("lan-dau-giong-doc", ADMIN, "/lan-dau/giong-doc"),
        Shot("lan-dau-gio-phat", ADMIN, "/lan-dau/gio-phat"),
        Shot("lan-dau-thu-loa", ADMIN, "/lan-dau/thu-loa"),
        Shot("cong-khai", "", "/cong-khai"),
        Shot("cong-khai-da-phat", "", "/cong-khai/xa-lien-an/da-phat"),
        Shot("cong-khai-mot", "", "/cong-khai/xa-lien-an/da-phat", _first_aired),
        Shot("cong-khai-gop-y", "", "/cong-khai/xa-lien-an/gop-y"),
        Shot("loi-404", OFFICER, "/khong-co"),
        Shot("loi-403", VIEWER, "/cai-dat/nguoi-dung"),
    )


def _wrong_password(page: Page) -> None:
    page.fill("#login", "nguyen.thi.thu")
    page.fill("#password", "mưa rào")
    page.locator("main .btn-main").first.click()


def _first_aired(page: Page) -> None:
    page.goto(page.locator("main a[href*='/ban-tin/']").first.get_attribute("href") or "")


def _to_merge(page: Page) -> None:
    page.goto(page.locator("main a", has_text="thôn Đông Trang").first.get_attribute("href") or "")
    page.locator("main a[href$='/gop']").click()
    page.wait_for_selector("#into")


def of_a_campaign(album: Album) -> None:
    """A review of poor households that runs; it is undone when its pictures are taken."""
    shown = album.commune
    if not any(album.wants(f"dot-ra-soat-{each}-") for each in ("mot", "doi-ngay", "hoan-tac")):
        return
    proposed = shown.ask(OFFICER, "POST", "/campaigns/proposals", {"kind": "regular"})
    who = {"officer": "chị Nguyễn Thu", "hotline": "0912 345 678", "place": "bộ phận một cửa của xã"}
    made = shown.ask(OFFICER, "POST", "/campaigns", proposed | who)
    place = f"/dot-ra-soat/{made['id']}"
    album.shots(
        Shot("dot-ra-soat-mot", OFFICER, place),
        Shot("dot-ra-soat-doi-ngay", OFFICER, f"{place}/buoc/posting", _longer),
        Shot("dot-ra-soat-hoan-tac", OFFICER, f"{place}/hoan-tac"),
    )
    page = album.page(Shot("", OFFICER, f"{place}/hoan-tac"), DESK)
    page.locator("main form button").last.click()
    page.wait_for_url("**/dot-ra-soat?xong=*")
    page.context.close()


def _longer(page: Page) -> None:
    page.get_by_label("Số ngày làm việc").fill("5")
    page.get_by_role("button", name="Xem những gì đổi theo").click()


def approved_again(album: Album) -> None:
    """A bulletin that was approved once and waits with other words; one that two have open."""
    if not any(album.wants(f"{each}-") for each in ("duyet-khac-lan-truoc", "soan-hai-nguoi")):
        return
    shown = album.commune
    bulletin = shown.ids["Súc rửa đường ống nước sạch"]
    number = shown.rewrite(bulletin, "từ 13h30 đến 16h30", "từ 8h00 đến 11h00")["number"]
    shown.ask(OFFICER, "POST", f"/bulletins/{bulletin}/versions/{number}/submit")
    album.shots(
        Shot("duyet-khac-lan-truoc", CHAIRMAN, f"/phe-duyet/{bulletin}/{number}"),
        Shot("soan-hai-nguoi", OFFICER, f"/ban-tin/{shown.ids['draft']}", lambda page: _overtaken(shown, page)),
    )


def _overtaken(shown: Shown, page: Page) -> None:
    """The same bulletin is saved in another window while it is open."""
    typed = page.input_value("#script").replace("17h00", "16h00")
    shown.rewrite(shown.ids["draft"], "chằng chống", "khẩn trương chằng chống")
    page.fill("#script", typed)
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.wait_for_selector("main [name=seen]", state="attached")


def practising(album: Album) -> None:
    """Within the training commune; it is left and closed when its pictures are taken."""
    if not any(album.wants(f"{each}-") for each in ("tap-huan-bai-tap", "tap-huan-hom-nay")):
        return
    for button, who in (("Lập xã tập huấn", ADMIN), ("Vào xã tập huấn", OFFICER)):
        album.page(Shot("", who, "/thuc-hanh", press(button)), DESK).context.close()
    album.shots(Shot("tap-huan-bai-tap", OFFICER, "/thuc-hanh"), Shot("tap-huan-hom-nay", OFFICER, "/hom-nay"))
    leave = Shot("", OFFICER, "/thuc-hanh", lambda page: page.get_by_role("button", name="Về xã Liên An").first.click())
    album.page(leave, DESK).context.close()
    album.page(Shot("", ADMIN, "/thuc-hanh", press("Đóng xã tập huấn")), DESK).context.close()


def broken(album: Album) -> None:
    """A page of which the server did not foresee what went wrong."""
    with mock.patch("app.web.lexicon.routes.entry_page", side_effect=RuntimeError):
        album.shots(Shot("loi-500", OFFICER, "/tu-dien"))


def on_paper(album: Album) -> None:
    """What is printed."""
    ids = album.commune.ids
    album.papers(
        Shot("lich-phat", OFFICER, "/lich-phat"),
        Shot("lich-thang", OFFICER, "/lich-phat/thang"),
        Shot("phieu-duyet", CHAIRMAN, f"/api/v1/bulletins/{ids['Vay vốn Ngân hàng Chính sách xã hội']}/approval-sheet?version=1"),
        Shot("so-nhat-ky", OPERATOR, "/api/v1/log-book?from=2025-10-28&to=2025-11-04&format=html"),
        Shot("so-duyet", CHAIRMAN, "/api/v1/approval-register?from=2025-10-01&to=2025-11-04&format=html"),
        Shot("phieu-phat", OPERATOR, "/goi-phat?ngay=05/11/2025", _sheet),
        Shot("danh-sach-tap-huan", OFFICER, f"/api/v1/trainings/{ids['training']}/sheet"),
        Shot("niem-yet", "", "/cong-khai/xa-lien-an/da-phat", _first_aired),
    )


def _sheet(page: Page) -> None:
    page.get_by_role("button", name="Làm gói phát").click()
    address = page.get_by_role("link", name="Phiếu phát thanh để in").get_attribute("href") or ""
    page.goto(address)


def in_trouble(album: Album) -> None:
    """An emergency, a drill, a stop, mourning; each is over before the next begins."""
    shown = album.commune
    for name, address in (("dang-phat-khan", "/phat-khan"), ("dang-dien-tap", "/phat-khan?dien_tap=1")):
        if not any(album.wants(f"{each}-") for each in (name, f"hom-nay-{name}")) and album.only:
            continue
        album.page(Shot(name, CHAIRMAN, address, _raised), DESK).context.close()
        shown.services.alarms.prepare_corrections(shown.office.commune_id)
        album.shots(Shot(name, CHAIRMAN, "/phat-khan/dang-phat"), Shot(f"hom-nay-{name}", CHAIRMAN, "/hom-nay"))
        if name == "dang-phat-khan":
            album.shots(Shot(f"{name}-dinh-chinh", CHAIRMAN, "/phat-khan/dang-phat", _to_correct))
        for each in shown.ask(CHAIRMAN, "GET", "/emergencies")["items"]:
            if each["ended_at"] is None and each["state"] != "prepared":
                shown.ask(CHAIRMAN, "POST", f"/emergencies/{each['id']}/cancel", {"reason": "Xong."})
    shown.ask(CHAIRMAN, "POST", "/stop-all", {})
    album.shots(Shot("dang-dung", CHAIRMAN, "/dang-dung"))
    shown.clock.advance(timedelta(seconds=2))
    shown.alive(on_air=())
    album.shots(
        Shot("dang-dung-xac-nhan", CHAIRMAN, "/dang-dung"),
        Shot("hom-nay-dang-dung", CHAIRMAN, "/hom-nay"),
        Shot("cho-phat-lai", CHAIRMAN, "/phat-lai"),
    )
    held = shown.ask(CHAIRMAN, "GET", "/stop-all")
    shown.ask(CHAIRMAN, "POST", "/stop-all/lift", {"said": held["said"]} if "said" in held else {})
    shown.ask(ADMIN, "POST", "/mourning", {"name": "Quốc tang", "first": "2025-11-04", "last": "2025-11-06"})
    shown.office.prepare()
    album.shots(Shot("hom-nay-quoc-tang", OFFICER, "/hom-nay"), Shot("lich-phat-quoc-tang", OFFICER, "/lich-phat"))
    shown.clock.advance(timedelta(minutes=20))
    album.shots(Shot("hom-nay-mat-ket-noi", OPERATOR, "/hom-nay"), Shot("may-phat-mat-ket-noi", ADMIN, "/cai-dat/may-phat"))


def main() -> None:
    """Take them; what no longer has a name is removed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    only = tuple(parser.parse_args().names)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, shown_commune(Path(folder)) as commune, chromium() as browser:
        album = Album(commune, browser, only)
        everyday(album)
        on_paper(album)
        of_a_campaign(album)
        practising(album)
        broken(album)
        approved_again(album)
        in_trouble(album)
    if not only:
        for old in PICTURES.glob("*.webp"):
            if old.stem not in album.taken:
                old.unlink()
    size = sum(each.stat().st_size for each in PICTURES.glob("*.webp"))
    print(f"{len(album.taken)} pictures, {size / 1e6:.1f} MB in all")
    if size > MOST_BYTES:
        sys.exit(f"More than {MOST_BYTES / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
