"""*Đợt rà soát*: proposed, looked at, started, moved, ticked off, undone."""
