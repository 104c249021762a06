"""Each import rule of `pyproject.toml` holds: a break that is planted against it is found, and found as its own."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BREAKS = {
    "one order": ("app/units.py", "app.cli"),
    "reading stands alone": ("app/reading/planted.py", "app.clock"),
    "the engines know no database and no web": ("app/station/planted.py", "sqlalchemy"),
    "only the doors know http": ("app/bulletins/planted.py", "fastapi"),
    "doors go in by the front of a feature": ("app/api/planted.py", "app.bulletins.approval"),
    "what all resources share knows none of them": ("app/api/shared/planted.py", "app.api.bulletins.bulletins"),
    "what all pages share knows none of them": ("app/web/shared/planted.py", "app.web.today.routes"),
    "adapters are picked in wiring": ("app/api/planted.py", "app.tasks.embedded"),
    "the store of files is picked in wiring": ("app/programmes/planted.py", "app.storage.disk"),
    "the journal of silences is picked in wiring": ("app/emergencies/planted.py", "app.silence.journal"),
}
"""Rule → where something is imported that may not be, and what."""
FENCED = re.compile(r"(\w+) keeps its tables")


def test_a_planted_break_of_each_rule_is_found(tmp_path: Path) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    rules = {rule["name"] for rule in settings["contracts"]}
    breaks = BREAKS | {f"{name} keeps its tables": ("app/cli/planted.py", f"app.{name}.tables") for name in _fenced(rules)}
    assert rules == set(breaks), "a rule without a planted break, or a break without its rule"
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    for place, name in breaks.values():
        with (tmp_path / place).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {name}\n")
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    told = _told(done.stdout)
    missed = {name for name, (place, found) in breaks.items() if f"{_module(place)} -> {found}" not in told.get(name, "")}
    assert not missed, done.stdout + done.stderr


def test_every_feature_with_tables_keeps_them() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    with_tables = {path.parent.name for path in (ROOT / "app").glob("*/tables.py")}
    assert with_tables == _fenced({rule["name"] for rule in settings["contracts"]})


def _module(place: str) -> str:
    return place.removesuffix(".py").replace("/", ".")


def _told(report: str) -> dict[str, str]:
    """What is said of each broken rule: one break may break another rule too, which would then seem to find its own."""
    broken = report.split("Broken contracts", 1)[-1]
    parts = re.split(r"\n([^\n]+)\n-{3,}\n", broken)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _fenced(rules: set[str]) -> set[str]:
    return {found[1] for rule in rules if (found := FENCED.fullmatch(rule))}
