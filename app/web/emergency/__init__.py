"""*Phát khẩn*, and *Dừng tất cả*."""
