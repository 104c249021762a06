"""Reads a Common Alerting Protocol message, OASIS CAP 1.2: a value, or an error that names the element. No I/O.

XML without entities and external things (defusedxml). Times carry an offset, as section 3.3.2 of the standard wants them. What is
done with each element is the table of docs/decisions/0073; what no use is made of may stand there and is not looked at.
"""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self, TypeVar
from xml.etree.ElementTree import Element, ParseError  # for its types alone; parsing is defusedxml's

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.emergencies.errors import CapInvalidError
from app.emergencies.model import MsgType, Status
from app.values import frozen

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LARGEST = 1 << 20
"""Bytes of a message; longer ones carry files, which are not for loudspeakers."""
MOST_INFOS, MOST_AREAS = 50, 500
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_IDENTIFIER = re.compile(r"[^\s,<&]{1,200}")
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_DEFAULT_LANGUAGE = "en-US"
_CATEGORIES = frozenset(
    {"Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"}
)
_URGENCIES = frozenset(["Immediate", "Expected", "Future", "Past", "Unknown"])
_SEVERITIES = frozenset(["Extreme", "Severe", "Moderate", "Minor", "Unknown"])
_CERTAINTIES = frozenset({"Observed", "Likely", "Possible", "Unlikely", "Unknown", "Very Likely"})  # the last one is of CAP 1.0
_WITH_INFO = frozenset({MsgType.ALERT, MsgType.UPDATE})


class Scope(StrEnum):
    """CAP `scope`: whom a message is for. Loudspeakers are public."""

    PUBLIC = "Public"
    RESTRICTED = "Restricted"
    PRIVATE = "Private"


_Code = TypeVar("_Code", Status, MsgType, Scope)


@frozen
class Reference:
    """An earlier message, by all three of its names; two are the same instant of `sent` whatever offset it was written with."""

    sender: str
    identifier: str
    sent: datetime

    @classmethod
    def read(cls, said: str) -> Self:
        """What `str` wrote; neither name holds a comma."""
        sender, identifier, sent = said.split(",", 2)
        return cls(sender, identifier, datetime.fromisoformat(sent))

    def __str__(self) -> str:
        """As it is written in a message."""
        return f"{self.sender},{self.identifier},{self.sent.isoformat(timespec='seconds')}"


@frozen
class Area:
    """A place: its description, and the values of its geocodes. Its polygons and circles are no names of zones."""

    description: str
    geocodes: tuple[str, ...]


@frozen
class Info:
    """What is to be said, and where. effective: from when on, None: at once. expires: when it is no longer true, None: not said.

    Both in UTC. `onset` is when the thing itself begins; a warning comes before it, so it rules nothing.
    """

    language: str
    event: str
    headline: str
    description: str
    instruction: str
    effective: datetime | None
    expires: datetime | None
    areas: tuple[Area, ...]


@frozen
class CapMessage:
    """A message. infos: those to be said, of one language; none in what only cancels or answers."""

    identifier: str
    sender: str
    sent: datetime
    status: Status
    msg_type: MsgType
    scope: Scope
    references: tuple[Reference, ...]
    infos: tuple[Info, ...]

    @property
    def itself(self) -> Reference:
        """How later messages name this one."""
        return Reference(self.sender, self.identifier, self.sent)


def parse_cap(data: bytes) -> CapMessage:
    """Read a message. Raises `CapInvalidError`."""
    if len(data) > LARGEST:
        raise CapInvalidError("alert", "too_large")
    try:
        alert = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as exc:
        raise CapInvalidError("alert", "not_xml") from exc
    if alert.tag != _tag("alert"):
        raise CapInvalidError("alert", "not_cap")
    msg_type, scope = _code(alert, "msgType", MsgType), _code(alert, "scope", Scope)
    references = tuple(_references(alert))
    if msg_type is not MsgType.ALERT and not references:
        raise CapInvalidError("references", "missing")
    for conditional, when in (("restriction", Scope.RESTRICTED), ("addresses", Scope.PRIVATE)):
        if scope is when:
            _needed(alert, conditional)
    return CapMessage(
        identifier=_name(alert, "identifier"),
        sender=_name(alert, "sender"),
        sent=_time(alert, "sent"),
        status=_code(alert, "status", Status),
        msg_type=msg_type,
        scope=scope,
        references=references,
        infos=_said(alert) if msg_type in _WITH_INFO else (),
    )


def _said(alert: Element) -> tuple[Info, ...]:
    """All blocks in Vietnamese; where there is none, all in the language of the first."""
    found = alert.findall(_tag("info"))
    if not found:
        raise CapInvalidError("info", "missing")
    if len(found) > MOST_INFOS:
        raise CapInvalidError("info", "too_large")
    infos = [_info(each) for each in found]
    vietnamese = tuple(each for each in infos if each.language.startswith("vi"))
    return vietnamese or tuple(each for each in infos if each.language == infos[0].language)


def _info(info: Element) -> Info:
    _one_of(info, "category", _CATEGORIES)
    event = _needed(info, "event")
    _one_of(info, "urgency", _URGENCIES)
    _one_of(info, "severity", _SEVERITIES)
    _one_of(info, "certainty", _CERTAINTIES)
    _maybe_time(info, "onset")
    places = info.findall(_tag("area"))
    if not places:
        raise CapInvalidError("area", "missing")
    if len(places) > MOST_AREAS:
        raise CapInvalidError("area", "too_large")
    return Info(
        language=(_text(info, "language") or _DEFAULT_LANGUAGE).casefold(),
        event=event,
        headline=_text(info, "headline"),
        description=_text(info, "description"),
        instruction=_text(info, "instruction"),
        effective=_maybe_time(info, "effective"),
        expires=_maybe_time(info, "expires"),
        areas=tuple(
            Area(_needed(area, "areaDesc"), tuple(_needed(code, "value") for code in area.findall(_tag("geocode"))))
            for area in places
        ),
    )


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _text(parent: Element, name: str) -> str:
    found = parent.find(_tag(name))
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _needed(parent: Element, name: str) -> str:
    text = _text(parent, name)
    if not text:
        raise CapInvalidError(name, "missing")
    return text


def _name(parent: Element, name: str) -> str:
    text = _needed(parent, name)
    if not _IDENTIFIER.fullmatch(text):
        raise CapInvalidError(name, "characters")
    return text


def _references(alert: Element) -> Iterator[Reference]:
    for word in _text(alert, "references").split():
        parts = word.split(",")
        if len(parts) != 3 or not all(_IDENTIFIER.fullmatch(part) for part in parts[:2]):  # noqa: PLR2004  # sender,identifier,sent
            raise CapInvalidError("references", "characters")
        yield Reference(parts[0], parts[1], _instant("references", parts[2]))


def _code(parent: Element, name: str, codes: type[_Code]) -> _Code:
    text = _needed(parent, name)
    try:
        return codes(text)
    except ValueError as exc:
        raise CapInvalidError(name, "unknown_code") from exc


def _one_of(parent: Element, name: str, codes: Collection[str]) -> None:
    """Every element of this name has one of the codes, and there is one."""
    _needed(parent, name)
    if any(" ".join("".join(each.itertext()).split()) not in codes for each in parent.findall(_tag(name))):
        raise CapInvalidError(name, "unknown_code")


def _time(parent: Element, name: str) -> datetime:
    return _instant(name, _needed(parent, name))


def _maybe_time(parent: Element, name: str) -> datetime | None:
    text = _text(parent, name)
    return _instant(name, text) if text else None


def _instant(name: str, text: str) -> datetime:
    if not _TIME.fullmatch(text):
        raise CapInvalidError(name, "time")
    try:
        instant = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as exc:
        raise CapInvalidError(name, "time") from exc
    if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        raise CapInvalidError(name, "time")
    return instant
