"""Builds the FastAPI application."""
