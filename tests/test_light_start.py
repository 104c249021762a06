"""What a service has no use for at its start, it does not load: memory and seconds are those of an office's old PC."""

import subprocess
import sys
from pathlib import Path

RARE = {
    "alembic",
    "app.reading.reader",
    "app.station.player",
    "fido2",
    "httpx",
    "icalendar",
    "jinja2",
    "mutagen",
    "numpy",
    "sqlalchemy.dialects.postgresql",
    "xlsxwriter",
}
"""For an upgrade, a text, a broadcast PC, an alarm by webhook, a calendar, a page, a tag, samples, PostgreSQL, a table."""

CODE = """
import sys
import app.main, app.service
from app.web.install import ROUTES
from app.db import make_engine
from app.db.migrations import migrate

migrate(make_engine(f"sqlite:///{sys.argv[1]}/first.sqlite3"))
worked_out = [route.path for route in (*app.main.ROUTES, *ROUTES) if "dependant" in vars(route)]
print(*sys.modules, *worked_out)
"""


def test_a_service_loads_what_it_serves_with_and_no_more(tmp_path: Path) -> None:
    names = subprocess.run([sys.executable, "-c", CODE, str(tmp_path)], capture_output=True, text=True, check=True).stdout.split()
    assert not RARE & set(names)
    assert not [name for name in names if name.startswith("/")], "a route was taken apart before anybody asked it"
    assert {"fastapi", "sqlalchemy", "uvicorn"} < set(names)
