"""What the service says of itself, outside of any version: whether it lives, its figures, its description."""
