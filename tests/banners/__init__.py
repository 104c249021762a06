"""Tests of banners."""
