"""Faults, and alarms about them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bad_webhook": ("Địa chỉ nhận cảnh báo chưa đúng", "Địa chỉ nhận cảnh báo không được dùng: {cause}."),
    "webhook_failed": ("Không gửi được cảnh báo", "Nơi nhận cảnh báo không trả lời ({cause})."),
    "alarm_failed": ("Có cảnh báo không gửi được", "Một cảnh báo không lập được thành thư. Xin xem «loalang fault list»."),
    "emergency_unreached": (
        "Có lượt phát khẩn không ra loa nào",
        "Khu vực ấy chưa có máy phát, hoặc máy phát mất kết nối hay không phát được. Phát thật thì báo bà con bằng cách khác.",
    ),
    "emergency_no_output": (
        "Máy phát không có đường ra cho phát khẩn",
        "Không đường ra nào của máy phát này phục vụ khu vực của lượt phát khẩn. Xin xem lại khu vực của các đường ra.",
    ),
    "correction_failed": (
        "Có bản đính chính chưa tạo được",
        "Bản đính chính của một lượt phát khẩn gặp lỗi; các lượt khác không ảnh hưởng. Cần đính chính thì phát một lượt mới.",
    ),
    "row_unreadable": (
        "Một dòng dữ liệu không đọc được",
        "Dòng {output} trong cơ sở dữ liệu bị hỏng, không hiện trong danh sách; dòng khác vẫn hiện. Xin phục hồi từ bản sao lưu.",
    ),
    "planning_failed": (
        "Có khung giờ hoặc lượt phát gặp lỗi",
        "Một khung giờ hoặc lượt phát không chuẩn bị được; các lượt khác vẫn phát. Xin xem nhật ký dịch vụ và lập lại lượt ấy.",
    ),
    "upkeep_failed": (
        "Có việc nền của máy chủ gặp lỗi",
        "Một việc nền của máy chủ không làm được cho xã này; các việc khác vẫn chạy. Xin xem nhật ký dịch vụ.",
    ),
    "approval_waits": ("Nhắc duyệt bản tin", "Có bản tin đang chờ đồng chí duyệt. Chưa duyệt thì chưa phát."),
    "nothing_waits": ("Không có bản tin chờ duyệt", "Không còn bản tin nào chờ duyệt, nên không cần nhắc."),
    "reminded_already": ("Đã nhắc rồi", "{by} đã nhắc lúc {at}. Mỗi ngày nhắc một lần."),
    "mail_failed": ("Không gửi được thư cảnh báo", "Máy chủ thư không nhận cảnh báo ({cause})."),
}

FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    "bad_webhook": {
        "cause": {
            "scheme": "chỉ nhận http, https",
            "port": "cổng không được phép",
            "user": "không được kèm tên, mật khẩu",
            "host": "thiếu tên máy",
        }
    },
}
