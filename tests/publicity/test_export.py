"""The public page as a folder: whole by itself, the same bytes where nothing changed, and without what is gone."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from app.publicity import ForeignFolderError, page_of
from app.web.public.export import LIST, Exported, export
from app.web.public.links import Written
from app.web.public.views import Look
from app.wiring import Services
from tests.publicity.village import Village

pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
ADDRESS = "https://lienan.example/truyen-thanh"


def _written(village: Village, services: Services, to: Path) -> Exported:
    office = village.office
    with office.sessions.read() as session:
        look = Look(session, office.clock.now(), page_of(session, office.commune_id), Written(""))
        return export(look, to, ADDRESS, services.files.path)


def _files(to: Path) -> dict[str, tuple[bytes, int]]:
    found = [each for each in to.rglob("*") if each.is_file()]
    return {each.relative_to(to).as_posix(): (each.read_bytes(), each.stat().st_mtime_ns) for each in found}


def test_a_folder_stands_by_itself_and_changes_only_where_something_did(
    village: Village, services: Services, tmp_path: Path
) -> None:
    key = village.aired("Vay vốn ưu đãi", "Hộ mới thoát nghèo được vay.")
    posted = village.aired("Niêm yết kết quả", "Hộ nghèo: 78 hộ.", kind="notice", theme="review", valid_to="2025-11-05")
    village.keep_sounds()
    to = tmp_path / "trang"
    first = _written(village, services, to)
    before = _files(to)
    assert (first.written, first.removed) == (len(before) - 1, 0)
    assert {f"ban-tin/{key}.html", f"ban-tin/{key}.txt", "index.html", "rss.xml", "podcast.xml", "gop-y.html", LIST} <= set(
        before
    )
    for name, (data, _) in before.items():
        if not name.endswith(".html"):
            continue
        text = data.decode()
        assert "<form" not in text
        for link in re.findall(r'(?:href|src)="([^"#]+)"', text):
            assert not link.startswith(("/", "http")), (name, link)
            there = ((to / name).parent / link).resolve()
            assert there.is_file(), (name, link)
    assert f"{ADDRESS}/ban-tin/{key}.html" in before["rss.xml"][0].decode()

    village.office.clock.advance(timedelta(minutes=5))
    assert _written(village, services, to) == Exported(first.files, 0, 0)
    assert _files(to) == before
    village.client.post(f"/api/v1/publications/{key}/withhold").raise_for_status()
    village.office.clock.advance(timedelta(days=3))
    gone = _written(village, services, to)
    assert gone.removed == 6
    left = b"".join(data for data, _ in _files(to).values())
    assert "Vay vốn".encode() not in left
    assert not any(f"ban-tin/{each}" in name for name in _files(to) for each in (key, posted))


def test_the_pages_of_a_folder_lead_on_and_back(village: Village, services: Services, tmp_path: Path) -> None:
    for many in (range(26), range(26, 51)):
        village.air(*(village.approved(f"Tin số {n}", f"Nội dung thứ {n}.") for n in many))
    _written(village, services, tmp_path / "trang")
    first, second = ((tmp_path / "trang" / f"da-phat-{n}.html").read_text() for n in (1, 2))
    assert 'rel="next" href="da-phat-2.html"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="da-phat-1.html"' in second
    assert 'rel="next"' not in second


def test_a_folder_of_somebody_else_is_left_alone(village: Village, services: Services, tmp_path: Path) -> None:
    taken = tmp_path / "cua-xa"
    taken.mkdir()
    (taken / "anh.jpg").write_bytes(b"x")
    with pytest.raises(ForeignFolderError):
        _written(village, services, taken)
    assert [each.name for each in taken.iterdir()] == ["anh.jpg"]
    evil = taken / "la"
    evil.mkdir()
    (evil / LIST).write_text('{"../anh.jpg": "0"}', encoding="utf-8")
    _written(village, services, evil)
    assert (taken / "anh.jpg").exists(), "a list of files that names others takes nothing away"
