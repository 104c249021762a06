"""*Từ điển đọc*: how the commune wants words read, and what a change of it changes elsewhere before it is saved."""
