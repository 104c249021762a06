"""The policy library: what it holds, how documents stand, and why nothing is made of a template."""

SENTENCES: dict[str, tuple[str, str]] = {
    "policy_field": (
        "Một ô điền chưa đúng",
        "Ô «{label}» cần {kind}, mà đang ghi «{typed}». Xin ghi lại, hoặc để trống để điền sau.",
    ),
    "policy_unknown_field": ("Mẫu không có ô này", "Mẫu không có ô «{name}». Các ô của mẫu: {known}."),
    "policy_period": (
        "Căn cứ không còn hiệu lực trong những ngày ấy",
        "Căn cứ của mẫu «{title}» dùng được từ {since} đến {until}. Xin chọn ngày trong khoảng ấy, hoặc chọn mẫu khác.",
    ),
    "document_number": (
        "Chưa rõ số văn bản",
        "«{typed}» không phải số của một văn bản. Xin ghi một số, có cả năm, ví dụ 81/2021/NĐ-CP.",
    ),
    "document_successor": (
        "Chưa rõ văn bản thay thế",
        "«{typed}» không phải số của một văn bản khác. Xin ghi một số, có cả năm, ví dụ 238/2025/NĐ-CP, hoặc để trống.",
    ),
    "document_ended_twice": (
        "Văn bản này đã được ghi",
        "Văn bản {number} đã có trong danh sách hết hiệu lực của xã. Muốn ghi lại thì bỏ dòng ấy trước.",
    ),
    "no_policy_template": (
        "Thư viện chưa có mẫu cho chủ đề này",
        "Chủ đề «{theme}» không có bản tin mẫu nào còn hiệu lực. Xin soạn bản tin mới.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "policy_topic": {
        "health": "Bảo hiểm y tế",
        "credit": "Vay vốn chính sách",
        "electricity": "Tiền điện",
        "tuition": "Học phí",
        "housing": "Nhà ở",
        "water": "Nước sạch",
        "legal_aid": "Trợ giúp pháp lý",
        "training": "Đào tạo nghề",
        "work": "Việc làm",
        "review": "Rà soát",
        "programme": "Chương trình mục tiêu quốc gia",
        "guideline": "Chủ trương",
    },
    "policy_field_kind": {
        "text": "một dòng chữ, không quá 500 ký tự, không có dấu ngoặc vuông hay ngoặc nhọn",
        "day": "ngày, ví dụ 15/12/2026",
        "telephone": "số điện thoại",
        "money": "số tiền, ví dụ 60.000.000",
        "number": "số",
    },
    "policy_standing": {
        "in_force": "Còn hiệu lực",
        "not_yet": "Chưa có hiệu lực",
        "over": "Hết hiệu lực",
        "to_review": "Đến hạn đối chiếu lại",
    },
    "document_standing": {
        "in_force": "{number} dùng được đến hết ngày {until}.",
        "over": "{number} hết hiệu lực sau ngày {until}.",
        "not_yet": "{number} có hiệu lực từ ngày {since}.",
        "replaced": "Văn bản thay thế: {by}.",
    },
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "policy_field": {"kind": "policy_field_kind"},
    "no_policy_template": {"theme": "theme"},
}
