"""What holds for any text whatever, bulletins and rubbish alike."""

import itertools
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading import Concern, ReadingError, Threshold, explain, read, to_spoken
from app.reading.numbers import spell
from tests.reading.accepted import load
from tests.reading.guarantees import left
from tests.reading.test_whole import TEXTS, body
from tests.support.files import files

BULLETINS = files("tests/data/bulletins", "*.txt")
WRITTEN = st.text(alphabet="0123456789.,/%-+<>=~()[]'\"ABCĐTPhkmgđấoạ²°½ \n\t\u00a0\u00ad\u0301", max_size=60)
FORMS = (
    *("gọi tổng đài", "1900 1234", "+84", "(0228) ", "T2", "-", "–", "/", "QĐ", "UBND", "ngày ", "tháng ", "quý ", "III", "XIX"),
    *("đ", "km/h", "kWh", "m2", "°C", "%", "x", "k", "tr", "h", "giờ ", "'", "TT", "Đ/c", "CT", "TP.", "số nhà ", "điểm ", "a)"),
    *("1.", "./.", "\n", "\t", "\n\n", " ", "@", ".vn", "https://", "www.", "QCVN ", "18A-", "STK ", "A", "H5N1", "24/24h"),
    *(">=", "±", "½", "hộ "),
)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(FORMS),
        st.integers(0, 10**12).map(str),
        st.integers(0, 40).map(str),
    ),
    max_size=14,
).map("".join)
OF_CASES = sorted(
    {
        piece
        for path in files("tests/reading/cases", "*.tsv")
        for case in load(path)
        for piece in re.findall(r"\S+|\s", case.written)
    }
)
GLUED = st.builds(
    lambda pieces, joint: joint.join(pieces), st.lists(st.sampled_from(OF_CASES), max_size=6), st.sampled_from(["", " "])
)
ANYTHING = st.one_of(PIECES, WRITTEN, st.text(max_size=40), st.text(alphabet=st.characters(), max_size=20))


@given(ANYTHING)
def test_no_figure_and_no_symbol_isleft(text: str) -> None:
    assert left(to_spoken(text)) == []


@given(GLUED)
def test_pieces_of_real_forms_keep_the_promises_however_glued(text: str) -> None:
    spoken = to_spoken(text)
    assert left(spoken) == []
    assert to_spoken(spoken) == spoken


@given(ANYTHING)
def test_tokens_tile_the_source(text: str) -> None:
    tokens = read(text).tokens
    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert all(before.end == after.start for before, after in itertools.pairwise(tokens))


@pytest.mark.parametrize("text", ["\u00ad", "\u200b\ufeff", "a\u00ad", "\u00ad1"])
def test_hidden_signs_alone_are_covered_too(text: str) -> None:
    tokens = read(text).tokens
    assert "".join(text[token.start : token.end] for token in tokens) == text


@given(ANYTHING)
def test_what_is_spoken_reads_as_itself(text: str) -> None:
    spoken = to_spoken(text)
    assert to_spoken(spoken) == spoken
    assert unicodedata.is_normalized("NFC", spoken)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "TQ",
            "XIXx",
            "gAT",
            "5gDO",
            "XIXkm/h",
            "28/2016/TT-BYTMa",
            "hIT, 3 t.",
            "TQ M nđá",
            "xViet Nam",
            "CA BỆNH20",
            "COVID20ml",
        ),
        *("Nhắn/CHÂU/", "abc.group.vn", "40°I'Ch", "ĐUK IN", "VIET NAM82", "TTrĐU140.", "AC.UP 2x", "LY.2M"),
    ],
)
def test_what_was_once_read_otherwise_a_second_time_reads_as_itself(text: str) -> None:
    spoken = to_spoken(text)
    assert left(spoken) == []
    assert to_spoken(spoken) == spoken


@given(ANYTHING)
def test_no_breath_is_too_long(text: str) -> None:
    for sentence in read(text).sentences:
        assert all(0 < len(phrase.text.split()) <= 25 for phrase in sentence.phrases)
        assert len(sentence.text) <= 400


@pytest.mark.parametrize("text", ["a" * 60_000, ("b" * 99 + " ") * 300, "9" * 9_999])
def test_what_never_pauses_is_cut_too(text: str) -> None:
    assert all(len(sentence.text) <= 400 for sentence in read(text).sentences)


def test_a_long_clause_is_cut_before_a_joining_word() -> None:
    text = "Cán bộ thôn giúp các hộ gia đình kê khai đầy đủ và đúng thông tin về thu nhập hằng tháng và báo kết quả cho xã"
    first, second = read(text).sentences[0].phrases
    assert (first.text[-5:], second.text[:2]) == ("tháng", "và")


@given(ANYTHING, ANYTHING)
def test_paragraphs_are_read_by_themselves(first: str, second: str) -> None:
    apart = [spoken for spoken in (to_spoken(first), to_spoken(second)) if spoken]
    assert to_spoken(f"{first}\n\n{second}") == "\n".join(apart)


@pytest.mark.parametrize("path", BULLETINS, ids=lambda path: path.stem[:2])
def test_bulletins_keep_the_promises(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spoken = to_spoken(text)
    assert left(spoken) == []
    assert to_spoken(spoken) == spoken
    assert to_spoken(unicodedata.normalize("NFD", text)) == spoken


@pytest.mark.parametrize(
    "text",
    ["Người dân chủ động chằng chống nhà cửa.", "Ủy ban xã hòa giải.", "Uỷ ban xã hoà giải.", "CÁC HỘ NGHÈO CẦN BIẾT."],
)
def test_spelled_text_stays_as_it_is(text: str) -> None:
    assert to_spoken(text) == text
    assert to_spoken(unicodedata.normalize("NFD", text)) == text


def test_text_of_word_is_read_through_its_signs() -> None:
    assert to_spoken("30\u00a0kWh/th\u00adáng") == "ba mươi ki lô oát giờ một tháng."


def test_a_slip_is_suggested_and_not_applied() -> None:
    reading = read("Đề nghị Mật trận Tổ quốc treo băng zôn.")
    assert [(remark.concern, remark.suggestion) for remark in reading.remarks] == [
        (Concern.SPELLING, "Mặt trận"),
        (Concern.SPELLING, "băng rôn"),
    ]
    assert "Mật trận" in reading.spoken


def test_what_can_be_read_in_more_ways_is_shown_with_the_reading_taken() -> None:
    text = "Nộp vào TK, xong 11/12."
    found = [(remark.concern, text[remark.start : remark.end], remark.message) for remark in read(text).remarks]
    assert [(concern, written) for concern, written, _ in found] == [(Concern.AMBIGUOUS, "TK"), (Concern.AMBIGUOUS, "11/12")]
    assert found[0][2].endswith("đang đọc là «tài khoản»")


@pytest.mark.parametrize(
    ("written", "shown", "certain"),
    [
        ("Trao quà (ảnh).", "(ảnh)", "Trao quà (ảnh hưởng bão)."),
        ("Thôn trồng 30 - 15 cây.", "-", "Thôn trồng 15 - 30 cây."),
        ("Trồng 3 cụm/hố.", "/", "Nhận 3 ông/bà."),
        ("Cây ở lô -4 chết.", "-", "Trời rét -4 độ."),
        ("Xã có 1,126 hộ.", "1,126", "Xã có 1.126 hộ."),
        ("Thu được 3.418 tỷ đồng.", "3.418", "Thu được 3,418 tỷ đồng."),
        ("Mang 8g ra nhà văn hóa.", "8g", "Uống 8g bột."),
        ("Nhà máy 4.2 mở cửa.", "4.2", "Mục 4.2 mở cửa."),
        ("Hội VH-TD mời dự.", "VH-TD", "Sở VHTT-DL mời dự."),
        ("Xã cử 3 CB đi.", "CB", "Mời dự họp CB."),
        ("Trời mưaTổ trưởng báo.", "mưaTổ", "Trời mưa. Tổ trưởng báo."),
        ("Nhà ông Tư, xóm Đông 14/3.", "14/3", "Họp tối 14/3."),
    ],
)
def test_a_choice_on_weak_evidence_is_shown_and_a_certain_one_is_not(written: str, shown: str, certain: str) -> None:
    listed = [
        [text[remark.start : remark.end] for remark in read(text).remarks if remark.concern is not Concern.SPELLING]
        for text in (written, certain)
    ]
    assert listed == [[shown], []]


def test_what_recurs_is_one_line_with_the_number_of_its_places() -> None:
    text = "Nộp vào TK. TK của xã. Gọi QZX, QZX gửi giấy."
    assert [remark.message.rpartition(" (")[2] for remark in read(text).remarks] == ["có 2 chỗ)", "có 2 chỗ)"]


def test_the_words_of_an_unknown_name_are_one_line() -> None:
    text = "Phun thuốc Tilt Super vào chiều mát."
    assert [text[remark.start : remark.end] for remark in read(text).remarks] == ["Tilt Super"]


def test_the_list_of_whole_texts_is_worth_reading() -> None:
    """At most eleven lines for a thousand words, spelling apart: real texts hold half as many short forms, and may have eight."""
    readings = [read(body(path), formal="skip") for path in TEXTS]
    words = sum(len(reading.source.split()) for reading in readings)
    lines = sum(remark.concern is not Concern.SPELLING for reading in readings for remark in reading.remarks)
    assert 1000 * lines / words <= 11


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("Họp ngày 31/02/2026.", "không có ngày 31 tháng 2"),
        ("Hạn 31/4/2026.", "không có ngày 31 tháng 4"),
        ("Họp ngày 29/2/2025.", "không có ngày 29 tháng 2"),
        ("Họp ngày 15/13/2025.", "không có ngày 15 tháng 13"),
        ("Tháng 13 thu quỹ.", "không có tháng 13"),
        ("Lúc 25h đóng cửa.", "không có 25 giờ"),
        ("Họp lúc 7h75.", "không có 7 giờ 75 phút"),
        ("Khai mạc lúc 25:30.", "không có 25 giờ 30 phút"),
    ],
)
def test_a_day_or_an_hour_that_there_is_not_is_said_as_written_and_put_on_the_list(written: str, note: str) -> None:
    assert [note in remark.message for remark in read(written).remarks] == [True]


@pytest.mark.parametrize("written", ["Giỗ ngày 30/2 âm lịch.", "Họp ngày 29/02/2024.", "Nhận lương tháng 13.", "Trong 48h tới."])
def test_a_day_of_the_moon_a_leap_day_and_a_time_that_lasts_are_no_slips(written: str) -> None:
    assert read(written).remarks == ()


def test_a_text_says_itself_what_its_short_forms_are() -> None:
    text = "Tổ tự quản bảo vệ đường (TQBV) họp. Tổ TQBV số 2 báo cáo. Mời TT dự. Trung tâm (TT) mở. TT mời theo TT 05/2024."
    reading = read(text)
    assert "Tổ tự quản bảo vệ đường số hai báo cáo" in reading.spoken
    assert "Trung tâm mời theo thông tư năm năm hai nghìn không trăm hai mươi tư" in reading.spoken
    assert [text[remark.start : remark.end] for remark in reading.remarks] == ["TT"]


def test_a_compound_that_a_text_defines_is_said_as_defined() -> None:
    text = "Phòng Văn hóa - Thể thao và Tuyên truyền (VH-TT&TT) họp. Phòng VH-TT&TT mời."
    reading = read(text)
    assert reading.spoken.endswith("Phòng Văn hóa Thể thao và Tuyên truyền mời.")
    assert reading.remarks == ()


def test_days_gone_by_and_amounts_no_longer_valid_are_shown() -> None:
    text = "Theo Quyết định 90/QĐ-TTg ngày 18/01/2022, họp ngày 10/10/2025, mức 1.500.000 đồng."
    thresholds = [Threshold("1.500.000", "chuẩn nghèo nông thôn", date(2026, 12, 31))]
    reading = read(text, today=date(2027, 1, 2), thresholds=thresholds)
    assert [(remark.concern, text[remark.start : remark.end]) for remark in reading.remarks] == [
        (Concern.PAST_DATE, "10/10/2025"),
        (Concern.THRESHOLD, "1.500.000"),
    ]
    assert read(text, today=date(2025, 10, 10), thresholds=thresholds).remarks == ()


def test_a_place_is_explained_by_its_rule() -> None:
    found = explain("Họp ngày 10/10/2025.", 10)
    assert found.token.rule == "date"
    assert found.pair is not None
    with pytest.raises(ReadingError):
        explain("Họp", 3)


def test_unknown_capitals_are_spelled_and_reported() -> None:
    reading = read("Công ty QZX gửi phiếu.")
    assert "quy dét ích" in reading.spoken
    assert [remark.concern for remark in reading.remarks] == [Concern.UNKNOWN_ABBREVIATION]


@pytest.mark.parametrize(
    ("written", "concern"),
    [
        ("Các hộ CN đăng ký.", Concern.AMBIGUOUS),
        ("Mời TN dự.", Concern.AMBIGUOUS),
        ("LĐUBND xã dự.", Concern.AMBIGUOUS),
        ("Ban ZXKGSĐT họp.", Concern.UNKNOWN_ABBREVIATION),
    ],
)
def test_what_is_not_sure_is_put_on_the_list(written: str, concern: Concern) -> None:
    assert [remark.concern for remark in read(written).remarks] == [concern]


@pytest.mark.parametrize("letters", ["GSĐTCCĐX", "TTCNQH", "BCTMTX", "UBNDTX", "CTĐU"])
def test_a_run_of_capitals_is_spelled_not_made_up(letters: str) -> None:
    assert to_spoken(letters).rstrip(".") == spell(letters)
