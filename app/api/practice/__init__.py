"""The training commune."""
