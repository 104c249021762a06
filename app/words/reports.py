"""Reports."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bad_period": ("Khoảng ngày chưa đúng", "Ngày cuối không được trước ngày đầu, và nhiều nhất {days} ngày một lần."),
    "no_pdf": (
        "Máy chủ chưa có phần làm PDF",
        (
            "Xin tải bản Word, hoặc mở «Báo cáo để in» rồi khi in chọn «Lưu dưới dạng PDF». "
            "Để có phần này, người quản trị máy chủ vào thư mục Loa Làng và chạy: .venv/bin/python -m pip install typst==0.15.* "
            "(Windows: .venv\\Scripts\\python)."
        ),
    ),
    "nothing_submitted": ("Chưa có phiếu duyệt", "«{title}» còn là bản nháp. Xin trình duyệt rồi in phiếu."),
}

WORDS: dict[str, dict[str, str]] = {
    "decision": {"approved": "Duyệt", "returned": "Trả lại", "withdrawn": "Thu hồi"},
}
