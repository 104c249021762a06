"""What a service has no use for at its start, it does not load: memory and seconds are those of an office's old PC."""

import subprocess
import sys
from pathlib import Path

RARE = {
    "alembic",
    "app.faults.mail",
    "app.reading.reader",
    "app.station.player",
    "fido2",
    "httpx",
    "icalendar",
    "jinja2",
    "mutagen",
    "numpy",
    "smtplib",
    "sqlalchemy.dialects.postgresql",
    "xlsxwriter",
}
"""An upgrade, alarms by mail or webhook, a text, a broadcast PC, a calendar, a page, a tag, samples, PostgreSQL, a table."""

THEIRS = ("/fastapi.", "/pydantic", "/app.settings")
"""Models of libraries, and those that every start reads."""
GUARD = "app.playout.switch"
"""Runs by itself, as a file that knows nothing of `app`."""

CODE = """
import sys
from app.cli.serving import leave_aside

leave_aside()
import app.main, app.service
from dataclasses import is_dataclass
from pydantic import BaseModel
from pydantic.dataclasses import is_pydantic_dataclass
from app.web.install import ROUTES
from app.db import make_engine
from app.db.migrations import migrate

migrate(make_engine(f"sqlite:///{sys.argv[1]}/first.sqlite3"))
models = [BaseModel]
for model in models:
    models += model.__subclasses__()
worked_out = [route.path for route in (*app.main.ROUTES, *ROUTES) if "dependant" in vars(route)]
worked_out += [f"/{model.__module__}.{model.__name__}" for model in models if model.__pydantic_complete__]
worked_out += [
    f"frozen/{name}"
    for name, module in sys.modules.items()
    if name.startswith("app.") and not name.startswith("app.reading")  # which stands alone
    for each in vars(module).values()
    if is_dataclass(each) and isinstance(each, type) and not is_pydantic_dataclass(each) and each.__module__ == name
    if each.__dataclass_params__.frozen and each.__dataclass_params__.eq
]
print(*sys.modules, *worked_out)
"""


def test_a_service_loads_what_it_serves_with_and_no_more(tmp_path: Path) -> None:
    names = subprocess.run([sys.executable, "-c", CODE, str(tmp_path)], capture_output=True, text=True, check=True).stdout.split()
    assert not RARE & set(names)
    early = {name for name in names if name.startswith("/") and not name.startswith(THEIRS)}
    assert not early, "routes or forms that were taken apart before anybody asked for them"
    assert "/fastapi.openapi.models.Info" not in names, "what describes an API, before anybody asked for its description"
    dear = {name for name in names if name.startswith("frozen/")}
    assert dear == {f"frozen/{GUARD}"}, "`app.values.frozen` makes what never changes, for less"
    assert {"fastapi", "sqlalchemy", "uvicorn"} < set(names)


def test_a_command_loads_no_other_command() -> None:
    code = 'import sys; from app.cli.entry import commands; commands("status"); print(*sys.modules)'
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"app.cli.bulletins", "app.settings", "pydantic", "httpx", "rich"} & set(names)
    assert "app.cli.status" in names
