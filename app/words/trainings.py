"""Training sessions: why one is refused."""

SENTENCES: dict[str, tuple[str, str]] = {
    "training_blank": ("Một mục còn trống", "Chưa điền mục {name}."),
    "training_field": (
        "Một mục của lớp tập huấn chưa đúng",
        "Mục {name} phải không quá {limit} ký tự và không có ký tự lạ.",
    ),
    "training_ahead": (
        "Lớp chưa học",
        "Ngày {day} lớp mới học: số người để 0, học xong hãy ghi số người đã dự. Cần nêu ai được mời thì ghi họ tên ở dưới.",
    ),
    "training_village_twice": ("Một thôn ghi hai lần", "«{zone}» được ghi hai lần. Xin gộp vào một dòng."),
    "material_link": (
        "Địa chỉ tài liệu chưa đúng",
        "Xin ghi một địa chỉ web bắt đầu bằng http:// hoặc https://, không quá {limit} ký tự, không dấu cách, không mật khẩu.",
    ),
    "material_file": (
        "Tệp này không nhận được",
        "Không nhận được «{file_name}». Tài liệu là tệp có chữ, không quá {limit_bytes}, thuộc loại: {kinds}.",
    ),
    "material_full": ("Đã đủ tài liệu", "Một lớp có nhiều nhất {most} tài liệu. Xin bỏ bớt trước."),
    "training_invited": (
        "Đã có bản tin mời",
        "Lớp «{topic}» đã có bản tin mời. Xin sửa bản tin ấy.",
    ),
    "training_over": (
        "Lớp đã bắt đầu",
        "Lớp «{topic}» đã đến giờ nên không mời nữa. Xin xem lại ngày, giờ.",
    ),
}

WORDS: dict[str, dict[str, str]] = {"session_kind": {"training": "Lớp tập huấn", "meetings": "Hội nghị, cuộc họp"}}

_FIELDS = {
    "topic": "chủ đề lớp học",
    "place": "địa điểm",
    "trainer": "giảng viên",
    "held_on": "ngày",
    "groups": "số người dự",
    "attendees": "họ tên người dự",
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "training_blank": {"name": _FIELDS},
    "training_field": {"name": _FIELDS},
}
