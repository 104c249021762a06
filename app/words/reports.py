"""Reports."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bad_period": ("Khoảng ngày chưa đúng", "Ngày cuối không được trước ngày đầu, và nhiều nhất {days} ngày một lần."),
}
