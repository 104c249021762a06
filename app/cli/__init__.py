"""The command line: parse, call, print. One file per group of commands; heavy imports wait until a command runs."""

from app.cli.entry import main

__all__ = ["main"]
