"""Campaigns: why one is refused, and the words of its steps and their days."""

SENTENCES: dict[str, tuple[str, str]] = {
    "campaign_dates": (
        "Ngày của đợt chưa đúng",
        "Đợt từ {first} đến {last}: ngày đầu phải từ hôm nay ({today}) trở đi, và ngày cuối không trước ngày đầu.",
    ),
    "campaign_window": (
        "Ngày nằm ngoài thời gian của đợt",
        "Ngày {day} nằm ngoài thời gian từ {earliest} đến {latest} ({basis}). Xin chọn ngày khác.",
    ),
    "campaign_step_order": (
        "Các bước chồng ngày nhau",
        "Bước «{step}» định bắt đầu {day}, mà bước trước đến {before} mới xong. Xin lùi bước này, hoặc rút ngắn bước trước.",
    ),
    "campaign_step_overrun": (
        "Đợt không đủ ngày",
        "Bước «{step}» đến {day} mới xong, quá ngày cuối của đợt là {last}. Xin bớt số ngày của các bước, hoặc bắt đầu sớm hơn.",
    ),
    "campaign_meeting_day": (
        "Ngày họp thôn chưa đúng",
        "«{village}» họp ngày {day}, ngoài thời gian họp thôn từ {first} đến {last}. Xin đổi ngày họp, hoặc ngày của các bước.",
    ),
    "campaign_no_meeting": ("Chưa có thôn nào họp", "Xin ghi khu vực, giờ và nơi họp của từng thôn."),
    "campaign_not_a_village": (
        "Khu vực này không phải thôn",
        "Giấy mời họp chỉ phát ở chính thôn ấy; «{zone}» rộng hơn một thôn. Xin chọn thôn, hoặc thêm thôn vào danh sách khu vực.",
    ),
    "campaign_village_twice": ("Một thôn họp hai lần", "«{zone}» được ghi hai lần. Xin để lại một lần họp."),
    "campaign_no_standard": (
        "Chưa có chuẩn nghèo cho thời gian này",
        "Bảng chuẩn nghèo không có mức khu vực {area} cho ngày {day}. Xin thêm mức ấy cùng số văn bản rồi lập đợt.",
    ),
    "campaign_steps_file": (
        "Mẫu các bước chưa dùng được",
        "Ở «{place}»: {reason}. Xin sửa trong tệp rồi đưa lên lại; mẫu đang dùng vẫn như cũ.",
    ),
    "campaign_standard_changes": (
        "Chuẩn nghèo thay đổi giữa bước này",
        "«{step}» phát từ {first} đến {last}, mà chuẩn nghèo đổi từ {day}. Xin để bước này trọn trước hay trọn sau ngày ấy.",
    ),
    "campaign_blank": ("Một mục còn trống", "Chưa điền mục {name}."),
    "campaign_field": (
        "Một mục không đọc được",
        "Mục {name} phải không quá {limit} ký tự, không có dấu ngoặc vuông hay ngoặc nhọn.",
    ),
    "campaign_telephone": (
        "Số điện thoại chưa đúng",
        "Không gọi được «{typed}». Xin ghi số như 0912 345 678 hoặc 0226 3850 123; nhiều số thì cách nhau bằng dấu phẩy.",
    ),
    "campaign_names": (
        "Chưa được đọc tên hộ",
        "Bước «{step}» chỉ đọc tên hộ khi mẫu của bước cho phép, có tên và có lý do để người duyệt xem.",
    ),
    "campaign_household": (
        "Chỉ đọc tên và thôn",
        "Dòng {line} ghi «{typed}». Mỗi hộ một dòng, chỉ tên và thôn có trong danh sách khu vực, như: Nguyễn Văn An, thôn Đông.",
    ),
    "campaign_households_many": (
        "Danh sách quá dài để đọc",
        "Danh sách có {count} hộ, mỗi bản tin đọc không quá {limit} hộ. Xin chỉ đọc tổng số, danh sách dán ở nhà văn hóa thôn.",
    ),
    "household_named": (
        "Bản tin rà soát đọc tên hộ gia đình",
        "Tên hộ chỉ được đọc ở bước niêm yết của đợt rà soát, khi có lý do để người duyệt xem. Xin bỏ tên, chỉ đọc tổng số.",
    ),
    "campaign_exists": (
        "Đợt này đã lập rồi",
        "«{title}» cùng ngày đầu, cùng khu vực đã được {by} lập lúc {since}. Xin mở đợt ấy; muốn lập lại thì hoàn tác nó trước.",
    ),
    "campaign_step_heard": (
        "Bước này đã phát",
        "Bước «{step}» đã phát {count} lượt, lượt cuối lúc {since}, nên giữ nguyên ngày bắt đầu. Xin đổi số ngày, hoặc bước sau.",
    ),
    "campaign_heard": (
        "Đợt đã có bản tin được phát",
        "Đợt đã phát {count} lượt nên không hoàn tác được. Xin dừng từng khung giờ còn lại trong lịch phát.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "campaign": {"periodic": "Rà soát định kỳ", "regular": "Rà soát thường xuyên"},
    "day_unit": {"working": "ngày làm việc", "calendar": "ngày"},
    "area": {"rural": "nông thôn", "urban": "thành thị"},
    "step_state": {"late": "Chậm", "over": "Đã xong", "now": "Đang làm", "ahead": "Sắp tới"},
    "late_step": {
        "unapproved": "Bước «{step}» đã bắt đầu mà {count} bản tin chưa được duyệt",
        "undone": "Bước «{step}» còn {count} việc quá hạn",
    },
    "late_step_remedy": {
        "unapproved": "Xin xem lại lời, trình và duyệt; bản chưa duyệt thì loa không phát.",
        "undone": "Xin làm nốt rồi đánh dấu đã xong trong danh sách việc của đợt.",
    },
}

_FIELDS = {
    "officer": "cán bộ phụ trách",
    "hotline": "điện thoại",
    "place": "nơi nhận giấy, hoặc nơi họp",
    "basis": "căn cứ",
    "names": "tên hộ",
    "names_reason": "lý do đọc tên hộ",
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "campaign_no_standard": {"area": "area"},
    "campaign_blank": {"name": _FIELDS},
    "campaign_field": {"name": _FIELDS},
}
