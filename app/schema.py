"""Imports every `tables.py`, for Alembic and tests."""
