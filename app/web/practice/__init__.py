"""The training commune: entered, its exercise, left."""
