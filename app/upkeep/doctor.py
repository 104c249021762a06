"""The doctor: looks at everything an installation needs and says, as codes and facts, what is wrong.

It changes nothing but a small file written and removed to try the disk.
"""

import errno
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, LiteralString

import imageio_ffmpeg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from app.audit import Witnesses, verify
from app.clock import COMMUNE_ZONE, Clock
from app.db import DatabaseFailedError, Sessions, make_engine
from app.errors import AppError
from app.precedence import allowed
from app.privacy import loose
from app.speech import Engine, Prosody
from app.upkeep.certificate import SOON, CertificateError, look_at_certificate
from app.values import frozen
from app.zones import communes, public_key

_OWN_HOSTS = {"127.0.0.1", "::1", "localhost"}
LOW_DISK_BYTES = 2_000_000_000
FULL_DISK_BYTES = 200_000_000
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this is one that forgot the time: the software itself is younger."""
TRIAL_SENTENCE = "Xin chào bà con, đây là đài truyền thanh xã."


class Check(StrEnum):
    """What is looked at."""

    VOICE = "voice"
    FFMPEG = "ffmpeg"
    DISK = "disk"
    CLOCK = "clock"
    TIME_ZONE = "time_zone"
    DATABASE = "database"
    PORT = "port"
    HOSTS = "hosts"
    TLS = "tls"
    PRIVACY = "privacy"
    RESTORED = "restored"
    AUDIT = "audit"
    PROCESS_FIRST = "process_first"
    SOUND_FIRST = "sound_first"
    MEMORY_HELD = "memory_held"


@frozen
class Finding:
    """One look. code: `ok`, or what is wrong; fact: a figure or name to put into the sentence; fatal: the service cannot work."""

    check: Check
    code: str
    fact: str = ""
    fatal: bool = False


def examine(
    *,
    engines: Iterable[Engine],
    database: str,
    data: Path,
    shared: Collection[Path],
    witnesses: Witnesses,
    address: tuple[str, int],
    clock: Clock,
    names: Collection[str] = (),
    certificate: tuple[Path, Path] | None = None,
) -> list[Finding]:
    """Look at everything; never raises for what it finds. shared: folders in the data folder that are for other people.

    witnesses: folders that keep signed heads of the audit log. names: with a dot, by which the service is called.
    certificate: its own, and the key.
    """
    looks: list[Callable[[], Finding]] = [
        *(lambda engine=engine: _voice(engine) for engine in engines),
        _ffmpeg,
        lambda: _disk(data),
        lambda: _clock(database, clock),
        _time_zone,
        lambda: _database(database),
        lambda: _port(*address),
        lambda: Finding(Check.HOSTS, "ok", ", ".join(sorted(names))),
        lambda: _tls(certificate, address[0], clock.now()),
        lambda: _privacy(database, data, shared),
        lambda: _restored(database),
        lambda: _audit(database, witnesses),
    ]
    return [*(look() for look in looks), *_precedence()]


def _voice(engine: Engine) -> Finding:
    try:
        voices = engine.voices()
        if not voices:
            return Finding(Check.VOICE, "no_voice", engine.name, fatal=True)
        sound = engine.synthesise(TRIAL_SENTENCE, voices[0], Prosody())
    except AppError as exc:
        return Finding(
            Check.VOICE, "network" if engine.needs_network else "failed", f"{engine.name}: {exc}", not engine.needs_network
        )
    return Finding(Check.VOICE, "ok", f"{engine.name}: {voices[0].label}, {sound.seconds:.1f} s")


def _ffmpeg() -> Finding:
    try:
        program = imageio_ffmpeg.get_ffmpeg_exe()
        done = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=20, check=True)  # noqa: S603  # our own
    except (RuntimeError, OSError, subprocess.SubprocessError) as exc:
        return Finding(Check.FFMPEG, "failed", str(exc))
    return Finding(Check.FFMPEG, "ok", " ".join(done.stdout.split()[:3]))


def _disk(data: Path) -> Finding:
    place = next(folder for folder in (data, *data.parents) if folder.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".doctor-") as file:
            file.write(b"x")
    except OSError as exc:
        code = {errno.ENOSPC: "full", errno.EROFS: "read_only", errno.EACCES: "read_only"}.get(exc.errno or 0, "failed")
        return Finding(Check.DISK, code, str(place), fatal=True)
    free = shutil.disk_usage(place).free
    code = "full" if free < FULL_DISK_BYTES else "low" if free < LOW_DISK_BYTES else "ok"
    return Finding(Check.DISK, code, f"{free / 1e9:.1f} GB", fatal=code == "full")


def _clock(database: str, clock: Clock) -> Finding:
    now = clock.now()
    if now < EARLIEST:
        return Finding(Check.CLOCK, "forgot", now.astimezone(COMMUNE_ZONE).strftime("%H:%M %d/%m/%Y"), fatal=True)
    newest = _newest_record(database)
    if newest and now < newest - timedelta(minutes=2):
        return Finding(Check.CLOCK, "behind", newest.astimezone(COMMUNE_ZONE).strftime("%H:%M %d/%m/%Y"), fatal=True)
    return Finding(Check.CLOCK, "ok", now.astimezone(COMMUNE_ZONE).strftime("%H:%M:%S %d/%m/%Y"))


def _newest_record(database: str) -> datetime | None:
    """When the newest line of the audit log was written: the clock must not be before it."""
    found = _asked(database, "SELECT max(at) FROM audit_events")
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if isinstance(found, str) else found


def _restored(database: str) -> Finding:
    """Whether data were put back from a backup, and nobody has looked at what that means."""
    waiting = _asked(database, "SELECT count(*) FROM faults WHERE code = 'restored' AND accepted_at IS NULL")
    return Finding(Check.RESTORED, "look", str(waiting)) if waiting else Finding(Check.RESTORED, "ok")


def _audit(database: str, witnesses: Witnesses) -> Finding:
    """Whether the audit log of every commune is as it was written; a database that is not ours to read yet says nothing."""
    url = make_url(database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return Finding(Check.AUDIT, "ok", "0")
    events = 0
    with closing(Sessions(make_engine(database))) as sessions:
        try:
            with sessions.read() as session:
                for commune in communes(session):
                    heads = witnesses.heads(commune.id)
                    found = verify(session, commune.id, heads, public_key(session, commune.id))
                    events += found.last
                    if found.broken is not None:
                        return Finding(Check.AUDIT, "broken", f"{commune.name}, {found.broken.number}", fatal=True)
                    if found.bad_heads:
                        return Finding(Check.AUDIT, "bad_head", str(found.bad_heads[0]))
        except (DBAPIError, OSError) as exc:
            return Finding(Check.AUDIT, "unread", type(exc).__name__)
    return Finding(Check.AUDIT, "ok", str(events))


def _precedence() -> list[Finding]:
    """Whether a player that this account starts goes before the other work of the machine."""
    held = allowed()
    found = ((Check.PROCESS_FIRST, held.process), (Check.SOUND_FIRST, held.sound), (Check.MEMORY_HELD, held.memory))
    return [Finding(check, "ok" if holds else "refused") for check, holds in found]


def _asked(database: str, query: LiteralString) -> Any:  # noqa: ANN401  # one value, as the driver gives it
    """The one value of a query; None where there is no database yet."""
    url = make_url(database)
    try:
        if url.get_backend_name() == "sqlite":
            with closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)) as lite:
                return lite.execute(query).fetchone()[0]
        from app.upkeep import postgres  # noqa: PLC0415  # only where the database is one

        return postgres.value(url, query)
    except (sqlite3.Error, DatabaseFailedError):
        return None


def _time_zone() -> Finding:
    offset = COMMUNE_ZONE.utcoffset(datetime(2026, 1, 1))  # noqa: DTZ001  # a wall time asked of the zone itself
    hours = offset.total_seconds() / 3600 if offset else 0
    return Finding(Check.TIME_ZONE, "ok" if hours == 7 else "failed", f"UTC+{hours:g}", fatal=hours != 7)  # noqa: PLR2004  # UTC+7


def _database(database: str) -> Finding:
    url = make_url(database)
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(Path(url.database or ""))
        from app.upkeep import postgres  # noqa: PLC0415  # only where the database is one

        return Finding(Check.DATABASE, "ok", f"PostgreSQL {postgres.version(url)}")
    except sqlite3.Error as exc:
        return Finding(Check.DATABASE, "failed", str(exc).splitlines()[0], fatal=True)
    except DatabaseFailedError as exc:
        return Finding(Check.DATABASE, "failed", exc.reason, fatal=True)


def _sqlite(path: Path) -> Finding:
    if not path.exists():
        return Finding(Check.DATABASE, "absent", str(path))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        found = connection.execute("PRAGMA quick_check").fetchone()[0]
    return Finding(Check.DATABASE, "ok" if found == "ok" else "damaged", str(found) if found != "ok" else "SQLite", found != "ok")


def _privacy(database: str, data: Path, shared: Collection[Path]) -> Finding:
    """Whether other accounts of this machine can read the commune's words, recordings, keys and tokens."""
    url = make_url(database)
    outside = [Path(f"{url.database}{end}") for end in ("", "-wal", "-shm")] if url.get_backend_name() == "sqlite" else []
    found = list(loose(data, shared=shared))
    found += [path for each in outside if not each.is_relative_to(data) for path in loose(each)]
    return Finding(Check.PRIVACY, "loose", f"{found[0]} ({len(found)})") if found else Finding(Check.PRIVACY, "ok", str(data))


def _tls(certificate: tuple[Path, Path] | None, host: str, now: datetime) -> Finding:
    """Whether HTTPS can be answered, and goes on to be; what only this machine calls needs none."""
    if certificate is None:
        return Finding(Check.TLS, "ok" if host in _OWN_HOSTS else "none", host)
    try:
        found = look_at_certificate(*certificate, now)
    except CertificateError as exc:
        return Finding(Check.TLS, exc.cause, exc.path, fatal=True)
    key = next(loose(certificate[1]), None)
    if key is not None:
        return Finding(Check.TLS, "key_loose", str(key))
    day = f"{found.ends_at.astimezone(COMMUNE_ZONE):%d/%m/%Y}"
    return Finding(Check.TLS, "soon" if found.ends_at - now < SOON else "ok", f"{', '.join(found.names)}, {day}")


def _port(host: str, port: int) -> Finding:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as exc:
            return Finding(Check.PORT, "taken" if exc.errno == errno.EADDRINUSE else "failed", f"{host}:{port}")
    return Finding(Check.PORT, "ok", f"{host}:{port}")
