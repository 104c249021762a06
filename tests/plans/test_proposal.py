"""What is read out of a plan's text: what stands there, with its lines, and nothing else."""

import re
from datetime import date

import pytest

from app.plans import Lines, Per, Target, Unit, propose
from app.plans.amounts import amounts_in, days_in
from app.plans.errors import PlanHeadingsError, PlanListError, PlanPartLongError, PlanTextEmptyError, PlanTextLongError
from tests.plans.forms import FORMS, Form


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[\t|]", " ", text).split())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_plan_is_read_by_its_headings(form: Form) -> None:
    found = propose(form.text.split("\n"))
    assert (found.number, found.year) == (form.number, form.year)
    assert {each.theme for each in found.themes} == form.themes
    assert {each.channel for each in found.channels} == form.channels
    titles = [each.title for each in found.tasks]
    places = [next((at for at, title in enumerate(titles) if words in title), None) for words in form.tasks]
    assert None not in places, titles
    assert places == sorted(places, key=lambda at: at or 0)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_everything_stands_on_the_lines_it_names(form: Form) -> None:
    lines = form.text.split("\n")
    found = propose(lines)
    named: list[tuple[str, Lines | None]] = [(each.title, each.lines) for each in found.themes]
    named += [(each.title, each.lines) for each in found.channels]
    named += [(each.title, each.lines) for each in found.tasks]
    for title, place in [*named, *found.officers, *found.bodies, *found.legal_basis]:
        assert place is not None
        assert 1 <= place[0] <= place[1] <= len(lines)
        assert _flat(title) in _flat(" ".join(lines[place[0] - 1 : place[1]]))


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("roman and dashes", "Truyền thông giảm nghèo về thông tin năm 2025"),
        ("headings with a colon", "Kế hoạch tuyên truyền giảm nghèo năm 2025"),
        ("a title that begins as what it goes by", "THỰC HIỆN TRUYỀN THÔNG GIẢM NGHÈO NĂM 2026 TRÊN ĐỊA BÀN XÃ AN LẠC"),
        ("attached to a decision", "TRUYỀN THÔNG GIẢM NGHÈO NĂM 2026"),
    ],
)
def test_a_title_has_no_word_for_what_it_is(form: str, title: str) -> None:
    assert propose(FORMS[form].text.split("\n")).title == title


def test_a_row_is_named_by_what_is_done_and_not_by_who_does_it() -> None:
    rows = [
        "1 | Tập huấn cán bộ thôn | 01 lớp | tháng 11 | Phòng Văn hóa – Xã hội",
        "2 | Phòng chống ma túy | 2 lượt | Công an xã",
    ]
    found = propose(["KẾ HOẠCH", "Truyền thông năm 2025", "I. NHIỆM VỤ", *rows])
    assert [(each.title, each.officer) for each in found.tasks] == [
        ("Tập huấn cán bộ thôn", "Phòng Văn hóa – Xã hội"),
        ("Phòng chống ma túy", "Công an xã"),
    ]


def test_lines_that_break_off_after_a_word_for_a_number_go_on() -> None:
    found = propose(FORMS["a title that begins as what it goes by"].text.split("\n"))
    assert found.dated is not None
    assert found.dated.isoformat() == "2026-02-03"
    assert found.legal_basis == (("Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ;", (8, 9)),)


def test_who_sees_to_it_and_who_helps() -> None:
    found = propose(FORMS["roman and dashes"].text.split("\n"))
    assert found.officers == (("Công chức văn hóa – xã hội", (18, 18)),)
    assert found.bodies == (("Mặt trận Tổ quốc xã", (19, 19)),)
    assert found.dated is not None
    assert found.dated.isoformat() == "2025-01-15"
    assert found.doubts == ()


def test_days_that_contradict_each_other_are_left_to_the_officer() -> None:
    text = FORMS["roman and dashes"].text
    later = propose(text.replace("15 tháng 01 năm 2025", "15 tháng 01 năm 2026").split("\n"))
    assert (later.dated, later.doubts) == (None, ("dates",))
    several = propose(text.replace("thông tin năm 2025", "thông tin năm 2025, năm 2026").split("\n"))
    assert (several.year, several.doubts) == (None, ("years",))


def test_what_is_no_plan_is_refused_with_a_reason() -> None:
    with pytest.raises(PlanTextEmptyError):
        propose(["", " 1 ", "--"])
    with pytest.raises(PlanHeadingsError):
        propose(["Kính mời bà con họp thôn.", "Xin cảm ơn."])
    with pytest.raises(PlanTextLongError):
        propose([f"{number}\tNguyễn Văn A\thộ nghèo" for number in range(5000)])


@pytest.mark.parametrize("rows", [501, 1500, 3990])
def test_a_list_of_households_within_a_plan_is_refused_with_its_line(rows: int) -> None:
    plan = ["KẾ HOẠCH", "Truyền thông giảm nghèo năm 2026", "I. NỘI DUNG", "- Chính sách vay vốn.", "II. NHIỆM VỤ"]
    with pytest.raises(PlanListError) as told:
        propose([*plan, *(f"{number}\tNguyễn Văn A\thộ nghèo" for number in range(1, rows + 1))])
    assert told.value.facts == {"line": 6, "found": rows, "most": 500}


def test_a_part_that_no_form_takes_is_refused_with_its_line() -> None:
    goals = ["Không để hộ nào thiếu tin." * 5] * 200
    with pytest.raises(PlanPartLongError) as told:
        propose(["KẾ HOẠCH", "Giảm nghèo về thông tin năm 2026", "I. MỤC TIÊU", *goals, "II. NHIỆM VỤ", "- Phát loa."])
    assert told.value.facts["line"] == 4


YEAR = "2025-01-01 2025-12-31"


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        (
            "Phát 48 lượt trên loa và đăng 12 tin, bài trên trang thông tin",
            ["48 times whole loudspeakers", "12 times whole web_page"],
        ),
        ("Mỗi tuần phát 2 lần, treo 10 băng-rôn.", ["2 times week None", "10 times whole banners"]),
        ("Treo 10 tấm băng zôn, 20 khẩu hiệu tại trụ sở.", ["10 times whole banners", "20 times whole banners"]),
        ("Tổ chức 02 lớp tập huấn cho 120 cán bộ, mỗi lớp 2 buổi.", ["2 times whole training"]),
        ("Thời lượng 60 phút/tháng trên đài truyền thanh.", ["60 minutes month loudspeakers"]),
        ("Phát trên loa truyền thanh mỗi tuần hai lượt.", ["2 times week loudspeakers"]),
        ("Mỗi quý một hội nghị; 4 buổi phát thanh.", ["1 times quarter meetings", "4 times whole loudspeakers"]),
        ("Hằng tháng, phát 4 lượt trên loa.", ["4 times month loudspeakers"]),
        ("Phát thanh 02-03 lượt/tuần.", ["2 times week loudspeakers"]),
        ("1 | Phát thanh quy trình | lượt | 48", ["48 times whole loudspeakers"]),
        ("2 | Treo pa-nô | 05 cái pa-nô", ["5 times whole banners"]),
        ("3 | Treo băng rôn tại trụ sở; cổng chợ | cái | 12", ["12 times whole banners"]),
        ("4 | Băng zôn, khẩu hiệu | 15 | chiếc | 350.000 | 5.250.000", ["15 times whole banners"]),
        ("4 | Treo băng-rôn | 05 cái | quý IV | Văn phòng", ["5 times whole banners"]),
        ("5 | Khẩu hiệu | băng | 08 | Quý II", ["8 times whole banners"]),
        ("6 | Áp phích dán ở nhà văn hóa | tờ | 40", ["40 times whole banners"]),
        ("7 | Biên tập, phát thanh | bài | 24", ["24 times whole loudspeakers"]),
        ("8 | Phát thanh trực tiếp | 12 | buổi", ["12 times whole loudspeakers"]),
        ("9 | Đăng trang thông tin điện tử | tin, bài | 60", ["60 times whole web_page"]),
        ("10 | Xây dựng 06 chuyên đề trên đài truyền thanh", ["6 times whole loudspeakers"]),
        ("11 | Hội nghị đối thoại | cuộc | 2", ["2 times whole meetings"]),
        *(
            (said, [])
            for said in (
                "Mỗi thôn 01 buổi họp.",
                "In 2.000 tờ rơi.",
                "1 | In tờ rơi, khẩu hiệu | tờ | 2.000",
                "2 | Mua loa | cái | 12",
                "3 | In tờ rơi | tờ | 500",
                "Thực hiện 03 chương trình mục tiêu quốc gia.",
                "500 lượt người nghe.",
                "Chuyên mục dài 15 phút.",
                "Phát lại một lần nữa.",
                "Sơ kết năm 2024, lớp sau sẽ báo.",
                "Giai đoạn 2021-2025 lớp cán bộ mới.",
                "Niêm yết trong 3 ngày, mỗi ngày 2 lượt.",
            )
        ),
    ],
)
def test_an_amount_is_what_stands_there(said: str, amounts: list[str]) -> None:
    assert [f"{each.amount} {each.unit} {each.per} {each.channel}" for each in amounts_in(said)] == amounts


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("từ 01/9 đến 14/12/2025", "2025-09-01 2025-12-14"),
        ("từ tháng 3 đến hết tháng 11", "2025-03-01 2025-11-30"),
        ("24 lượt, từ tháng 9 đến tháng 11.", "2025-09-01 2025-11-30"),
        ("trong tháng 2/2025", "2025-02-01 2025-02-28"),
        ("quý II", "2025-04-01 2025-06-30"),
        ("trong 6 tháng đầu năm", "2025-01-01 2025-06-30"),
        ("trước ngày 30/6/2025", "2025-01-01 2025-06-30"),
        ("tháng 5 và tháng 10", YEAR),
        ("từ 31/02 đến 14/12", YEAR),
        ("từ 14/12 đến 01/9", YEAR),
        ("thường xuyên", YEAR),
    ],
)
def test_the_days_of_a_target_are_those_it_names(said: str, days: str) -> None:
    assert " ".join(each.isoformat() for each in days_in(said, 2025)) == days


def test_a_task_is_proposed_for_each_amount_and_none_without_a_year() -> None:
    text = FORMS["roman and dashes"].text.replace("băng-rôn ở", "10 băng-rôn, 5 khẩu hiệu trong quý I ở")
    found = [each for each in propose(text.split("\n")).tasks if each.target is not None]
    assert [each.target and each.target.amount for each in found] == [2, 10, 5]
    assert len({each.lines for each in found}) == 2
    assert [each.target and each.target.last for each in found] == [date(2025, 12, 31), date(2025, 3, 31), date(2025, 3, 31)]
    unsaid = text.replace("thông tin năm 2025", "thông tin").split("\n")
    assert all(each.target is None for each in propose(unsaid).tasks)
    assert [each.target and each.target.first.year for each in propose(unsaid, 2027).tasks] == [2027] * 3


def test_a_target_falls_due_by_what_it_counts_by() -> None:
    def due(per: Per, first: date = date(2025, 1, 1), last: date = date(2025, 12, 31)) -> list[int]:
        target = Target(2, Unit.TIMES, first, last, per)
        return [target.due(date(2025, month, 1)) for month in range(1, 13)]

    assert due(Per.MONTH) == [2] * 12
    assert due(Per.QUARTER) == [0, 0, 2] * 4
    assert due(Per.WHOLE) == [0] * 11 + [2]
    assert (sum(due(Per.WEEK)), due(Per.WEEK)[:2]) == (104, [8, 8])
    assert sum(due(Per.DAY)) == 730
    spring = due(Per.QUARTER, date(2025, 2, 1), date(2025, 4, 30))
    assert spring == [0, 0, 2, 2, *[0] * 8]


@pytest.mark.parametrize(
    "said",
    [f"1{'.000' * 30} lớp", f"1{'.000' * 1500} lớp", "100.001 lượt phát thanh", f"1{' ' * 100_000}x", f"{' và ' * 20_000}1"],
    ids=["ten to the ninety", "longer than a number may be", "above what a plan takes", "blanks", "ands"],
)
def test_a_number_that_no_plan_takes_is_no_target(said: str) -> None:
    assert list(amounts_in(said)) == []
    assert days_in(said, 2026) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("line", "tasks"),
    [
        ("Từ tháng 01/2025 đến tháng 12/2025.", 0),
        ("Thời gian thực hiện: từ ngày 15/01/2025 đến hết năm 2025; cao điểm tháng 9, tháng 10 và quý IV.", 0),
        ("Từ tháng 3 đến tháng 5: rà soát hộ nghèo.", 1),
        ("Tháng 9: mở lớp tập huấn.", 1),
    ],
)
def test_a_time_alone_is_no_task(line: str, tasks: int) -> None:
    found = propose(["KẾ HOẠCH", "Giảm nghèo năm 2025", "I. NHIỆM VỤ", "- Phát loa.", "II. THỜI GIAN THỰC HIỆN", line])
    assert [each.title for each in found.tasks] == ["Phát loa.", *[line][:tasks]]
