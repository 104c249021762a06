"""Alarms to a web address, which must not become a way into the office network (ASVS 1.3.6, server-side request forgery).

Scheme and port come from a short list, the name is looked up once and the very address found is called, private and
link-local ones are refused, redirects are not followed, no proxy is asked.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

from app.errors import InvalidError, UnavailableError
from app.faults.alarms import Alarm

_PORTS = {"http": {80, 8080}, "https": {443, 8443}}
_USUAL_PORT = {"http": 80, "https": 443}
_TIMEOUT_S = 10
_HOLD_IPV4 = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
"""Whose last 32 bits are the IPv4 address that a gateway leads to (RFC 6052), or led to once (RFC 4291, section 2.5.5.1)."""


class BadWebhookError(InvalidError):
    """The address may not be called. cause: `scheme`, `port`, `user` (name or password in it) or `host`."""

    code: ClassVar[str] = "bad_webhook"
    cause: str


class WebhookFailedError(UnavailableError):
    """The other side did not take the alarm. cause: for the log, without the address, which may hold a secret."""

    code: ClassVar[str] = "webhook_failed"
    cause: str


class WebhookChannel:
    """POSTs each alarm as JSON; any 2xx is an acknowledgement."""

    name = "webhook"

    def __init__(self, url: str, *, private: bool = False) -> None:
        """private: let it be an address of the local network, on any port; for a gateway that stands there.

        Raises BadWebhookError.
        """
        self._parts = _allowed(url, private=private)
        self._private = private

    def send(self, alarm: Alarm) -> None:
        """See `Channel.send`. The same fault may come twice: its id tells."""
        import httpx  # noqa: PLC0415  # light start

        body = {
            "id": str(alarm.fault_id),
            "commune": alarm.commune,
            "station": alarm.station,
            "output": alarm.output,
            "code": alarm.code,
            "since": alarm.since.isoformat(),
            "title": alarm.title,
            "detail": alarm.detail,
            "link": alarm.link,
        }
        host = self._parts.hostname or ""
        try:
            url = self._parts._replace(netloc=self._address(host)).geturl()
            with httpx.Client(timeout=_TIMEOUT_S, trust_env=False, follow_redirects=False) as client:
                # Called by its number, so that a second look-up cannot lead elsewhere; the certificate is still the name's.
                headers, extensions = {"Host": self._host_header(host)}, {"sni_hostname": host}
                with client.stream("POST", url, json=body, headers=headers, extensions=extensions) as answer:
                    answer.raise_for_status()  # what it says beyond that is not read: it may have no end
        except httpx.HTTPStatusError as exc:
            raise WebhookFailedError(f"HTTP {exc.response.status_code}") from exc
        except (httpx.HTTPError, OSError) as exc:
            raise WebhookFailedError(type(exc).__name__) from exc

    def _address(self, host: str) -> str:
        """The one address that is called. Raises WebhookFailedError where the name leads to none that may be."""
        found = socket.getaddrinfo(host, self._port, type=socket.SOCK_STREAM)
        addresses = [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
        if not addresses or not (self._private or all(_is_public(each) for each in addresses)):
            raise WebhookFailedError("address not allowed")
        first = addresses[0]
        return f"[{first}]:{self._port}" if first.version == 6 else f"{first}:{self._port}"  # noqa: PLR2004  # IPv6

    @property
    def _port(self) -> int:
        return self._parts.port or _USUAL_PORT[self._parts.scheme]

    def _host_header(self, host: str) -> str:
        name = f"[{host}]" if ":" in host else host
        return name if self._port == _USUAL_PORT[self._parts.scheme] else f"{name}:{self._port}"


def _allowed(url: str, *, private: bool) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as exc:
        raise BadWebhookError("port") from exc
    if parts.scheme not in _PORTS:
        raise BadWebhookError("scheme")
    if parts.username is not None or parts.password is not None:
        raise BadWebhookError("user")
    if not parts.hostname:
        raise BadWebhookError("host")
    if port is not None and port not in _PORTS[parts.scheme] and not private:
        raise BadWebhookError("port")
    return parts


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return True
    inner = address.ipv4_mapped or address.sixtofour
    if any(address in each for each in _HOLD_IPV4):
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    return not address.is_site_local and (inner is None or _is_public(inner))
