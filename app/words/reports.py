"""Reports."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bad_period": ("Khoảng ngày chưa đúng", "Ngày cuối không được trước ngày đầu, và nhiều nhất {days} ngày một lần."),
    "nothing_submitted": ("Chưa có phiếu duyệt", "«{title}» còn là bản nháp. Xin trình duyệt rồi in phiếu."),
}

WORDS: dict[str, dict[str, str]] = {
    "decision": {"approved": "Duyệt", "returned": "Trả lại", "withdrawn": "Thu hồi"},
}
