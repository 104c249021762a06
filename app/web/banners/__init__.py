"""Slogans and banners: printed, hung, shown."""
