"""The training commune and its exercise."""

SENTENCES: dict[str, tuple[str, str]] = {
    "no_training_commune": (
        "Chưa có xã tập huấn",
        "Xin nhờ quản trị viên lập xã tập huấn ở Cài đặt, mục Xã tập huấn.",
    ),
    "training_commune_exists": ("Đã có xã tập huấn", "Xin vào xã tập huấn đang có, hoặc đóng nó trước."),
    "shared_practice": (
        "Còn người khác đang tập",
        "Làm lại từ đầu thì bài của {others} người khác cũng mất. Xin nhờ quản trị viên, hoặc tập tiếp.",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "exercise_step": {
        "write": "Soạn bản tin",
        "check": "Xem lời đọc, trình duyệt",
        "approve": "Duyệt, trong vai lãnh đạo",
        "schedule": "Đặt vào lịch phát",
        "air": "Nghe loa tập và xem nhật ký",
    },
    "exercise_how": {
        "write": "Gõ hoặc dán một thông báo, ghi ngày hết hiệu lực rồi lưu bản nháp.",
        "check": "Đọc từng câu lời đọc bên cạnh, sửa chỗ đọc sai, rồi bấm Trình duyệt.",
        "approve": "Ở xã thật, người khác với người soạn duyệt. Ở đây tự duyệt được, phiếu ghi «vừa soạn vừa duyệt».",
        "schedule": "Thêm khung giờ vài phút nữa, chọn bản tin vừa duyệt.",
        "air": "Đến giờ, máy phát tập ghi bản tin ra tệp; nghe lại ngay ở trang này.",
    },
}
