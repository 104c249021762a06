"""rundown."""
