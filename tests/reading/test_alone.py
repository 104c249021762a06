"""`app.reading` needs Python's standard library and nothing else, not even the rest of the product."""

import json
import subprocess
import sys
from pathlib import Path

import app.reading

ROOT = Path(app.reading.__file__).parents[2]
_ALONE = """
import json, sys
before = set(sys.modules)
sys.path.insert(0, sys.argv[1])
from app.reading import Lexicon, LexiconEntry, to_spoken
lexicon = Lexicon([LexiconEntry("TT", "thị trấn")])
spoken = to_spoken("Về TT lúc 7h30.", lexicon=lexicon)
print(json.dumps({"spoken": spoken, "modules": sorted(set(sys.modules) - before)}))
"""
HEAVY = {"asyncio", "csv", "email", "http", "logging", "socket", "sqlite3", "urllib"}
"""Nothing a reader has use for; each costs milliseconds and megabytes at the start."""


def test_it_is_imported_and_read_with_in_a_bare_interpreter() -> None:
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _ALONE, str(ROOT)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    found = json.loads(done.stdout)
    assert found["spoken"] == "Về thị trấn lúc bảy giờ ba mươi phút."
    tops = {name.partition(".")[0] for name in found["modules"]}
    assert tops - {"app"} <= set(sys.stdlib_module_names)
    assert all(name == "app" or name.startswith("app.reading") for name in found["modules"] if name.startswith("app"))
    assert tops & HEAVY == set()
