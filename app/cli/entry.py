"""The `loalang` command: its groups, its consoles and its last word on errors."""

import io
import sys
from typing import NoReturn

import typer

from app.cli import (
    approval,
    audit,
    banners,
    bulletins,
    campaigns,
    checks,
    choices,
    day_pack,
    demo,
    emergencies,
    faults,
    holidays,
    importing,
    lexicon,
    log_book,
    personal,
    plans,
    policies,
    practice,
    public,
    reading,
    rendering,
    serving,
    slots,
    station_install,
    station_local,
    station_status,
    stations,
    status,
    timetable,
    tokens,
    trainings,
    upkeep,
    usage,
    users,
    verifying,
    voices,
    zones,
)
from app.cli.help import Commands
from app.errors import AppError
from app.privacy import keep_private
from app.settings import SettingsError
from app.words import FAULTS, sentence

app = Commands(
    name="loalang",
    help="Loa Làng: hệ thống loa truyền thanh của xã.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("serve")(serving.serve)
app.command("setup")(serving.setup)
app.command("demo")(demo.demo)
app.command("status")(status.status)
app.command("log-book")(log_book.log_book)
app.command("render")(rendering.render)
app.command("read")(reading.read)
app.command("import")(importing.import_)
app.command("day-pack")(day_pack.day_pack)
app.command("verify")(verifying.verify)
app.command("doctor")(checks.doctor)
app.command("backup")(upkeep.backup)
app.command("restore")(upkeep.restore)
app.add_typer(voices.app, name="voices")
app.add_typer(bulletins.app, name="bulletin")
app.add_typer(campaigns.app, name="campaign")
app.add_typer(banners.app, name="banner")
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(zones.app, name="zone")
app.command("regulation")(zones.regulation)
app.add_typer(approval.app, name="approval")
app.command("choices")(choices.choices)
app.add_typer(slots.app, name="slot")
app.add_typer(timetable.app, name="timetable")
app.add_typer(holidays.app, name="holiday")
app.add_typer(holidays.mourning, name="mourning")
for local in (station_local.emergency, station_local.stop, station_local.lift, station_local.set_pin):
    stations.app.command(local.__name__.replace("_", "-"))(local)
stations.app.command("status")(station_status.status)
stations.app.command("install")(station_install.install)
stations.app.command("uninstall")(station_install.uninstall)
app.add_typer(stations.app, name="station")
app.add_typer(emergencies.app, name="emergency")
app.command("stop-all")(emergencies.stop_all)
app.add_typer(plans.app, name="plan")
app.add_typer(trainings.app, name="training")
app.add_typer(policies.app, name="policy")
app.add_typer(practice.app, name="practice")
app.add_typer(faults.app, name="fault")
app.add_typer(users.app, name="user")
app.add_typer(personal.app, name="person")
app.add_typer(public.app, name="public")
app.add_typer(tokens.app, name="token")
app.add_typer(audit.app, name="audit")


@app.callback()
def _groups_and_commands() -> None:
    """There are several, also where one is built."""


def _build_only(name: str) -> None:
    """Leave out all other groups and commands: to build the whole tree takes as long as many a command."""
    groups = [each for each in app.registered_groups if each.name == name]
    commands = [each for each in app.registered_commands if each.name == name]
    if groups or commands:
        app.registered_groups, app.registered_commands = groups, commands


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
    _build_only(sys.argv[1] if len(sys.argv) > 1 else "")
    try:
        sys.exit(app(standalone_mode=False) or 0)
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
        said = [f"  {key}: {FAULTS.get(code, english)}" for key, code, english in exc.faults]
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
