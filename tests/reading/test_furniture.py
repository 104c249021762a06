"""What a page of the web adds around a text is left out in sight; the same words in a text are read."""

import pytest

from app.reading import read

BODY = "Thôn Đông mất điện từ bảy giờ."


@pytest.mark.parametrize(
    "line",
    [
        "Ngày đăng: 05/03/2026 14:22 | Lượt xem: 123",
        "05/03/2026 08:56 Số lượt xem: 57",
        "Posted on Thứ hai, 05/03/2026",
        "Lê An - 05/03/2026, 18:29 GMT+07 | Tin xã",
        "2026-03-05T11:07:49+07:00",
        "Trang chủ > Tin tức > Tin xã",
        "Gốc » Văn bản »",
        "Cỡ chữ: A- A A+",
        "In trang",
        "Bạn còn 500/500 ký tự",
        "https://xahaian.example.vn/anh/duong-lang.jpg",
        "1.234 lượt xem",
        "05-03-2026 16:10:05",
        "Liên hệ | Sơ đồ trang | Đăng nhập",
        "Tải bản đầy đủ (.pdf) (8 trang)",
        "Mặc định Cỡ chữ",
        "A- A A+ | Tăng tương phản",
        "Responsive image",
        "duong-lang_01.JPG",
        "Viết bình luận của bạn",
        "Lê Thị Hoa - 08:15",
        "Bởi Lê Thị Hoa, 05/03/2026",
        "05/03/2026 08:15 | Lê Thị Hoa",
        "Tác giả: Lê Thị Hoa",
        "12 bình luận",
        "Đóng",
        "Xem chi tiết tại đây.",
        "Ke-hoach-tiem_signed(10.05).pdf",
        "Chia sẻ: Lê Hoa | Ngày: | Loại File: DOC | Số trang:63",
        "Tổng lượt xem bài viết là: 35",
        "Số lượt đọc: 1.101 Về trang trước Về đầu trang",
        "Ngày cập nhật : 05/03/2026",
        "Bạn đánh giá:",
        "Powered by Example",
        "Ý kiến bạn đọc (0)",
        "Tìm kiếm tin tức",
        "Tin tức > Tin nông nghiệp > Trồng trọt",
        "Để lại nhận xét",
        "Đã đăng vào 5 Th3, 2026",
        "Đang truy cập: 12",
        "Người đăng: Hoa .Ngày đăng: 05/03/2026 .Lượt xem: 31 lượt",
        "Email của bạn sẽ không được hiển thị công khai.",
        "image advertisement",
        "anh tin baiimage advertisementimage advertisement",
        f"anh tin bai{'image advertisement' * 9}",
        "• Đang online: 12",
        "5/3/2026 by admin",
        "Lê Hoa (tổng hợp)",
        "Page 12 - Lich su xa",
        "(0) Bình luận",
        "Quay lên trên",
        "Xã Hải An họp dân - Ảnh 1.",
        "Bài trướcXã Hải An họp dân",
    ],
)
def test_what_nobody_says_is_left_out_by_itself(line: str) -> None:
    reading = read(f"Lịch cắt điện\n{line}\n{BODY}", formal="skip")
    assert reading.spoken == f"Lịch cắt điện.\n{BODY}"
    assert [(each.what, each.text) for each in reading.left_out] == [("page", line)]
    assert read(f"Lịch cắt điện\n{line}\n{BODY}").left_out == ()


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ",
        "Trả lời",
        "100%",
        "Quay lại",
        "Sở, Ban, Ngành",
        "Ảnh VH-TT",
        "Mã xác nhận",
        "Tập tin đính kèm",
        "Tệp đính kèm",
        "Thứ hai - 28/07/2025 11:15",
        "05/06/2024",
    ],
)
def test_what_may_be_content_goes_only_from_a_page_that_has_shown_itself(line: str) -> None:
    page = read(f"Lịch cắt điện\nLượt xem: 7\n{line}\n{BODY}", formal="skip")
    assert [each.text for each in page.left_out] == ["Lượt xem: 7", line]
    assert read(f"Lịch cắt điện\n{line}\n{BODY}", formal="skip").left_out == ()


@pytest.mark.parametrize(
    "line",
    [
        "Ngày đăng ký: 05/3/2026",
        "Mã xác nhận không đưa cho ai.",
        "Thứ hai, 05/3/2026, 14:00: họp chi bộ",
        "Lượt xem: 20 hộ đầu tiên",
        "Chia sẻ kinh nghiệm nuôi lợn",
        "Xem thêm tại nhà văn hóa",
        "Liên hệ",
        "Tìm kiếm cháu bé đi lạc ở thôn Đông",
    ],
)
def test_what_only_begins_like_furniture_is_read_on_a_page_too(line: str) -> None:
    reading = read(f"Lịch cắt điện\nLượt xem: 7\n{line}\n{BODY}", formal="skip")
    assert [each.text for each in reading.left_out] == ["Lượt xem: 7"]


def test_an_officer_is_asked_about_a_day_and_about_other_news_and_not_about_a_counter() -> None:
    text = f"Lịch cắt điện\nLượt xem: 7\n{f'{BODY} ' * 9}\nTin liên quan\nHọp dân (04/03/2026)\nTiêm phòng dại\nBình luận"
    reading = read(text, formal="skip")
    assert [each.text for each in reading.left_out][1:] == [
        "Tin liên quan",
        "Họp dân (04/03/2026)",
        "Tiêm phòng dại",
        "Bình luận",
    ]
    [asked] = reading.remarks
    assert text[asked.start : asked.end].strip() == "Tin liên quan"
    assert "trang mạng" in asked.message
    [dated] = read(f"Lịch cắt điện\nNgày đăng: 05/3/2026\n{BODY}", formal="skip").remarks[:1]
    assert "05/3/2026" in dated.message


@pytest.mark.parametrize(
    "news",
    [
        "Tin khác\nLịch tiêm chủng\nHọp thôn Đông ngày 05/03/2026",
        "Tin liên quan\nBão số 3 vào bờ\nBà con sơ tán",
        "Tin liên quan\nBão số 3 vào bờ. Bà con sơ tán.",
    ],
)
def test_other_news_of_a_bulletin_is_read(news: str) -> None:
    assert read(f"{BODY}\n{news}", formal="skip").left_out == ()


def test_a_heading_that_a_page_gives_twice_is_heard_once() -> None:
    heading = "Thông báo lịch thu gom rác của xã"
    assert read(f"{heading}\nTHÔNG BÁO\n{heading}\n{BODY}", formal="skip").spoken == f"THÔNG BÁO.\n{heading}.\n{BODY}"
    assert read("Bà con không đốt rơm rạ ngoài đồng!\n" * 2, formal="skip").left_out == ()
    foot = read(f"{heading}\n{BODY} {BODY} {BODY}\n{heading}", formal="skip")
    assert foot.spoken.startswith(f"{heading}.\n")
    assert [each.text for each in foot.left_out] == [heading]


@pytest.mark.parametrize("hours", ["07:30:00 ngày 21/10/2025\n12:00:00 ngày 21/10/2025", "21/10/2025 07:30\n21/10/2025 12:00"])
def test_the_hours_of_a_schedule_are_read_on_a_page_too(hours: str) -> None:
    reading = read(f"Lịch cắt điện\nLượt xem: 7\n{hours}\n{BODY}", formal="skip")
    assert [each.text for each in reading.left_out] == ["Lượt xem: 7"]
    assert read(f"Lịch cắt điện\n07:30:00 ngày 21/10/2025\n{BODY}", formal="skip").left_out == ()


def test_a_day_with_its_hour_below_a_heading_is_read_and_listed() -> None:
    reading = read(f"Lịch cắt điện\nThứ năm - 13/01/2026 10:30\n{BODY}", formal="skip")
    assert "mười giờ ba mươi phút" in reading.spoken
    assert ["vẫn đọc" in remark.message for remark in reading.remarks] == [True]


def test_a_name_behind_the_last_sentence_of_a_report_is_its_author() -> None:
    sentence = "Các thôn đã họp bàn và thống nhất làm đường bê tông trong năm nay."
    assert read(f"{sentence}\nLê Thị Hoa", formal="skip").spoken == sentence
    assert read(f"{sentence}\nXin mời các ông bà có tên sau:\nLê Thị Hoa", formal="skip").left_out == ()


def test_a_head_that_runs_over_pages_is_left_out_with_their_numbers_and_no_sentence_ends_there() -> None:
    head = "UBND xã Hải An – Kế hoạch phòng dịch"
    filled = f"{BODY} " * 14
    text = (
        f"{head}\n{filled}\nBà con đến khám tại trạm y tế xã từ 7 giờ\n{head}\n2\nđến 11 giờ.\n{filled}\n"
        f"Các thôn trực cả tuần và\n\n{head}\n3\n\ncuối tháng sau."
    )
    reading = read(text, formal="skip")
    assert [each.text for each in reading.left_out] == [head, "2", head, "3"]
    assert "từ bảy giờ đến mười một giờ" in reading.spoken
    assert reading.spoken.endswith("Các thôn trực cả tuần và cuối tháng sau.")
    assert reading.spoken.startswith("ủy ban nhân dân xã Hải An")


def test_names_that_recur_beside_counts_are_no_head_of_a_page() -> None:
    assert read("Thôn Đông Hải xa\n12\nThôn Đoài Hải xa\n9\nThôn Đông Hải xa\n13\n" * 9, formal="skip").left_out == ()


@pytest.mark.parametrize(
    "box",
    [
        "Họ và tên *\nEmail\nNội dung\nMã xác nhận\nGửi",
        "Ý kiến bạn đọc\nTên của bạn\nNội dung",
        "2 bình luận\nSắp xếp theo\nMới nhất",
    ],
)
def test_a_box_for_comments_at_the_end_is_no_form_of_an_office(box: str) -> None:
    assert read(f"{BODY}\n{box}", formal="skip").spoken == BODY
    assert read(f"{BODY}\n{box}\nThôn họp lúc bảy giờ.", formal="skip").spoken != BODY
    assert read(f"{BODY} Phiếu ghi rõ:\nHọ và tên\nĐịa chỉ\nĐiện thoại", formal="skip").left_out == ()


def test_a_name_beside_a_day_and_an_hour_below_a_heading_is_who_posted_it() -> None:
    for posted in ("Lê Thị Hoa\n05/03/2026 08:15", "05/03/2026 08:15\nLê Thị Hoa"):
        reading = read(f"Lịch cắt điện\n{posted}\n{BODY}", formal="skip")
        assert reading.spoken == f"Lịch cắt điện.\n{BODY}"
        assert len(reading.remarks) == 2


@pytest.mark.parametrize(
    "credit",
    [
        "Lê Thị Hoa - Trần Nam",
        "Lê Thị Hoa (Đài truyền thanh xã)",
        "Lê Thị Hoa (tổng hợp)",
        "Tin: Lê Thị Hoa - Ảnh: Trần Nam",
        "Thực hiện: Lê Thị Hoa",
        "Theo Báo Hải Đông",
        "Ban biên tập",
    ],
)
def test_who_made_a_report_is_its_last_line(credit: str) -> None:
    sentence = "Các thôn đã họp bàn và thống nhất làm đường bê tông trong năm nay."
    assert read(f"{sentence}\n{credit}", formal="skip").spoken == sentence
    assert read(f"{credit}\n{sentence}", formal="skip").left_out == ()


def test_a_line_that_says_something_is_no_credit() -> None:
    for line in ("Lê Thị Hoa (5 triệu đồng)", "Theo Ban Chỉ huy, mực nước còn lên", "Ảnh hưởng: mất điện"):
        assert read(f"{BODY} {BODY} {BODY}\n{line}", formal="skip").left_out == ()


@pytest.mark.parametrize("end", ["Tin tức khác", "CÁC TIN TỨC KHÁC\n4", "Các tin khác"])
def test_a_heading_of_other_news_with_nothing_below_says_nothing(end: str) -> None:
    assert read(f"{BODY}\n{end}", formal="skip").spoken == BODY


@pytest.mark.parametrize(
    "name",
    ["Chi Mai", "P.K", "HTX", "LTH", "(N.V.A)", "H.Anh", "Th.Lan", "Chi Mai - BBT", "Chi Mai/TTX", "N.H - VHTT", "M.A (th)"],
)
def test_initials_and_a_rare_name_below_the_last_sentence_are_who_wrote_it_and_the_officer_is_asked(name: str) -> None:
    sentence = "Các thôn đã họp bàn và thống nhất làm đường bê tông trong năm nay."
    reading = read(f"{sentence}\n{name}", formal="skip")
    assert reading.spoken == sentence
    assert ["tên người viết" in remark.message for remark in reading.remarks] == [True]
    assert name in read(f"{sentence}\n{name}\n{BODY}", formal="skip").source
    assert read(f"{sentence}\n{name}\n{BODY}", formal="skip").left_out == ()
    assert read(f"{sentence}\n{name}").left_out == ()


@pytest.mark.parametrize("end", ["Mời bà con.", "Thôn Đông", "Đài TT xã", "HẾT", "Hội Nông Dân", "Xin Cảm Ơn"])
def test_what_ends_a_text_and_is_no_name_is_read(end: str) -> None:
    sentence = "Các thôn đã họp bàn và thống nhất làm đường bê tông trong năm nay."
    assert read(f"{sentence}\n{end}", formal="skip").left_out == ()
    assert read(f"Bà con mang theo:\n{end}", formal="skip").left_out == ()


def test_a_name_in_capitals_below_the_last_sentence_is_read_and_listed() -> None:
    sentence = "Các thôn đã họp bàn và thống nhất làm đường bê tông trong năm nay."
    reading = read(f"{sentence}\nQUANG VŨ", formal="skip")
    assert reading.left_out == ()
    assert ["vẫn đọc" in remark.message for remark in reading.remarks] == [True]


@pytest.mark.parametrize("name", ["./. T.H", "./. Chi Mai", " (N.H)", ". N.V.A", "/. LTH"])
def test_who_wrote_it_behind_the_last_sentence_in_its_line_is_left_out(name: str) -> None:
    sentence = "Các thôn đã họp bàn và thống nhất làm đường bê tông trong năm nay"
    stop = "" if name[0] in "./" else "."
    assert read(f"{sentence}{stop}{name}", formal="skip").spoken == f"{sentence}."
    assert read(f"{sentence}, báo cáo UBND.", formal="skip").left_out == ()


def test_the_labels_of_a_script_are_not_said_and_those_of_a_list_are() -> None:
    script = (
        "MN: Kính thưa bà con! Sau đây là tin của xã.\nNhạc cắt\nTV: Tuần qua, thôn Đông đã tiêm phòng cho trâu bò.\n"
        "MN: Bà con chú ý che chuồng trại cho kín."
    )
    reading = read(script, formal="skip")
    assert [each.text for each in reading.left_out] == ["MN:", "Nhạc cắt", "TV:", "MN:"]
    assert reading.spoken.startswith("Kính thưa bà con!\nSau đây")
    assert ["PTV1:" in remark.message for remark in reading.remarks] == [True]
    for plain in (
        "UBND: Mời bà con đến họp đông đủ.\nMTTQ: Vận động bà con ủng hộ quỹ.",
        "CA: Mời bà con đến làm thẻ căn cước.\nYT: Mời bà con đưa trẻ đi tiêm.",
        "Nam: 120 người, chào đón tháng tới.\nNữ: 130 người, chào đón tháng tới.",
        "ĐC: Thôn Đông, xã Hải An mời bà con.\nSĐT: Gọi bà con trước.\nĐC: Thôn Đoài, xã Hải An mời.",
    ):
        assert read(plain, formal="skip").left_out == ()
    assert read(script).left_out == ()


def test_counts_of_visits_are_told_from_counts_of_the_sick() -> None:
    visits = ["Đang truy cập: 3", "Hôm nay: 12", "Tất cả: 1.234"]
    assert [each.text for each in read("\n".join([BODY, *visits]), formal="skip").left_out] == visits
    sick = read(f"Số ca mắc\nHôm nay: 5\nHôm qua: 12\nIn trang\n{BODY}", formal="skip")
    assert [each.text for each in sick.left_out] == ["In trang"]


def test_the_day_a_page_was_looked_at_and_the_earlier_one_it_was_made_are_left_out_and_asked_about() -> None:
    days = ("Thứ Năm, 05/03/2026", "Thứ Hai, 02/03/2026")
    page = read(f"{days[0]}\n\nXã phun thuốc diệt muỗi\n\n{days[1]}\n\n{f'{BODY} ' * 9}", formal="skip")
    assert tuple(each.text for each in page.left_out) == days
    assert len(page.remarks) == 2
    schedule = f"{days[1]}\nHọp giao ban\n{days[0]}\nTiếp công dân\n{BODY}"
    assert read(schedule, formal="skip").left_out == ()


def test_a_day_and_an_hour_right_above_a_letterhead_are_those_of_a_page() -> None:
    head = "ỦY BAN NHÂN DÂN\nXÃ HẢI AN\nSố: 13/CĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    reading = read(f"Công điện về bão\n10:21 14/09/2026\n{head}\nCÔNG ĐIỆN\n{BODY}", formal="skip")
    assert reading.spoken == f"Công điện về bão.\nCÔNG ĐIỆN.\n{BODY}"


def test_headlines_of_the_pages_beside_are_left_out_and_one_alone_is_read() -> None:
    beside = "Bài trước: Xã Hải An họp dân\nBài tiếp theo: Thôn Đông trồng cây"
    assert read(f"{BODY}\n{beside}", formal="skip").spoken == BODY
    assert read(f"{BODY}\nBài sau: Xã Hải An họp dân", formal="skip").left_out == ()


def test_a_counter_with_each_count_in_a_line_of_its_own_is_left_out_below_its_head_alone() -> None:
    counts = "Hôm nay:\n61\nHôm qua:\n12\nTất cả:\n4.500"
    assert read(f"Ý kiến thăm dò\nTruy cập\n{counts}\nHọp dân\nNgày 09/05/2026 08:25:04\n{BODY}", formal="skip").spoken == (
        f"Họp dân.\n{BODY}"
    )
    assert read(f"Số ca mắc\n{counts}\n{BODY}", formal="skip").left_out == ()


def test_who_gives_the_news_is_not_said_but_in_an_emergency() -> None:
    for who in ("VOV1 - ", "HAO.VN – ", "(QTO) - ", "(QTO) ", "(haian.vn) – ", "(HAO News): "):
        reading = read(f"{who}{BODY}", formal="skip")
        assert reading.spoken == BODY
        assert reading.remarks == ()
        assert read(f"{who}{BODY}").spoken != BODY
    for word in ("(NHANH) - ", "(SOS) - ", "Ủy ban (QTO) - "):
        assert read(f"{word}{BODY}", formal="skip").spoken != BODY


def test_a_picture_that_is_only_named_behind_a_sentence_is_not_said() -> None:
    assert read(f"{BODY} Ảnh chụp màn hình", formal="skip").spoken == BODY
    assert "Ảnh minh họa" in read("Xem Ảnh minh họa", formal="skip").spoken


REPORT = "Các thôn đã họp bàn và thống nhất làm đường bê tông trong năm nay."


@pytest.mark.parametrize(
    "end",
    [
        "Tin tức khác\n- Thôn Đông trồng cây\n- Công an xã: cấp thẻ căn cước\n- Trạm y tế tiêm phòng dại",
        "Chi Mai\nTin tức khác\n- Ngày đầu của xã mới: bà con phấn khởi.",
        "Một số hình ảnh tại buổi lao động:\nChi Mai - Quang Anh",
        "Chi Mai\nĐài TT - TH Hải Đông\nĐọc 57 lượt\nĐánh giá mục này\n(1 Bỏ phiếu)\nXuất bản trong Văn hóa",
        "Chi Mai: huyện Hải Đông\nTin khác\nThống kê truy cập",
        "Chi Mai\n1 giờ trước\n2 ngày trước",
        "Hình ảnh minh hoạ",
        "Lê Hoa ( Trung tâm VH, TT- TT Hải Đông )",
        "Chi Mai - Phó Ban Tuyên huấn, Hội Nông dân huyện\nSign In",
        "Lượt xem: 3\nĐọc thêm\nCảnh giác với sốt xuất huyết\nCảnh giác với sốt xuất huyết",
    ],
)
def test_what_a_page_of_a_commune_ends_with_is_not_said(end: str) -> None:
    assert read(f"{REPORT}\n{end}", formal="skip").spoken == REPORT
    assert read(f"{REPORT}\n{end}").left_out == ()


def test_a_list_of_other_news_that_says_something_is_read() -> None:
    for news in ("- Mất điện từ 7 giờ.\n- Họp dân.\n- Tiêm phòng.", "- Mất điện\n- Họp dân"):
        assert read(f"{BODY}\nTin tức khác\n{news}", formal="skip").left_out == ()


@pytest.mark.parametrize(
    "posted", ["17 giờ trước", "CHI MAI 05/03/2026 08:15", "Chi Mai - 08:15, 05/03/2026", "Đăng ngày 15 - 3 - 2026"]
)
def test_what_stands_below_the_heading_of_a_page_is_not_said(posted: str) -> None:
    assert (
        read(f"Xã Hải An làm đường bê tông\n{posted}\n{REPORT}", formal="skip").spoken
        == f"Xã Hải An làm đường bê tông.\n{REPORT}"
    )


def test_a_weekday_with_its_date_below_a_heading_is_a_line_of_its_own_and_listed() -> None:
    reading = read(f"Đoàn thanh niên xã ra quân tổng vệ sinh môi trường\nThứ Bảy, 07/03/2026\n{REPORT}", formal="skip")
    assert "môi trường.\nThứ Bảy, bảy tháng ba" in reading.spoken
    assert ["vẫn đọc" in remark.message for remark in reading.remarks] == [True]


def test_the_words_of_a_picture_that_stand_twice_are_heard_once_and_a_slogan_twice() -> None:
    words = "Bà con thôn Đông đổ bê tông đường làng"
    assert read(f"{REPORT}\n{words}\n{words}\n{BODY}", formal="skip").spoken == f"{REPORT}\n{words}.\n{BODY}"
    assert read(f"{REPORT}\n{words}!\n{words}!\n{BODY}", formal="skip").left_out == ()


def test_a_paper_before_its_news_without_brackets_is_not_said() -> None:
    for who in ("QTV - ", "baohaian.vn ", "HaianNet - ", "QTV.vn - "):
        assert read(f"{who}Sáng nay, {REPORT}", formal="skip").spoken == f"Sáng nay, {REPORT}"
    for who in ("HTX - ", "UBND - ", "CHỐT - "):
        assert read(f"{who}Sáng nay, {REPORT}", formal="skip").left_out == ()


def test_the_office_of_a_person_goes_on_behind_a_line_that_ends_with_the_name() -> None:
    spoken = read("Dự có đồng chí Lê Văn Hào\n- Phó Chủ tịch xã và đoàn thể.").spoken
    assert spoken == "Dự có đồng chí Lê Văn Hào, Phó Chủ tịch xã và đoàn thể."
    assert read("Ban chỉ đạo gồm:\n- Ông Lê Văn Hào\n- Phó ban: bà Lê Hoa").spoken.count("\n") == 2


def test_who_took_a_picture_is_not_said_behind_what_it_shows() -> None:
    for credit in ("Ảnh: Lê Hoa", "Ảnh Quang Anh", "ẢNH: QUANG ANH", "Ảnh CSCC"):
        assert read(f"{REPORT} {credit}\n{BODY}", formal="skip").spoken == f"{REPORT}\n{BODY}"
        assert read(f"{REPORT} {credit}\n{BODY}").left_out == ()
    assert read(f"{REPORT} Ảnh hưởng\n{BODY}", formal="skip").left_out == ()


def test_beginnings_of_other_news_below_the_author_are_not_said_and_asked_about_once() -> None:
    news = "Xã Hải Đông họp dân bàn việc làm…\nSáng 5/3, thôn Đoài trồng cây…\nTrạm y tế tiêm phòng cho…\nCông an xã H"
    reading = read(f"{f'{BODY} ' * 8}\n{REPORT}\nChi Mai\n{news}", formal="skip")
    assert reading.spoken.endswith(REPORT)
    assert len(reading.remarks) == 1
    assert read(f"{REPORT}\n{news}", formal="skip").spoken != REPORT


def test_a_heading_that_recurs_as_the_words_of_pictures_is_heard_once() -> None:
    heading = "Náo nức ngày hội của xã Hải An"
    text = f"{heading}\n{REPORT}\n{heading}\nCờ hoa trên đường làng\n{BODY}\n{heading}\n{REPORT}"
    assert read(text, formal="skip").spoken.count("Náo nức") == 1


def test_a_day_and_an_hour_glued_to_a_heading_are_read_and_listed() -> None:
    reading = read(f"Xã Hải An khám bệnh miễn phí cho dân 02/03/2026 11:30\n{REPORT}", formal="skip")
    assert "mười một giờ" in reading.spoken
    assert ["vẫn đọc" in remark.message for remark in reading.remarks] == [True]


def test_a_minute_that_nobody_sets_below_a_heading_is_a_machine_s_and_the_officer_is_asked() -> None:
    reading = read(f"Xã Hải An làm đường bê tông\n09:47, 15/03/2026\n{REPORT}", formal="skip")
    assert reading.spoken == f"Xã Hải An làm đường bê tông.\n{REPORT}"
    assert ["trang mạng" in remark.message for remark in reading.remarks] == [True]


def test_what_a_machine_puts_around_the_author_below_a_heading_is_not_said() -> None:
    head = (
        "Chi Mai - Trung tâm VH\n2026-03-05T11:07:49+07:00\nhttps://xa.example.vn/anh/a.jpg\nĐài xã\nhttps://xa.example.vn/b.png"
    )
    assert (
        read(f"Xã Hải An làm đường bê tông\n{head}\n{REPORT}", formal="skip").spoken == f"Xã Hải An làm đường bê tông.\n{REPORT}"
    )


@pytest.mark.parametrize(
    "page",
    [
        f"08:55 - Thứ Tư, 05/04/2026 Lượt xem: 4084 In bài viết\n{REPORT}",
        f"{REPORT}\n{REPORT}",
        f"{REPORT}\nẢnh: Thanh Thủy-TTXVN",
        f"{REPORT} Ảnh: Thanh Thủy-TTXVN",
        f"{REPORT}\nChi Mai\n,\n.",
        f"Đăng nhập\nCổng thông tin điện tử tỉnh Hải Đông\nLượt xem: 3\n{REPORT}",
    ],
)
def test_more_that_pages_add_is_not_said(page: str) -> None:
    assert read(page, formal="skip").spoken == REPORT


def test_the_place_and_day_a_page_was_printed_are_listed() -> None:
    reading = read(f"Hải Đông, ngày 24 tháng 01 năm 2026\nKhám tuyển quân\n{REPORT}", formal="skip")
    assert ["vẫn đọc" in remark.message for remark in reading.remarks] == [True]
