"""What a document's form demands is left out of a bulletin, in sight, however it is laid out; what it says is read."""

import pytest

from app.reading import Kind, read

BODY = "Thực hiện kế hoạch, xã tổ chức họp dân."
HEADS = [
    (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ ĐẠI AN\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 10/KH-UBND\tĐại An, ngày 05 tháng 3 năm 2024\n"
    ),
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n-------\nUBND XÃ ĐẠI AN\n",
    "UBND PHƯỜNG VỊ KHÊ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:      /TB-UBND          Độc lập - Tự do - Hạnh phúc\n",
    "ĐẢNG BỘ TỈNH NAM ĐỊNH\tĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ ĐẠI AN\tĐại An, ngày 12 tháng 8 năm 2025\n*\nSố 15-KH/ĐU\n",
    "ĐOÀN TNCS HỒ CHÍ MINH\nBCH ĐOÀN XÃ ĐẠI AN\n***\nSố: 07-KH/ĐTN\n",
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
        "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ XÃ YÊU CẦU:\n1. Sơ tán dân.\n2. Trực 24/24 giờ.",
        "Theo: kế hoạch đã duyệt, các thôn họp dân.\nHọp xong báo xã.\nXã tổng hợp.\nGửi huyện.\nHết.",
    ],
)
def test_a_plain_text_loses_nothing(text: str) -> None:
    assert read(text, formal="skip").spoken == read(text).spoken


def test_what_follows_the_signature_is_read_again() -> None:
    text = f"{BODY}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Nam\n\nPHỤ LỤC\nLịch họp các thôn"
    assert "Lịch họp các thôn" in read(text, formal="skip").spoken
    assert "Trần Văn Nam" not in read(text, formal="skip").spoken


def test_the_subject_beside_the_date_is_read() -> None:
    text = "UBND XÃ ĐẠI AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nV/v họp dân\tĐại An, ngày 5 tháng 3 năm 2025\n\nBà con đến họp."
    assert read(text, formal="skip").spoken == "về việc họp dân.\nBà con đến họp."
