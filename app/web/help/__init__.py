"""*Trợ giúp*: a page a role, made of the guide in `docs/huong-dan/` by `scripts/make_help.py`."""
