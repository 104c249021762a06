"""Poverty standards."""

SENTENCES: dict[str, tuple[str, str]] = {
    "standard_period": ("Thời gian áp dụng chưa đúng", "Ngày cuối áp dụng phải từ ngày đầu áp dụng trở đi."),
}
