"""Cutting in, and silencing everything."""
