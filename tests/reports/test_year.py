"""A year of a commune on a moved clock, and its report: every figure of the Word file is counted again from the log."""

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import pytest
from docx import Document
from sqlalchemy import select

from app.airlog.tables import AsRunRow
from app.banners.tables import BannerRow
from app.bulletins import VersionKey, latest
from app.bulletins.tables import ApprovalRow, BulletinVersionRow
from app.clock import local
from app.dispatch import STATION_UNREACHED
from app.faults import begin_fault
from app.faults.tables import FaultRow
from app.playout import OccurrenceState
from app.publicity import Sent, answer, gather, page_of, send
from app.publicity.tables import PublicationRow, RemarkRow
from app.timetable import Occurrence, expand
from app.timetable.tables import OccurrenceRow
from app.trainings.tables import TrainingRow
from app.units import BulletinId
from app.words import moment, word
from app.zones import NewStation
from app.zones.tables import StationRow
from tests.support.office import Office

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
API = "/api/v1"
YEAR = 2026
OUTAGE = (datetime(YEAR, 5, 4, tzinfo=UTC), datetime(YEAR, 5, 20, tzinfo=UTC))
_THURSDAY = 3
THEMES = ("review", "policy", "programme", "guideline")


class Whole(NamedTuple):
    """One bulletin that sounded to its end, by the rows alone."""

    airing: UUID
    theme: str
    priority: str
    at: datetime
    seconds: float
    zones: frozenset[str]
    language: str
    is_written: bool


def _to(office: Office, day: date, hour: int = 4) -> None:
    wanted = datetime.combine(day, time(hour), local(office.clock.now()).tzinfo)
    office.clock.advance(max(wanted - office.clock.now(), timedelta(0)))


def _approve(office: Office, bulletin_id: str) -> None:
    with office.sessions.read() as session:
        found = latest(session, office.commune_id, BulletinId(UUID(bulletin_id))).summary
    key = VersionKey(found.bulletin_id, found.version_id, found.number, found.tag)
    office.submit(key)
    office.approve(key)


def _bulletins(client: httpx.Client, office: Office) -> None:
    """One for each theme, read all year, two of them in one slot; one more is cheerful, one is for a village alone."""
    keys = []
    for theme in THEMES:
        form = {"title": f"Tin {theme}", "script": "Mời bà con nghe tin.", "theme": theme, "cheerful": theme == "programme"}
        form |= {
            "valid_from": f"{YEAR}-01-01",
            "valid_to": f"{YEAR}-12-31",
            "priority": "priority" if theme == "policy" else "normal",
        }
        keys.append(client.post(f"{API}/bulletins", json=form).raise_for_status().json()["id"])
        _approve(office, keys[-1])
    for at, days, chosen, zones in (
        ("05:30", "MO", keys[:2], []),
        ("16:30", "TH", keys[2:3], []),
        ("17:00", "SA", keys[3:], ["thôn Tây"]),
    ):
        slot = {"title": f"Buổi {at}", "at": at, "bulletins": chosen, "rrule": f"FREQ=WEEKLY;BYDAY={days}", "zones": zones}
        slot["choice"] = "not_holidays" if days == "TH" else "every"
        client.post(f"{API}/slots", json=slot).raise_for_status()


def _beside(client: httpx.Client, office: Office) -> None:
    """A class and a meeting that people came to, one that nobody came to, and two remarks of which one is answered."""
    for kind, on, people in (("training", "03-10", 25), ("meetings", "03-12", 40), ("training", "08-20", 0)):
        form: dict[str, Any] = {
            "topic": "Chuẩn nghèo",
            "theme": "policy",
            "held_on": f"{YEAR}-{on}",
            "at": "08:00",
            "place": "Hội trường",
        }
        form |= {"kind": kind, "groups": [{"zone": "thôn Đông", "people": people}]}
        client.post(f"{API}/trainings", json=form).raise_for_status()
    with office.sessions.begin() as session:
        page = page_of(session, office.commune_id)
        first, _ = [send(session, office.clock, page, Sent(text, "Phạm Thị Tư", "")) for text in ("Loa nhỏ quá.", "Loa rè.")]
        answer(session, office.clock, office.actor, first.id, "Xã đã chỉnh loa.", as_shown=None, tag=first.tag)


def _hang(client: httpx.Client, office: Office) -> None:
    """A slogan that hangs in two villages, a third that was entered by mistake and taken back."""
    form = {"title": "Không để ai bị bỏ lại", "script": "Không để ai bị bỏ lại phía sau.", "kind": "spot", "theme": "programme"}
    form |= {"valid_from": f"{YEAR}-01-01", "valid_to": f"{YEAR}-12-31"}
    key = client.post(f"{API}/bulletins", json=form).raise_for_status().json()["id"]
    _approve(office, key)
    for zone, on in (("thôn Đông", "03-05"), ("thôn Tây", "04-02"), ("thôn Tây", "03-06")):
        hung = {"bulletin": key, "version": 1, "format": "banner", "zone": zone, "place": "Cổng chợ", "hung_on": f"{YEAR}-{on}"}
        made = client.post(f"{API}/banners", json=hung).raise_for_status()
    path = f"{API}/banners/{made.json()['id']}"
    client.delete(path, headers={"If-Match": client.get(path).headers["etag"]}).raise_for_status()


def _show(office: Office) -> None:
    """What sounded comes on the public page."""
    with office.sessions.begin() as session:
        while gather(session, office.commune_id, since=None):
            pass


def _rows(office: Office, table: type[Any]) -> list[Any]:
    """All of a table, as they lie there."""
    with office.sessions.read() as session:
        return list(session.scalars(select(table)))


def _review(client: httpx.Client, office: Office, kind: str, first: date) -> None:
    """A review of poor households, with all its bulletins approved."""
    form = {"kind": kind, "first_date": f"{first}", "officer": "chị Thu", "hotline": "0912 345 678", "place": "một cửa"}
    for day in (first + timedelta(days=after) for after in range(90)):
        meeting = {"zone": "thôn Đông", "place": "nhà văn hóa", "at": f"{day}T19:30:00+07:00"}
        made = client.post(f"{API}/campaigns", json=form | {"meetings": [meeting]})
        if made.is_success:
            break
        assert made.json()["code"] == "campaign_meeting_day", made.text  # the steps before it say when it can be
    for step in made.json()["steps"]:
        for piece in step["bulletins"]:
            _approve(office, piece["bulletin_id"])


def _live(office: Office, station: NewStation, until: date) -> None:
    """From now until a day: what is planned sounds; some things are cut short, and nothing sounds in the outage."""
    while (today := local(office.clock.now()).date()) < until:
        with office.sessions.begin() as session:
            expand(session, office.clock, office.commune_id)
        office.prepare()
        end = min(until, today + timedelta(days=7))
        for each in office.occurrences():
            if today <= local(each.starts_at).date() < end and each.state.is_waiting and each.version_ids:
                _sound(office, station, each)
        _to(office, end)


def _sound(office: Office, station: NewStation, found: Occurrence) -> None:
    began = {"started_at": found.starts_at, "planned_at": found.starts_at}
    number = office.reported
    if OUTAGE[0] <= found.starts_at < OUTAGE[1]:
        office.report(station, found, OccurrenceState.MISSED, at=found.starts_at, reason="machine_off")
    elif found.reason is not None:
        return
    elif number % 9 == 0:
        office.report(station, found, OccurrenceState.INTERRUPTED, **began, at=found.starts_at, seconds=20.0)
    else:
        in_files = number % 5 == 0
        office.kinds = {"trong": "folder" if in_files else "soundcard", "ngoai": "folder" if in_files else "icecast"}
        for output in ("trong", "ngoai")[: 1 + number % 2]:
            office.report(
                station, found, OccurrenceState.AIRED, **began, at=found.starts_at, output=output, seconds=60.0 + number % 70
            )


def _counted_again(office: Office) -> list[Whole]:
    """From the rows as they lie in the database, by the rule as written, and with none of the product's own code."""
    with office.sessions.read() as session:
        lines = session.scalars(select(AsRunRow).where(AsRunRow.state == OccurrenceState.AIRED)).all()
        things = {row.id: row for row in session.scalars(select(OccurrenceRow))}
        versions = {str(row.id): row for row in session.scalars(select(BulletinVersionRow))}
        lengths: dict[UUID, float] = defaultdict(float)
        starts: dict[UUID, datetime] = {}
        loud = {line.occurrence_id for line in lines if line.output_kind != "folder"}
        for line in lines:
            lengths[line.occurrence_id] = max(lengths[line.occurrence_id], line.seconds or 0.0)
            starts[line.occurrence_id] = min(starts.get(line.occurrence_id, line.at), line.started_at or line.at)
        found = []
        for key, seconds in lengths.items():
            thing = things[key]
            told = [each for each in thing.version_ids if versions[each].kind.value != "greeting"]
            for each in told:
                row = versions[each]
                share = seconds / len(told)
                zones = frozenset(thing.zone_ids)
                found.append(
                    Whole(
                        key, row.theme.value, row.priority.value, starts[key], share, zones, row.language.value, key not in loud
                    )
                )
    return found


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}".replace(".", ",")


def _sums(heard: list[Whole], of: str) -> dict[str, list[str]]:
    """Times and minutes by what each says of itself, as a table of the report has them."""
    keys = Counter(getattr(each, of) for each in heard)
    seconds = {key: sum(each.seconds for each in heard if getattr(each, of) == key) for key in keys}
    return {word(of, key): [str(many), _minutes(seconds[key])] for key, many in keys.items()}


def _written(heard: Iterable[Whole]) -> str:
    return str(sum(each.is_written for each in heard))


def _tables(data: bytes) -> tuple[str, dict[str, list[list[str]]]]:
    """The paragraphs, and each table by its first heading; the annex has two."""
    found = Document(io.BytesIO(data))
    tables = {}
    for table in found.tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        tables["Phụ lục" if rows[0][:2] == ["Tháng", "Bản tin"] else rows[0][0]] = rows
    return "\n".join(each.text for each in found.paragraphs), tables


@SQLITE
@pytest.mark.slow
def test_every_figure_of_a_years_report_is_that_of_the_log(client: httpx.Client, office: Office) -> None:
    _to(office, date(YEAR, 1, 1))
    east, west = office.zone("thôn Đông"), office.zone("thôn Tây")
    station = office.station()
    targets = {"unit": "times", "first": f"{YEAR}-01-01", "last": f"{YEAR}-12-31", "per": "month", "amount": 4}
    tasks = [{"title": f"Phát {each}", "theme": each, "channel": "loudspeakers", "target": targets} for each in THEMES]
    tasks += [{"title": "Mở lớp", "theme": "policy", "channel": "training", "target": targets | {"amount": 1, "per": "quarter"}}]
    plan = (
        client.post(f"{API}/plans", json={"year": YEAR, "title": "Kế hoạch năm 2026", "tasks": tasks})
        .raise_for_status()
        .json()["id"]
    )
    tet = {"name": "Tết Nguyên đán", "calendar": "lunar", "month": 1, "day": 1, "days": 5, "source": "Bộ luật Lao động"}
    client.post(f"{API}/holidays", json=tet).raise_for_status()
    _bulletins(client, office)
    _live(office, station, date(YEAR, 2, 24))
    _live(office, station, date(YEAR, 4, 15))
    _beside(client, office)
    _hang(client, office)
    _review(client, office, "regular", date(YEAR, 4, 15))
    mourning = {"name": "Quốc tang", "first": f"{YEAR}-04-20", "last": f"{YEAR}-04-26", "source": "Thông báo"}
    client.post(f"{API}/mourning", json=mourning).raise_for_status()
    _live(office, station, OUTAGE[1].date() + timedelta(days=1))
    with office.sessions.begin() as session:
        begin_fault(session, OUTAGE[1], office.commune_id, station.station.id, output="", code=STATION_UNREACHED, since=OUTAGE[0])
        row = session.scalars(select(FaultRow)).one()
        row.ended_at = OUTAGE[1]
    _live(office, station, date(YEAR, 7, 6))
    tag = {"If-Match": client.get(f"{API}/zones/{west.id}").headers["etag"]}
    merged = client.post(f"{API}/zones/{west.id}/merge", params={"reopen": True}, json={"into": east.path}, headers=tag)
    assert merged.is_success, merged.text
    merged_at = office.clock.now()
    token = client.post(f"{API}/tokens", json={"label": "sáu tháng cuối năm", "scope": "full", "days": 300}).raise_for_status()
    client.headers["Authorization"] = f"Bearer {token.json()['token']}"  # the first one ends with its year
    _live(office, station, date(YEAR, 9, 1))
    _review(client, office, "periodic", date(YEAR, 9, 1))
    _live(office, station, date(YEAR, 12, 30))

    _show(office)
    heard = _counted_again(office)
    assert len({(local(each.at).month) for each in heard}) == 12, "something of every month"
    assert not any(OUTAGE[0] <= each.at < OUTAGE[1] for each in heard)
    assert not [each for each in heard if each.theme == "programme" and local(each.at).date() == date(YEAR, 4, 23)], "mourning"
    thursdays = {local(each.at).date() for each in heard if each.theme == "programme" and local(each.at).weekday() == _THURSDAY}
    assert (date(YEAR, 2, 19) in thursdays, date(YEAR, 2, 26) in thursdays) == (False, True), (
        "19 February is the third day of Tết"
    )
    for period, months in (("year", range(1, 13)), ("first_half", range(1, 7)), ("third_quarter", range(7, 10))):
        path = f"{API}/plans/{plan}/coverage/report"
        answer = client.get(path, params={"format": "docx", "period": period}).raise_for_status()
        _judge(
            answer.content,
            [each for each in heard if local(each.at).month in months],
            months,
            east_id=str(east.id),
            west=(str(west.id), merged_at),
            office=office,
        )


def _judge(data: bytes, heard: list[Whole], months: range, *, east_id: str, west: tuple[str, datetime], office: Office) -> None:
    """Every figure of a report. west: a village, and when it went into the other."""
    said, tables = _tables(data)
    counted = r"Đã phát (\d+) buổi với (\d+) lượt bản tin \(kế hoạch: (\d+) lượt\)"
    total = re.search(counted + r", trong đó (\d+) lượt chỉ ghi thành tệp, không ra loa, tổng thời lượng ([\d,]+) phút", said)
    assert total is not None
    times = str(len(heard))
    occurrences = {each.airing for each in heard}
    due = 4 * len(THEMES) * len(months)
    written = _written(heard)
    assert written != "0"
    assert total.groups() == (str(len(occurrences)), times, str(due), written, _minutes(sum(each.seconds for each in heard)))
    _judge_beside(said, tables, months, office)
    assert tables["Kênh"][1:3] == [
        [word("channel", "loudspeakers"), times, str(due)],
        ["trong đó chỉ ghi thành tệp, không ra loa", written, ""],
    ]
    by_theme = Counter(each.theme for each in heard)
    shown = [each for each in (*THEMES, "other") if by_theme[each] or each in THEMES]
    for row in tables["Chủ đề"][1:]:
        theme = next(each for each in shown if word("theme", each) == row[0])
        own = [each for each in heard if each.theme == theme]
        due_times = str(4 * len(months) if theme in THEMES else 0)
        assert row[1:] == [str(by_theme[theme]), due_times, _minutes(sum(each.seconds for each in own)), "0", _written(own)]
    heads = [next(each for each in shown if word("theme", each) == head) for head in tables["Tháng"][0][1:-1]]
    by_month = Counter((each.theme, local(each.at).month) for each in heard)
    for month, row in zip(months, tables["Tháng"][1:], strict=True):
        due_of = {each: f"{by_month[each, month]}/4" if each in THEMES else str(by_month[each, month]) for each in heads}
        own = [each for each in heard if local(each.at).month == month]
        assert row == [f"Tháng {month}", *(due_of[each] for each in heads), _written(own)]
    root = str(office.founding.root.id)
    villages = {row[0]: row[1:] for row in tables["Thôn, xóm"][1:]}
    near = [each for each in heard if each.zones & {root, east_id}]
    gone = next((path for path in villages if path.startswith("thôn Tây (đến ")), "")
    assert "nhập vào thôn Đông" in gone
    far = [each for each in heard if each.zones & {root, west[0]} and each.at < west[1]]
    assert villages == {
        path: [*(str(sum(each.theme == theme for each in own)) for theme in heads), _written(own)]
        for path, own in (("thôn Đông", near), (gone, far))
    }, "the tree of the day"
    assert {row[0]: row[1:] for row in tables["Mức ưu tiên"][1:]} == _sums(heard, "priority")
    assert {row[0]: row[1:] for row in tables["Tiếng nói"][1:]} == _sums(heard, "language")
    annex = tables["Phụ lục"][1:]
    assert sum(int(row[3]) for row in annex) == len(heard)
    long = sum(float(row[4].replace(",", ".")) for row in annex)
    assert abs(long - sum(each.seconds for each in heard) / 60) <= 0.05 * len(annex) + 1e-6, "each row is rounded"
    instants = Counter((int(row[0]), day, at) for row in annex for day, at in _instants(row[5]))
    assert instants == Counter(
        (local(each.at).month, f"{local(each.at):%d}", f"{local(each.at).hour}h{local(each.at):%M}") for each in heard
    )


def _judge_beside(said: str, tables: dict[str, list[list[str]]], months: range, office: Office) -> None:
    """What a report says beside airings: classes, meetings, approvals, remarks and how long the station was there."""
    held = [
        each for each in _rows(office, TrainingRow) if each.held_on.month in months and any(one["people"] for one in each.groups)
    ]
    classes = sum(each.kind == "training" for each in held)
    lines = [[word("channel", "training"), str(classes), str(len(months) // 3)]]
    lines += [[word("channel", "meetings"), str(len(held) - classes), "0"]] if len(held) > classes else []
    assert [row for row in tables["Kênh"] if row[0] in {word("channel", "training"), word("channel", "meetings")}] == lines
    _judge_hung_and_shown(tables, months, office)
    approved = [each for each in _rows(office, ApprovalRow) if local(each.approved_at).month in months]
    assert f"Lãnh đạo đã duyệt {len(approved)} bản tin" in said
    remarks = [each for each in _rows(office, RemarkRow) if local(each.sent_at).month in months]
    answered = [each for each in remarks if each.state == "answered"]
    late = [each for each in remarks if local(each.closed_at or office.clock.now()).date() > each.reply_by]
    told = f"gửi {len(remarks)} góp ý; đã trả lời {len(answered)}, quá hạn trả lời {len(late)}"
    assert told in said
    [uptime] = tables["Máy phát"][1:]
    silent = (OUTAGE[1] - OUTAGE[0]) / timedelta(hours=1) if 5 in months else 0.0
    assert uptime[1:3] == ["1" if silent else "0", f"{silent:.1f}".replace(".", ",")]
    outage = [moment(at) for at in OUTAGE]
    assert tables.get("Mất kết nối từ", [[]])[1:] == ([[*outage, uptime[2], uptime[0]]] if silent else []), (
        "what it was counted from"
    )
    [kept] = _rows(office, StationRow)
    zone = local(office.clock.now()).tzinfo
    begin = max(kept.created_at, datetime(YEAR, months[0], 1, tzinfo=zone))
    end = min(office.clock.now(), datetime(YEAR + months[-1] // 12, months[-1] % 12 + 1, 1, tzinfo=zone))
    share = 100 * (1 - silent / ((end - begin) / timedelta(hours=1)))
    assert uptime[3] == f"{share:.1f}%".replace(".", ",")


def _judge_hung_and_shown(tables: dict[str, list[list[str]]], months: range, office: Office) -> None:
    """Banners that hang and pieces of the public page: the sums, and each with its day."""
    themes = {row.id: row.theme.value for row in _rows(office, BulletinVersionRow)}
    done = [("banners", themes[row.version_id], row.hung_on) for row in _rows(office, BannerRow) if row.removed_at is None]
    done += [("web_page", row.theme, local(row.first_at).date()) for row in _rows(office, PublicationRow) if row.held is None]
    assert {channel for channel, _, _ in done} == {"banners", "web_page"}
    own = [(word("channel", channel), word("theme", theme), on) for channel, theme, on in done if on.month in months]
    many = Counter(channel for channel, _, _ in own)
    shown = {row[0]: row[1:] for row in tables["Kênh"]}
    assert {name: shown[name] for name in many} == {name: [str(count), "0"] for name, count in many.items()}
    listed = [(row[1], row[2], row[0]) for row in tables["Ngày"][1:] if row[1] in {word("channel", each) for each, _, _ in done}]
    assert Counter(listed) == Counter((channel, theme, _day(on)) for channel, theme, on in own)


def _day(on: date) -> str:
    """As a document of the state writes it: 05/3/2026, 01/02/2026."""
    return f"{on:%d}/{on.month:02}/{on.year}" if on.month in {1, 2} else f"{on:%d}/{on.month}/{on.year}"


def _instants(text: str) -> list[tuple[str, str]]:
    days: list[Any] = [each.partition(": ") for each in text.split("; ")]
    return [(day, at) for day, _, hours in days for at in hours.split(", ")]
