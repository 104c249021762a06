"""One `loalang serve`: web server, background runners and the stations of this machine, from start to end.

Until the first admin exists the service listens on loopback only; the moment it is set up, here or by another process,
it listens where the settings say.
"""

import asyncio
import errno
import socket
import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import structlog
import uvicorn
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from app.choices import settle_choices, unsettled
from app.clock import local
from app.db import is_disk_full
from app.db.migrations import head_revision, migrate, present_revision
from app.ending import when_told_to_end
from app.main import create_app
from app.service.audit import write_refusals
from app.service.background import arm_background, load_ahead
from app.service.connections import Connection, Doorkeeper, connection_budget
from app.service.errors import CannotListenError, DatabaseLostError
from app.service.stations import StationKeeper
from app.service.watch import Watch
from app.storage import FileTroubleError
from app.upkeep import back_up_database, look_at_certificate
from app.wiring import Services

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

_log = structlog.get_logger(__name__)

LOOPBACK = "127.0.0.1"
_LOOK_EVERY = timedelta(milliseconds=500)
_GRACE_S = 5
_HANDSHAKE_S = 10
_AT_ONCE = 64
"""Connections taken in before those that are there are looked after again."""
_IN_THE_SYSTEM = 1024
"""Connections that the system may hold for us until then."""


def bring_up_to_date(services: Services) -> None:
    """Bring the database to this program's revision, after a backup of what is there.

    Raises FileTroubleError on a full disk, DatabaseLostError where there was one.
    """
    data = services.settings.data
    present, newest = present_revision(services.sessions.reading_engine), head_revision()
    if present == newest:
        return
    if present is None and any(each.is_file() for each in (data / "files").rglob("*")):
        raise DatabaseLostError(folder=str(data))
    if present is not None:
        to = data / "backups" / f"{local(services.clock.now()):%Y%m%d-%H%M%S}-{present}.zip"
        back_up_database(services.settings.database, to, services.clock)
        _log.info("database.backed_up", revision=present, file=to.name)
    try:
        migrate(services.sessions.engine)
    except OperationalError as exc:
        if is_disk_full(exc):
            raise FileTroubleError(str(data), "disk_full") from exc
        raise
    _log.info("database.migrated", before=present, after=newest)


class _Server(uvicorn.Server):
    """uvicorn without its own signal handling: the service has more than a web server to end."""

    def __init__(self, config: uvicorn.Config, secure: "tuple[socket.socket, ssl.SSLContext] | None") -> None:
        """secure: where it answers HTTPS as well, with what."""
        super().__init__(config)
        self._secure = secure

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen with a longer queue than what asyncio takes in at once, for which it knows but one number."""
        await super().startup(sockets)
        if self._secure is not None:
            listener, context = self._secure
            loop = asyncio.get_running_loop()
            self.servers.append(
                await loop.create_server(
                    self._protocol, sock=listener, ssl=context, backlog=_AT_ONCE, ssl_handshake_timeout=_HANDSHAKE_S
                )
            )
            listener.listen(_IN_THE_SYSTEM)
        for each in sockets or ():
            each.listen(_IN_THE_SYSTEM)

    def _protocol(self) -> asyncio.Protocol:
        made = cast("type[Connection]", self.config.http_protocol_class)
        return made(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

    @contextmanager
    def capture_signals(self) -> "Iterator[None]":
        yield


class Service:
    """A running service."""

    def __init__(self, services: Services, *, is_set_up: Callable[[], bool], announce: Callable[[str], None]) -> None:
        """Nothing runs yet. announce: is told the address at each (re)start of the web server."""
        self._services = services
        self._is_set_up = is_set_up
        self._announce = announce
        self._ending = threading.Event()
        self._server: _Server | None = None
        self._port = services.settings.port

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM."""
        when_told_to_end(self._end)
        self._services.silencer.recall()
        self._settle_choices()
        arm_background(self._services)
        with self._services.queue, Watch(self._services):
            while not self._ending.is_set():
                self._serve_once()
        write_refusals(self._services)

    def _settle_choices(self) -> None:
        """What the settings say becomes what each commune chose, once; where nothing can be written, it holds all the same."""
        services = self._services
        with services.sessions.read() as session:
            if not unsettled(session):
                return
        try:
            with services.sessions.begin() as session:
                settle_choices(session, services.clock, services.usual)
        except SQLAlchemyError as error:
            _log.warning("choices.not_settled", cause=type(error).__name__)

    def _end(self) -> None:
        self._ending.set()
        self._services.bells.hang_up()
        if self._server is not None:
            self._server.should_exit = True

    def _serve_once(self) -> None:
        settings = self._services.settings
        is_open = self._is_set_up()
        secure = self._secure() if is_open else None
        listener = _listen(settings.host if is_open and secure is None else LOOPBACK, self._port)
        config = uvicorn.Config(
            create_app(self._services),
            http=Doorkeeper(connection_budget()).protocol(),
            ws="none",
            backlog=_AT_ONCE,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=list(settings.proxies),
            timeout_graceful_shutdown=_GRACE_S,
        )
        server = self._server = _Server(config, secure)
        host, port = listener.getsockname()[:2]
        self._port = port
        self._announce(f"http://{host}:{port}")
        if secure is not None:
            host, secure_port = secure[0].getsockname()[:2]
            self._announce(f"https://{host}:{secure_port}")
        keeper = threading.Thread(target=self._keep, args=(server, port), kwargs={"is_open": is_open}, name="keeper")
        keeper.start()
        try:
            server.run(sockets=[listener])
        finally:
            server.should_exit = True
            keeper.join()
            listener.close()
            if secure is not None:
                secure[0].close()

    def _secure(self) -> "tuple[socket.socket, ssl.SSLContext] | None":
        """Where HTTPS is answered: then plain HTTP is for this machine alone. Raises CertificateError."""
        settings = self._services.settings
        if settings.tls is None:
            return None
        import ssl  # noqa: PLC0415  # light start

        given = settings.tls
        found = look_at_certificate(given.cert, given.key, self._services.clock.now())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(given.cert, given.key)
        _log.info("tls.loaded", names=list(found.names), ends_at=found.ends_at.isoformat())
        return _listen(settings.host, given.port), context

    def _keep(self, server: _Server, port: int, *, is_open: bool) -> None:
        """Beside the web server: open the door once there is an admin, and keep this machine's stations running."""
        services = self._services
        has_loaded = False
        with StationKeeper(services, f"http://{LOOPBACK}:{port}") as stations:
            while not server.should_exit:
                if not is_open and self._is_set_up():
                    is_open = True
                    if services.settings.host != LOOPBACK or services.settings.tls is not None:
                        server.should_exit = True
                        services.bells.hang_up()
                if server.started:
                    stations.look()
                    if not has_loaded:
                        has_loaded = True
                        load_ahead()
                services.clock.wait(services.clock.now() + _LOOK_EVERY, self._ending)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio leaves Nagle's algorithm on
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as exc:
        listener.close()
        raise CannotListenError(f"{host}:{port}", "taken" if exc.errno == errno.EADDRINUSE else "refused") from exc
    listener.listen()  # who is told the address may call at once
    listener.set_inheritable(False)
    return listener
