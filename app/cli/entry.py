"""The `loalang` command: its groups, its consoles and its last word on errors."""

import io
import sys
from importlib import import_module
from typing import NoReturn

import typer

from app.cli import usage
from app.cli.help import Commands
from app.errors import AppError, SettingsError
from app.privacy import keep_private
from app.words import FAULTS, sentence

_PLACES = {
    "serve": "serving.serve",
    "setup": "serving.setup",
    "demo": "demo.demo",
    "status": "status.status",
    "log-book": "log_book.log_book",
    "render": "rendering.render",
    "read": "reading.read",
    "import": "importing.import_",
    "day-pack": "day_pack.day_pack",
    "verify": "verifying.verify",
    "doctor": "checks.doctor",
    "backup": "upkeep.backup",
    "restore": "upkeep.restore",
    "voices": "voices.app",
    "bulletin": "bulletins.app",
    "campaign": "campaigns.app",
    "banner": "banners.app",
    "lexicon": "lexicon.app",
    "zone": "zones.app",
    "regulation": "zones.regulation",
    "approval": "approval.app",
    "choices": "choices.choices",
    "slot": "slots.app",
    "timetable": "timetable.app",
    "holiday": "holidays.app",
    "mourning": "holidays.mourning",
    "station": "station.app",
    "emergency": "emergencies.app",
    "stop-all": "emergencies.stop_all",
    "plan": "plans.app",
    "training": "trainings.app",
    "policy": "policies.app",
    "practice": "practice.app",
    "fault": "faults.app",
    "user": "users.app",
    "person": "personal.app",
    "public": "public.app",
    "token": "tokens.app",
    "audit": "audit.app",
}
"""Where each command or group stands, module and name, in the order of the help."""


def commands(only: str = "") -> Commands:
    """The whole tree, or the one command or group of that name: to load all others takes longer than many a command."""
    tree = Commands(
        name="loalang",
        help="Loa Làng: hệ thống loa truyền thanh của xã.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    tree.callback()(_groups_and_commands)
    for name in (only,) if only in _PLACES else _PLACES:
        module, _, place = _PLACES[name].partition(".")
        found = getattr(import_module(f"app.cli.{module}"), place)
        if isinstance(found, Commands):
            tree.add_typer(found, name=name)
        else:
            tree.command(name)(found)
    return tree


def _groups_and_commands() -> None:
    """There are several, also where one is built."""


def _settle_consoles() -> None:
    """Vietnamese must neither crash an old console nor come out of a pipe in a code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def main() -> None:
    """Run the command line; a refusal is one Vietnamese sentence on stderr and exit code 1."""
    keep_private()
    _settle_consoles()
    try:
        sys.exit(commands(sys.argv[1] if len(sys.argv) > 1 else "")(standalone_mode=False) or 0)
    except typer.TyperException as exc:
        usage.tell(exc)
        sys.exit(exc.exit_code)
    except AppError as exc:
        _refuse(exc)
    except OSError as exc:
        from app.storage import FileTroubleError

        trouble = FileTroubleError.of(exc)
        if trouble is None:
            raise
        _refuse(trouble)
    except SettingsError as exc:
        said = [f"  {key}: {FAULTS.get(code, english).replace('{nearest}', english)}" for key, code, english in exc.faults]
        print("Cài đặt chưa đúng:", *said, sep="\n", file=sys.stderr)
        sys.exit(1)
    except typer.Abort:  # no, or the end of what is typed, where something was asked
        print("Đã thôi, chưa làm gì.", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _refuse(error: AppError) -> NoReturn:
    said = sentence(error.code, error.facts)
    print(f"{said.title}: {said.detail}", file=sys.stderr)
    sys.exit(1)
