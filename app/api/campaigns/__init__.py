"""Campaigns: from the first call to the policies."""
