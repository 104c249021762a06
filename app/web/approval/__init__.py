"""*Phê duyệt*: what waits, approved or returned."""
