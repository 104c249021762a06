"""The public page: what citizens are told, and what officers read of it."""

SENTENCES: dict[str, tuple[str, str]] = {
    "not_shown": (
        "Không còn trên trang này",
        "Nội dung này đã được thu hồi, đã hết hạn niêm yết, hoặc xã đã gỡ xuống.",
    ),
    "foreign_folder": (
        "Thư mục có tệp khác",
        "Thư mục «{path}» có tệp mà không có «{listed}» của lần xuất trước. Xin chọn một thư mục trống để không ghi đè lên gì.",
    ),
    "remark_text": (
        "Chưa nhận được nội dung",
        "Xin viết bằng chữ thường, từ 1 đến {longest} ký tự, không có ký tự điều khiển.",
    ),
    "remark_personal": (
        "Góp ý định đăng còn điều riêng tư",
        "Còn họ tên, số điện thoại hoặc số giấy tờ của người dân. Xin bỏ đi rồi gửi lại, hoặc chỉ trả lời mà không đăng.",
    ),
    "remark_telephone": ("Số điện thoại chưa đúng", "Xin ghi số như 0912 345 678, hoặc để trống."),
    "remark_box_full": (
        "Hộp góp ý đang đầy",
        "Xã đang xử lý các góp ý đã nhận. Xin gửi lại sau, hoặc gọi, đến trụ sở ủy ban.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "remark": {"new": "Chưa trả lời", "answered": "Đã trả lời", "set_aside": "Đã bỏ qua"},
    "held": {"names": "Có thể nêu tên người hoặc số căn cước", "person": "Đã gỡ khỏi trang"},
}
