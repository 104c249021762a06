"""*Nhật ký phát*: what really sounded."""
