"""The station's side of the line to the server; what httpx raises ends here."""

import contextlib
import os
import time
from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from pydantic import ValidationError

from app.station.errors import BadAnswerError, ServerRefusedError, ServerUnreachableError
from app.units import Sha256
from app.values import frozen
from app.wire.protocol import AsRunBatch, AsRunReceipt, Heartbeat, HeartbeatReply, Message

_LARGEST_MANIFEST, _MANIFEST_S = 32_000_000, 600.0
_LARGEST_ORDERS, _ORDERS_S = 4_000_000, 30.0
_LARGEST_ANSWER, _ANSWER_S = 1_000_000, 30.0
_LONGEST_LINE = 10_000
_USUAL = httpx.Timeout(10, read=30)
_SILENT_S = 45
"""The server says at least a comment every 15 s on the line of events."""
_BUSY = {httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS}


@frozen
class Fetched:
    """A signed manifest as it came, and the tag to ask with next time."""

    signed: bytes
    etag: str | None


class Client:
    """Asks the server. Every method raises ServerUnreachableError (try again) or ServerRefusedError (it said no)."""

    def __init__(self, server: str, token: str, *, transport: httpx.BaseTransport | None = None) -> None:
        """server: base URL, without `/api`. token: bearer. transport: another way to the server, for tests."""
        self._at = f"{server.rstrip('/')}/api/v1/station"  # httpx takes as long again for an address that it has to put together
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"},
            timeout=_USUAL,
            trust_env=not _is_loopback(server),  # a proxy of the office is not asked for what is on this very machine
            verify=urlsplit(server).scheme != "http",  # without TLS the list of authorities is 3 MB for nothing
            transport=transport,
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def manifest(self, etag: str | None) -> Fetched | None:
        """The manifest, None when it is still the one with `etag`."""
        with self._stream("manifest", {"If-None-Match": etag} if etag else None) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            _demand(response, httpx.codes.OK)
            return Fetched(_read(response, _LARGEST_MANIFEST, _MANIFEST_S), response.headers.get("etag"))

    def orders(self, obeyed: int, planned_at: datetime | None) -> bytes:
        """The signed orders of this moment.

        obeyed: the version that is obeyed; what says something else is higher. planned_at: when the manifest was made that is
        gone by; what was silenced since is told.
        """
        asked = {"obeyed": obeyed} | ({} if planned_at is None else {"planned_at": int(planned_at.timestamp())})
        with self._stream("orders", params=asked) as response:
            _demand(response, httpx.codes.OK)
            return _read(response, _LARGEST_ORDERS, _ORDERS_S)

    def dismissal(self) -> bytes:
        """The signed word that this PC is its station no more."""
        with self._stream("dismissal") as response:
            _demand(response, httpx.codes.OK)
            return _read(response, _LARGEST_ANSWER, _ANSWER_S)

    def news(self) -> Iterator[None]:
        """An item whenever the server says that something may be new, and one at once; ends when the server ends it."""
        with self._stream("events", timeout=httpx.Timeout(10, read=_SILENT_S)) as response:
            _demand(response, httpx.codes.OK)
            for line in _lines(response):
                if line.startswith(b"event:"):
                    yield

    def audio(self, sha256: Sha256, into: Path, *, size: int, within_s: float) -> bool:
        """Fetch the file to `into`, going on where an earlier try ended; on the disk, but not yet verified, at return.

        Returns whether all of it is there: what comes slowly is left after so long, since something else may be more urgent by
        then, and another connection may be faster.
        """
        have = into.stat().st_size if into.exists() else 0
        if have > size:
            into.unlink()
            have = 0
        if have == size:
            return True
        with self._stream(f"audio/{sha256}", {"Range": f"bytes={have}-"} if have else None) as response:
            if have and response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                into.unlink()
            _demand(response, httpx.codes.OK, httpx.codes.PARTIAL_CONTENT)
            goes_on = response.status_code == httpx.codes.PARTIAL_CONTENT
            if goes_on and not response.headers.get("content-range", "").startswith(f"bytes {have}-"):
                raise BadAnswerError("another range than asked for")
            return _write(response, into, goes_on_at=have if goes_on else 0, size=size, within_s=within_s)

    def report(self, batch: AsRunBatch) -> AsRunReceipt:
        """Hand in log lines; safe to repeat."""
        with _foreign_errors():
            return AsRunReceipt.model_validate_json(self._post("as-run", batch))

    def heartbeat(self, heartbeat: Heartbeat) -> HeartbeatReply:
        """Say how the station is, and learn the server's time."""
        with _foreign_errors():
            return HeartbeatReply.model_validate_json(self._post("heartbeat", heartbeat))

    def _post(self, path: str, message: Message) -> bytes:
        headers = {"Content-Type": "application/json"}
        with self._http.stream("POST", f"{self._at}/{path}", content=message.canonical(), headers=headers) as response:
            _demand(response, httpx.codes.OK)
            return _read(response, _LARGEST_ANSWER, _ANSWER_S)

    @contextlib.contextmanager
    def _stream(
        self,
        path: str,
        headers: dict[str, str] | None = None,
        *,
        params: dict[str, int] | None = None,
        timeout: httpx.Timeout = _USUAL,
    ) -> Iterator[httpx.Response]:
        with (
            _foreign_errors(),
            self._http.stream("GET", f"{self._at}/{path}", headers=headers, params=params, timeout=timeout) as response,
        ):
            yield response


@contextlib.contextmanager
def _foreign_errors() -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, ValidationError) as exc:
        raise ServerUnreachableError(f"{type(exc).__name__}: {exc}") from exc


def _demand(response: httpx.Response, *wanted: int) -> None:
    status = response.status_code
    if status in wanted:
        if response.headers.get("content-encoding", "identity") != "identity":  # a kilobyte of it may be a gigabyte
            raise BadAnswerError("compressed, though it must not be")
        return
    if httpx.codes.is_client_error(status) and status not in _BUSY:
        raise ServerRefusedError(status)
    raise BadAnswerError(f"HTTP {status}")


def _read(response: httpx.Response, largest: int, within_s: float) -> bytes:
    """The whole body, as it came. One that comes a byte now and then must not hold up all later answers: it is given up."""
    until_s, found = time.monotonic() + within_s, bytearray()
    for chunk in response.iter_bytes():
        found.extend(chunk)
        if len(found) > largest:
            raise BadAnswerError("answer too large")
        if time.monotonic() > until_s:
            raise BadAnswerError("answer too slow")
    return bytes(found)


def _lines(response: httpx.Response) -> Iterator[bytes]:
    rest = b""
    for chunk in response.iter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise BadAnswerError("a line without end")
        yield from lines


def _write(response: httpx.Response, into: Path, *, goes_on_at: int, size: int, within_s: float) -> bool:
    until_s = time.monotonic() + within_s
    with into.open("ab" if goes_on_at else "wb") as file:
        written = goes_on_at
        try:
            for chunk in response.iter_bytes():
                written += len(chunk)
                if written > size:
                    raise BadAnswerError("more bytes than promised")
                file.write(chunk)
                if written < size and time.monotonic() > until_s:
                    return False
        finally:
            file.flush()
            os.fsync(file.fileno())
    if written != size:
        raise BadAnswerError("fewer bytes than promised")
    return True


def _is_loopback(server: str) -> bool:
    host = urlsplit(server).hostname or ""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ip_address(host).is_loopback
    return False
