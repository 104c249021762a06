"""The words of an emergency: templates with blanks to fill in, the frame of a drill, and the correction of a false alarm."""

import re
import string
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from app.clock import local
from app.emergencies.errors import EmergencyBlankError, EmergencyValuesError
from app.emergencies.model import Hazard
from app.values import frozen

FOLDER = Path(__file__).resolve().parents[2] / "audio_templates" / "emergencies"
DRILL = "Đây là diễn tập."
AGAIN = "Xin nhắc lại."
_LONGEST_VALUE = 300
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_CORRECTION = (
    "Đính chính. Thông báo khẩn{title} đã phát lúc {hour} ngày {day} là không đúng. "
    "Đề nghị bà con bình tĩnh, sinh hoạt bình thường. Ủy ban nhân dân xã thành thật xin lỗi bà con."
)


@frozen
class EmergencyTemplate:
    """A text with blanks. variables: name of each blank, and what an officer writes there.

    numbers: of a blank where people write a bare number, how that is said (`{} tuổi`).
    """

    hazard: Hazard
    title: str
    text: str
    variables: Mapping[str, str]
    numbers: Mapping[str, str]


@cache
def emergency_templates() -> Mapping[Hazard, EmergencyTemplate]:
    """All there are."""
    return {Hazard(path.stem): _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def filled(template: EmergencyTemplate, values: Mapping[str, str]) -> str:
    """The text with its blanks filled in. Raises `EmergencyBlankError`, `EmergencyValuesError` naming the blank."""
    clean = {name: " ".join(value.split()) for name, value in values.items()}
    for name in sorted(clean.keys() - template.variables.keys()):
        raise EmergencyValuesError(name)
    for name in template.variables:
        if not clean.get(name):
            raise EmergencyBlankError(name)
    for name, value in clean.items():
        if len(value) > _LONGEST_VALUE or not value.isprintable():
            raise EmergencyValuesError(name)
    return template.text.format_map({name: _with_unit(template.numbers.get(name), value) for name, value in clean.items()})


def correction_text(title: str, aired_at: datetime) -> str:
    """What takes a false alarm back. title: empty where it had none but its own words, which are not to be heard once more."""
    here = local(aired_at)
    return _CORRECTION.format(title=f" «{title}»" if title else "", hour=f"{here.hour}h{here.minute:02d}", day=f"{here:%d/%m/%Y}")


def _with_unit(said: str | None, value: str) -> str:
    return said.format(value) if said is not None and _NUMBER.fullmatch(value) else value


def _read(path: Path) -> EmergencyTemplate:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    template = EmergencyTemplate(
        Hazard(path.stem), found["title"], found["text"].strip(), found["variables"], found.get("numbers", {})
    )
    blanks = {name for _, name, _, _ in string.Formatter().parse(template.text) if name is not None}
    if blanks != set(template.variables) or not template.numbers.keys() <= blanks:
        raise ValueError(f"{path.name}: blanks {sorted(blanks)} are not the variables {sorted(template.variables)}")
    return template
