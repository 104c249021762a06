"""Shared by both web doors: session per request, who is asking, error kind to status."""
