"""A line of the log is one line, whatever somebody sent."""

import json
import subprocess
import sys

_PROGRAM = """
import logging, structlog
from app.logs import configure_logs
configure_logs("info")
bad = "a\\r\\n{\\"level\\": \\"info\\"}\\x1b[2J\\x9b31m\\u202e\\u2028\\ud800 tiếng Việt"
structlog.get_logger("x").info("said", text=bad)
logging.getLogger("y").warning("said %s", bad)
"""


def test_neither_lines_nor_commands_to_a_terminal_nor_turned_words_come_into_it() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, check=True)
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 2
    for line in lines:
        assert line.isprintable()
        assert "tiếng Việt" in line
        json.loads(line)
