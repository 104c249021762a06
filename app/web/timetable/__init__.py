"""*Lịch phát*: the week, a slot put on it, one airing moved, left out or put back."""
