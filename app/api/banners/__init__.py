"""Slogans on banners."""
