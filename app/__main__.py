"""`python -m app` is the `loalang` command."""

from app.cli import main

main()
