"""The gate: signing in and out."""
