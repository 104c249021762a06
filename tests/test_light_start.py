"""What a service has no use for at its start, it does not load: memory and seconds are those of an office's old PC."""

import subprocess
import sys

RARE = {
    "alembic",
    "app.station.player",
    "httpx",
    "icalendar",
    "jinja2",
    "mutagen",
    "numpy",
    "sqlalchemy.dialects.postgresql",
    "xlsxwriter",
}
"""For an upgrade, a broadcast PC, an alarm by webhook, a calendar, a printed page, a tag, samples, PostgreSQL, a workbook."""


def test_a_service_loads_what_it_serves_with_and_no_more() -> None:
    code = "import app.main, app.service, sys; print(*sys.modules)"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not RARE & set(names)
    assert {"fastapi", "sqlalchemy", "uvicorn"} < set(names)
