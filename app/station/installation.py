"""What a machine needs to run the station by itself: a systemd unit, or a task of Windows. Only the text; who installs writes it.

Both start it at boot, before anybody signs in, without waiting for the network, and again whenever it ends; and before the other
work of an office PC: `Nice`, the weights and the limits are given by systemd itself, so the account needs no right of its own;
priority 2 of a task is "above normal" where 4 is normal (Task Scheduler schema, `priorityType`).
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

NAME = "loalang-station"
_TASK = "http://schemas.microsoft.com/windows/2004/02/mit/task"


def systemd_unit(command: Sequence[str], *, folder: Path, user: str) -> str:
    """The unit for `/etc/systemd/system`. command: absolute program and arguments; folder: where it runs; user: as whom."""
    return f"""\
[Unit]
Description=Loa Làng: máy phát
After=local-fs.target sound.target
StartLimitIntervalSec=0

[Service]
User={_unit_text(user)}
SupplementaryGroups=audio
WorkingDirectory={_unit_text(str(folder))}
ExecStart={" ".join(_unit_word(word) for word in command)}
Restart=always
RestartSec=2
TimeoutStopSec=20
KillMode=mixed
Nice=-10
CPUWeight=1000
IOWeight=1000
LimitRTPRIO=10
LimitMEMLOCK=infinity

[Install]
WantedBy=multi-user.target
"""


def windows_task(command: Sequence[str], *, folder: Path, user: str) -> str:
    """The task's XML, for `schtasks /Create /XML` in UTF-16. It runs as `user` whether or not that person is signed in (S4U).

    Windows starts a task that failed again after a minute at the soonest; the trigger that repeats each minute catches every
    other end, since a second copy is not started while the first runs.
    """
    task = ET.Element("Task", {"version": "1.2", "xmlns": _TASK})
    _add(task, "RegistrationInfo", {"Description": "Loa Làng: máy phát"})
    triggers = ET.SubElement(task, "Triggers")
    boot = _add(triggers, "BootTrigger", {"Enabled": "true"})
    repetition = ET.Element("Repetition")
    for name, value in (("Interval", "PT1M"), ("StopAtDurationEnd", "false")):
        ET.SubElement(repetition, name).text = value
    boot.insert(0, repetition)
    principals = ET.SubElement(task, "Principals")
    principal = _add(principals, "Principal", {"UserId": user, "LogonType": "S4U", "RunLevel": "LeastPrivilege"})
    principal.set("id", "Author")
    settings = _add(
        task,
        "Settings",
        {
            "MultipleInstancesPolicy": "IgnoreNew",
            "DisallowStartIfOnBatteries": "false",
            "StopIfGoingOnBatteries": "false",
            "StartWhenAvailable": "true",
            "ExecutionTimeLimit": "PT0S",
            "Priority": "2",
        },
    )
    restart = ET.Element("RestartOnFailure")
    for name, value in (("Interval", "PT1M"), ("Count", "999")):
        ET.SubElement(restart, name).text = value
    settings.append(restart)
    actions = ET.SubElement(task, "Actions", {"Context": "Author"})
    arguments = subprocess.list2cmdline(command[1:])
    _add(actions, "Exec", {"Command": command[0], "Arguments": arguments, "WorkingDirectory": str(folder)})
    return '<?xml version="1.0" encoding="UTF-16"?>\n' + ET.tostring(task, encoding="unicode")


def _add(parent: ET.Element, name: str, texts: dict[str, str]) -> ET.Element:
    made = ET.SubElement(parent, name)
    for key, value in texts.items():
        ET.SubElement(made, key).text = value
    return made


def _unit_text(text: str) -> str:
    """A value of a unit: `%` begins a specifier there. Raises ValueError for what would be another line."""
    if any(letter in text for letter in "\r\n\0"):
        raise ValueError("a line of a unit cannot hold a line break")
    return text.replace("%", "%%")


def _unit_word(word: str) -> str:
    """One word of a command line of a unit (systemd.service, "Command lines"): quoted, `$` and `%` doubled."""
    inner = _unit_text(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{inner}"'
