"""The operator's day: its files one by one, and its packs."""
