"""Reads a Common Alerting Protocol message, OASIS CAP 1.2: a value, or an error that names the element. No I/O.

XML without entities and external things (defusedxml). Times carry an offset, as section 3.2.1 of the standard wants them. Of
several `info` blocks the first in Vietnamese is taken, else the first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from xml.etree.ElementTree import Element, ParseError  # for its types alone; parsing is defusedxml's

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.emergencies.errors import CapInvalidError
from app.emergencies.model import MsgType, Status

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LARGEST = 1 << 20
"""Bytes of a message; longer ones carry files, which are not for loudspeakers."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_IDENTIFIER = re.compile(r"[^\s,<&]{1,200}")
_Code = TypeVar("_Code", Status, MsgType)


@dataclass(frozen=True, slots=True)
class Area:
    """A place: its description, and the values of its geocodes."""

    description: str
    geocodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Info:
    """What is to be said. expires: the instant (UTC) at which it is no longer true."""

    event: str
    headline: str
    description: str
    instruction: str
    expires: datetime
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class CapMessage:
    """A message.

    references: to earlier ones, as `sender,identifier,sent`. info: None in what only cancels or answers.
    """

    identifier: str
    sender: str
    sent: datetime
    status: Status
    msg_type: MsgType
    references: tuple[str, ...]
    info: Info | None


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
    msg_type = _code(alert, "msgType", MsgType)
    references = tuple(_words(alert, "references"))
    if msg_type in {MsgType.UPDATE, MsgType.CANCEL} and not references:
        raise CapInvalidError("references", "missing")
    infos = alert.findall(_tag("info"))
    chosen = next((each for each in infos if _text(each, "language").casefold().startswith("vi")), infos[0] if infos else None)
    if chosen is None and msg_type in {MsgType.ALERT, MsgType.UPDATE}:
        raise CapInvalidError("info", "missing")
    return CapMessage(
        identifier=_name(alert, "identifier"),
        sender=_name(alert, "sender"),
        sent=_time(alert, "sent"),
        status=_code(alert, "status", Status),
        msg_type=msg_type,
        references=references,
        info=_info(chosen) if chosen is not None and msg_type in {MsgType.ALERT, MsgType.UPDATE} else None,
    )


def _info(info: Element) -> Info:
    areas = tuple(
        Area(_needed(area, "areaDesc"), tuple(_needed(code, "value") for code in area.findall(_tag("geocode"))))
        for area in info.findall(_tag("area"))
    )
    if not areas:
        raise CapInvalidError("area", "missing")
    return Info(
        event=_needed(info, "event"),
        headline=_text(info, "headline"),
        description=_text(info, "description"),
        instruction=_text(info, "instruction"),
        expires=_time(info, "expires"),
        areas=areas,
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


def _words(parent: Element, name: str) -> Iterator[str]:
    for word in _text(parent, name).split():
        if word.count(",") != 2:  # noqa: PLR2004  # sender,identifier,sent
            raise CapInvalidError(name, "characters")
        yield word


def _code(parent: Element, name: str, codes: type[_Code]) -> _Code:
    text = _needed(parent, name)
    try:
        return codes(text)
    except ValueError as exc:
        raise CapInvalidError(name, "unknown_code") from exc


def _time(parent: Element, name: str) -> datetime:
    text = _needed(parent, name)
    if not _TIME.fullmatch(text):
        raise CapInvalidError(name, "time")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as exc:
        raise CapInvalidError(name, "time") from exc
