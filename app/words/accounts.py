"""People, their roles and rights, their tokens."""

SENTENCES: dict[str, tuple[str, str]] = {
    "not_signed_in": ("Chưa đăng nhập", "Mã truy cập bị thiếu, không đúng hoặc đã bị thu hồi."),
    "token_scope": ("Mã truy cập không dùng cho việc này", "Mã truy cập này chỉ để: {scope}."),
    "right_missing": (
        "Không có quyền làm việc này",
        "Người dùng này là {role}, không được {right}. Xin nhờ người có quyền, hoặc hỏi quản trị viên.",
    ),
    "wrong_setup_code": ("Mã cài đặt không đúng", "Xin xem lại mã cài đặt in trên cửa sổ máy chủ."),
    "too_many_attempts": ("Thử sai quá nhiều lần", "Xin đợi {wait_s} giây rồi thử lại."),
    "setup_done": ("Đã cài đặt xong từ trước", "Hệ thống đã có quản trị viên; mã cài đặt chỉ dùng được một lần."),
}

WORDS: dict[str, dict[str, str]] = {
    "scope": {
        "full": "mọi việc",
        "read": "xem",
        "emergency": "phát khẩn",
        "feed": "lịch phát trên điện thoại, máy tính",
    },
    "right": {
        "look": "xem",
        "look_alarms": "xem phát khẩn",
        "feed": "lấy lịch phát",
        "write": "soạn bản tin, đưa bản ghi âm lên",
        "submit": "trình duyệt",
        "approve": "duyệt, trả lại bản tin",
        "render": "tạo bản thu",
        "schedule": "sửa lịch phát",
        "lexicon": "sửa từ điển đọc",
        "operate": "làm gói phát trong ngày, xác nhận sự cố",
        "silence": "thu hồi bản tin, hủy lượt phát",
        "stop": "dừng phát, kết thúc phát khẩn",
        "alarm": "phát khẩn, cho phát trở lại",
        "commune": "sửa khu vực, máy phát, quy chế, ngày nghỉ",
        "own": "lập mã truy cập, đặt mã PIN",
        "people": "thu hồi mã truy cập của người khác",
    },
    "role": {
        "editor": "Người soạn",
        "approver": "Người duyệt",
        "operator": "Người trực",
        "admin": "Quản trị viên",
        "viewer": "Người xem",
    },
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "token_scope": {"scope": "scope"},
    "right_missing": {
        "right": WORDS["right"],
        "role": {code: word[:1].lower() + word[1:] for code, word in WORDS["role"].items()},
    },
}
