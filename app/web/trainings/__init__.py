"""Training sessions: entered, invited to, counted."""
