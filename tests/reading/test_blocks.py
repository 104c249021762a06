"""What a document's form demands is left out of a bulletin, in sight, however it is laid out; what it says is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading import Concern, Kind, read

BODY = "Thực hiện kế hoạch, xã tổ chức họp dân."
HEADS = [
    (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ ĐẠI AN\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 10/KH-UBND\tĐại An, ngày 05 tháng 3 năm 2024\n"
    ),
    (
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tư do – Hạnh phúc\n-------\nUBND XÃ ĐẠI AN\n"
        "Đại An, ngày     tháng 3 năm 2024\n"
    ),
    "UBND PHƯỜNG VỊ KHÊ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:      /TB-UBND          Độc lập - Tự do - Hạnh phúc\n",
    "ĐẢNG BỘ TỈNH NAM ĐỊNH\tĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ ĐẠI AN\tĐại An, ngày 12 tháng 8 năm 2025\n*\nSố 15-KH/ĐU\n",
    "ĐOÀN TNCS HỒ CHÍ MINH\nBCH ĐOÀN XÃ ĐẠI AN\n***\nSố: 07-KH/ĐTN\n",
    "ỦY BAN NHÂN DÂN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXã ĐẠI AN      Độc lập-Tự do-Hạnh phúc\nSố: 9/TB-UBND\n",
    (
        "ỦY\nBAN NHÂN DÂN |\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nĐộc lập - Tự do - Hạnh phúc\n|\n"
        "Số:\n9/QĐ-UBND\n|\nĐại An,\nngày 5 tháng 3 năm 2024\n|\n"
    ),
    (
        "ỦY BAN NHÂN DÂN XÃ ĐẠI AN ------- Số: 9/QĐ-UBND | CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ----- "
        "Đại An, ngày 5 tháng 3 năm 2024\n"
    ),
    "CÔNG AN TỈNH NINH BÌNH\nCÔNG AN XÃ LIÊN AN\nSố: 31/TB-CAX\nLiên An, ngày … tháng … năm 2025\n",
]
TITLES = ["THÔNG BÁO\nVề việc họp dân\n", "KẾ HOẠCH\n", ""]
ENDS = [
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nTrần Văn Nam\n",
    "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Lưu: VP.\tKT. CHỦ TỊCH\n\tPHÓ CHỦ TỊCH\n\n\tLê Thị Hoa\n",
    "T/M BAN LÃNH ĐẠO THÔN\nTrưởng thôn\nBùi Quang Vịnh\n",
    "CHỦ TỊCH\n\n\nNguyễn Văn An\n",
    "Đại An, ngày 5 tháng 3 năm 2025\nTRƯỞNG TRẠM\n(ký tên)\nBS. Phạm Thị Lan\n",
    "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLê Văn Hải\n(Nguồn: Cổng thông tin điện tử tỉnh)\n",
    "",
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("head", HEADS)
def test_only_what_the_form_demands_is_skipped(head: str, title: str, end: str) -> None:
    text = f"{head}\n{title}\nKính gửi:\n- Các thôn;\n- Các đoàn thể.\n\n{BODY}\n\n{end}"
    skipped = "".join(text[token.start : token.end] for token in read(text, formal="skip").tokens if token.kind is Kind.SKIPPED)
    spoken = read(text, formal="skip").spoken.split("\n")
    assert [line.rstrip(".") for line in spoken] == [*title.splitlines(), BODY.rstrip(".")]
    assert "Các đoàn thể" in skipped


@pytest.mark.parametrize(
    "text",
    [
        "UBND XÃ ĐẠI AN THÔNG BÁO\nBà con đến họp đúng giờ.",
        "Kính thưa bà con!\nChủ tịch UBND xã yêu cầu các thôn trực đê.\nXin cảm ơn.",
        "XÃ HẢI AN RA QUÂN LÀM SẠCH ĐƯỜNG LÀNG\nBà con tham gia.",
        "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ XÃ YÊU CẦU:\n1. Sơ tán dân.\n2. Trực 24/24 giờ.",
        "Xã cấp quà Tết.\nNơi nhận hồ sơ: bộ phận một cửa.\nHạn nộp: 30/12/2026.",
        "Kính gửi lời cảm ơn đến bà con đã ủng hộ 50 triệu đồng.\nXã sẽ công khai danh sách.",
        "Kính gửi bà con! Đê sắp vỡ ở cống Đáy.\nGọi 114.",
        "Kính gửi: lời chúc sức khỏe tới bà con.\nXã họp dân.",
        "Nguồn: nước sông bị ô nhiễm, bà con không dùng.",
        "Bà con chú ý.\nNguồn: nước giếng bị nhiễm mặn.\nKhông uống.",
        "Xã phát gạo.\nNơi nhận:\n- Nhà văn hóa thôn Đông, ngày 5/9;\n- Nhà văn hóa thôn Đoài.",
        "Số 1/2 diện tích lúa đã gặt xong.\nBà con gặt tiếp.",
        "Nước Cộng hòa xã hội chủ nghĩa Việt Nam ra đời năm 1945.\nBà con treo cờ.",
        "CHÀO MỪNG QUỐC KHÁNH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBà con treo cờ.",
        "Quyết tâm giữ vững độc lập - tự do\nBà con hưởng ứng.",
        "Ban chỉ đạo gồm:\nTrưởng ban\nNguyễn Văn An\nPhó trưởng ban\nTrần Văn Bình",
        "Danh sách trúng cử:\nChủ tịch\nNguyễn Văn An",
        "Sáng nay, ngày 5 tháng 3 năm 2025\nXã họp dân.",
        "TL. CHỦ TỊCH ký thông báo.\nBà con thực hiện.",
        "Tin: bão số 3 đổi hướng.",
        "Trưởng thôn\nMời bà con họp.",
        "Theo: kế hoạch đã duyệt, các thôn họp dân.\nHọp xong báo xã.\nXã tổng hợp.\nGửi huyện.\nHết.",
    ],
)
def test_a_plain_text_loses_nothing(text: str) -> None:
    assert read(text, formal="skip").spoken == read(text).spoken


def test_what_follows_the_signature_is_read_again() -> None:
    text = f"{BODY}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Nam\n\nPHỤ LỤC\nLịch họp các thôn"
    assert "Lịch họp các thôn" in read(text, formal="skip").spoken
    assert "Trần Văn Nam" not in read(text, formal="skip").spoken


def test_a_telephone_behind_a_whole_signature_is_read() -> None:
    text = f"{BODY}\n\nTRƯỞNG THÔN\n(Đã ký)\nNguyễn Văn An\nĐiện thoại: 113"
    assert read(text, formal="skip").spoken == f"{BODY}\nĐiện thoại: một một ba."


@pytest.mark.parametrize("above", ["KẾ HOẠCH\nPhòng dịch năm nay\n", "Thông báo\n"])
def test_a_letterhead_below_the_heading_of_a_page_is_known(above: str) -> None:
    head = (
        "UỶ BAN NHÂN DÂN\n|\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nXÃ ĐẠI AN\n|\nĐộc lập - Tự do - Hạnh phúc\n|\n"
        "Số: /KH-UBND\n|\nĐại An, ngày 12 tháng 5 năm 2023\n|\n"
    )
    spoken = read(f"{above}{head}{BODY}", formal="skip").spoken
    assert spoken.split("\n") == [*(f"{line}." for line in above.splitlines()), BODY]


def test_the_subject_beside_the_date_is_read() -> None:
    text = "UBND XÃ ĐẠI AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nV/v họp dân\tĐại An, ngày 5 tháng 3 năm 2025\n\nBà con đến họp."
    assert read(text, formal="skip").spoken == "về việc họp dân.\nBà con đến họp."


LETTER = (
    "UBND XÃ ĐẠI AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 10/TB-UBND\tĐộc lập - Tự do - Hạnh phúc\n\n"
    f"THÔNG BÁO\n{BODY}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Nam\n"
)


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        ("\nKẾ HOẠCH\nThu gom rác ngày 5/9.\n", "KẾ HOẠCH.\nThu gom rác ngày năm tháng chín."),
        (f"\n{LETTER}", f"THÔNG BÁO.\n{BODY}"),
        ("\nLỊCH CẮT ĐIỆN\nThôn Đông\tThứ hai\n", "LỊCH CẮT ĐIỆN.\nThôn Đông, Thứ hai."),
        ("\nPHƯƠNG ÁN\n1. Trực đê.\n\nTRƯỞNG THÔN\nLê Văn Hải\n", "PHƯƠNG ÁN.\nmột, Trực đê."),
        ("Bà con liên hệ trưởng thôn.", "Bà con liên hệ trưởng thôn."),
    ],
)
def test_what_is_attached_behind_a_signature_is_content(behind: str, said: str) -> None:
    assert read(LETTER + behind, formal="skip").spoken == f"THÔNG BÁO.\n{BODY}\n{said}"


@pytest.mark.parametrize(
    "head",
    [
        "ỦY BAN NHÂN DÂN\nXÃ ĐẠI AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập - Tự do -\nHạnh phúc\nSố: 10/KH-UBND",
        "UBND XÃ ĐẠI AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 10/KH-UBND Đại An, ngày 05 tháng 3 năm 2024",
        "BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH\nGIẢM NGHÈO XÃ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 2/BCĐ\tĐộc lập - Tự do - Hạnh phúc",
        "HỘI NÔNG DÂN XÃ ĐẠI AN\nSố: 12-TB/HND\nĐại An, ngày 05/3/2024",
        "ĐẢNG BỘ TỈNH NAM ĐỊNH ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ ĐẠI AN\n*\nSố 15-KH/ĐU",
        "Kế hoạch số: 10/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆTNAM\nÐộc lập - Tự do - Hạnh phúc\nĐại An, ngày 05/3/2024",
        "UBND XÃ ĐẠI AN\nThông báo số 10/TB-UBND\nĐại An, ngày 05/3/2024",
        (
            "ỦY BAN NHÂN DÂN\nXÃ ……………\nSố:\n\n/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "..........., ngày … tháng … năm …"
        ),
        (
            "ỦY BAN NHÂN DÂN\nXÃ ĐẠI AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "Đại An, ngày\n/KH-UBND\ntháng\nnăm 202"
        ),
    ],
)
def test_a_wrapped_letterhead_is_known(head: str) -> None:
    assert read(f"{head}\n\nTHÔNG BÁO\n{BODY}", formal="skip").spoken == f"THÔNG BÁO.\n{BODY}"


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Kính gửi: Bà con thôn Đông\nThôn họp lúc 7 giờ.", "Kính gửi: Bà con thôn Đông"),
        ("Xã phát gạo.\nNơi nhận:\n- Nhà văn hóa thôn Đông.", "Nơi nhận:"),
        ("Bà con chú ý.\nTM. ỦY BAN NHÂN DÂN\nXã họp dân ở đình.", "TM. ỦY BAN NHÂN DÂN"),
        ("Nguồn: nước sông bị ô nhiễm.", "Nguồn: nước sông bị ô nhiễm."),
        ("Bà con chú ý.\nSố: 12/TB-UBND\nXã họp dân.", "Số: 12/TB-UBND"),
    ],
)
def test_what_only_looks_formal_is_read_and_listed(text: str, doubtful: str) -> None:
    reading = read(text, formal="skip")
    assert reading.spoken == read(text).spoken
    assert [text[remark.start : remark.end] for remark in reading.remarks] == [doubtful]
    assert "vẫn đọc" in reading.remarks[0].message


def test_each_line_left_out_is_shown() -> None:
    reading = read(LETTER, formal="skip")
    assert [(each.what, each.text) for each in reading.left_out[-5:]] == [
        ("recipients", "- Như trên;"),
        ("recipients", "- Lưu: VT."),
        ("signature", "TM. ỦY BAN NHÂN DÂN"),
        ("signature", "CHỦ TỊCH"),
        ("signature", "Trần Văn Nam"),
    ]
    assert all(LETTER[each.start : each.end].strip() == each.text for each in reading.left_out)
    assert read(LETTER).left_out == ()


def test_the_officer_is_asked_about_a_figure_and_about_much_that_is_left_out() -> None:
    long = LETTER.replace(BODY, f"{BODY} " * 20)
    assert read(long, formal="skip").remarks == ()
    phone = long.replace("- Lưu: VT.", "- Ông Nam (0912 345 678);\n- Lưu: VT.")
    [asked] = read(phone, formal="skip").remarks
    assert (asked.concern, "0912" in phone[asked.start : asked.end]) == (Concern.SKIPPED, True)
    assert [remark.concern for remark in read(LETTER, formal="skip").remarks] == [Concern.SKIPPED]


LINES = st.sampled_from(
    [
        *LETTER.splitlines(),
        *"\n".join(HEADS + ENDS).splitlines(),
        "",
        "Kính gửi:",
        "- Các thôn;",
        "Nơi nhận hồ sơ: xã.",
        "(12)",
        "|",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_a_line_is_said_or_shown_as_left_out(text: str) -> None:
    reading = read(text, formal="skip")
    assert "".join(text[token.start : token.end] for token in reading.tokens) == text
    assert all(text[each.start : each.end].strip() == each.text for each in reading.left_out)
    gone = {at for each in reading.left_out for at in range(each.start, each.end)}
    said = {at for token in reading.tokens if token.spoken for at in range(token.start, token.end)}
    start = 0
    for line in text.splitlines(keepends=True):
        places = range(start, start + len(line))
        assert gone.issuperset(places) or said.intersection(places) or not any(map(str.isalpha, line)) or "\t" in line
        start += len(line)


CONTENT = [
    "Nơi nhận hồ sơ: bộ phận một cửa, hạn 30/12/2026.",
    "Kính gửi lời cảm ơn đến bà con đã góp 50 triệu đồng.",
    "Kính gửi bà con! Đê sắp vỡ ở cống Đáy.",
    "Nguồn: nước giếng nhiễm mặn, không uống.",
    "Số điện thoại trực: 0912 345 678.",
    "Trưởng thôn Đông báo nước lên 2 m.",
    "Lưu ý: khóa ga trước 17 giờ.",
    "Độc lập suy nghĩ, tự do bàn bạc.",
]
SHAPES = st.sampled_from([*LETTER.splitlines(), *"\n".join(HEADS + ENDS).splitlines(), "", "|", "Hôm nay:", "65", *CONTENT])


@given(st.lists(SHAPES, max_size=24).map("\n".join))
def test_content_that_begins_like_a_formality_is_never_left_out(text: str) -> None:
    reading = read(text, formal="skip")
    assert not {each.text for each in reading.left_out}.intersection(CONTENT)
    assert read(text).left_out == ()


def test_a_letterhead_below_the_counters_of_a_page_is_known_by_all_of_its_shape() -> None:
    counters = "Truy cập\nHôm nay:\n65\nHôm qua:\n228\nTất cả:\n5709\nKẾ HOẠCH họp dân\n"
    whole = f"{counters}{HEADS[0]}\nKẾ HOẠCH\n{BODY}"
    assert [each.what for each in read(whole, formal="skip").left_out] == [*["page"] * 7, *["letterhead"] * 3]
    paired = (
        f"{counters}UBND XÃ ĐẠI AN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔN ĐOÀI      Độc lập - Tự do - hạnh phúc\n{BODY}"
    )
    assert [each.what for each in read(paired, formal="skip").left_out] == [*["page"] * 7, *["letterhead"] * 2]
    half = f"{counters}ỦY BAN NHÂN DÂN XÃ ĐẠI AN\nĐại An, ngày 5 tháng 3 năm 2024\n{BODY}"
    assert [each.what for each in read(half, formal="skip").left_out] == ["page"] * 7


@pytest.mark.parametrize(
    ("number", "title", "said"),
    [
        (" Số: 10/TB-UBND Đại An, ngày 5 tháng 3 năm 2024", "THÔNG BÁO Về việc họp dân", "THÔNG BÁO.\nVề việc họp dân"),
        (
            "",
            "KẾ HOẠCH LÀM ĐƯỜNG NĂM 2024 Căn cứ nghị quyết",
            "KẾ HOẠCH LÀM ĐƯỜNG NĂM hai nghìn không trăm hai mươi tư.\nCăn cứ nghị quyết",
        ),
        (" Số: 10/KH-UBND Đại An, ngày 05/3/2024", "KẾ HOẠCH Phòng, chống rét", "KẾ HOẠCH.\nPhòng, chống rét"),
    ],
)
def test_a_letterhead_in_one_line_with_its_text_is_known(number: str, title: str, said: str) -> None:
    nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM XÃ ĐẠI AN Độc lập - Tự do - Hạnh phúc"
    text = f"ỦY BAN NHÂN DÂN {nation}{number} {title}, xã họp dân."
    assert read(text, formal="skip").spoken == f"{said}, xã họp dân."
    assert read(text).left_out == ()


def test_the_motto_above_a_form_inside_a_text_is_left_out_wherever_it_stands() -> None:
    form = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐƠN ĐĂNG KÝ\nTôi đăng ký học nghề."
    reading = read(f"{(BODY + chr(10)) * 40}Mẫu đơn:\n{form}", formal="skip")
    assert reading.spoken.endswith("Mẫu đơn.\nĐƠN ĐĂNG KÝ.\nTôi đăng ký học nghề.")
    alone = read(f"{(BODY + chr(10)) * 40}Độc lập - Tự do - Hạnh phúc\n{BODY}", formal="skip")
    assert alone.left_out == ()


def test_a_number_with_its_kind_is_content_where_no_letterhead_is() -> None:
    text = f"Kế hoạch số: 10/KH-UBND\n{BODY}"
    assert read(text, formal="skip").left_out == ()


def test_recipients_that_an_extract_cut_off_are_left_out_behind_a_letter() -> None:
    text = LETTER.partition("Nơi nhận")[0] + "Nơi nhận:"
    assert read(text, formal="skip").spoken == f"THÔNG BÁO.\n{BODY}"
    assert "Nơi nhận" in read(f"{BODY}\nNơi nhận:", formal="skip").spoken


def test_an_extract_without_recipients_and_name_ends_at_once() -> None:
    text = LETTER.partition("Nơi nhận")[0] + "Nơi nhận:\nTM.\nỦY BAN NHÂN DÂN\nQUY ĐỊNH\nThu gom rác."
    assert read(text, formal="skip").spoken == f"THÔNG BÁO.\n{BODY}\nQUY ĐỊNH.\nThu gom rác."


@pytest.mark.parametrize("title", ["CẢNH GIÁC LỪA ĐẢO QUA MẠNG", "NGHỊ ĐỊNH", "SƠ TÁN DÂN VÙNG TRŨNG"])
def test_a_title_right_below_the_motto_is_no_name_of_a_body(title: str) -> None:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    assert read(f"{motto}{title}\n{BODY}", formal="skip").spoken == f"{title}.\n{BODY}"


def test_a_heading_above_a_letterhead_is_read() -> None:
    heading = "XÃ ĐẠI AN RA QUÂN LÀM SẠCH ĐƯỜNG LÀNG"
    assert read(f"{heading}\n{HEADS[0]}\n{BODY}", formal="skip").spoken == f"{heading}.\n{BODY}"


def test_a_bare_number_inside_a_sentence_is_that_of_a_page_and_one_between_sentences_is_read_and_listed() -> None:
    line = "Các thôn họp bàn về việc làm đường bê tông và kênh mương của xã nhà trong năm nay"
    cut = read(f"{line}\n\n2\n\nvà thống nhất mức đóng góp của từng hộ.", formal="skip")
    assert cut.spoken == f"{line} và thống nhất mức đóng góp của từng hộ."
    alone = read(f"{line}.\n\n2\n\nMức đóng góp của từng hộ như sau.", formal="skip")
    assert "hai" in alone.spoken
    assert [remark.concern for remark in alone.remarks] == [Concern.AMBIGUOUS]


def test_addressees_that_begin_a_text_are_left_out_only_as_a_whole_list() -> None:
    whole = "Kính gửi:\n- Các thôn, xóm;\n- Các trường học.\n\n"
    assert read(whole + BODY, formal="skip").spoken == BODY
    assert "thôn, xóm" in read(whole + BODY).spoken
    half = read("Kính gửi:\n- Bà con thôn Đông\nĐê sắp vỡ, bà con sơ tán ngay.", formal="skip")
    assert "Bà con thôn Đông" in half.spoken
    assert half.remarks


def test_what_stands_in_the_caption_of_a_picture_is_heard_where_nothing_may_be_left_out() -> None:
    text = "Nước lên nhanh (Ảnh: đê xã Liên An vỡ lúc 5h, bà con chạy ngay)."
    assert read(text, formal="read").spoken == "Nước lên nhanh, Ảnh: đê xã Liên An vỡ lúc năm giờ, bà con chạy ngay."
    assert read(text, formal="skip").spoken == "Nước lên nhanh."


def test_the_caption_of_a_picture_is_left_out_of_a_bulletin() -> None:
    caption = "(Ảnh: Đoàn viên trao quà cho các cụ cao tuổi, sáng mùng 3 Tết, tại đình làng)"
    assert read(f"Xã trao quà {caption}. Bà con vui.", formal="skip").spoken == "Xã trao quà.\nBà con vui."
