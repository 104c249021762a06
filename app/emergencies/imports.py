"""From a CAP message to what it asks of this commune: words, places, what it ends, and what ended it before it came."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.emergencies.cap import Area, CapMessage, Info, Reference
from app.emergencies.errors import CapKnownError
from app.emergencies.model import MsgType, Status
from app.emergencies.tables import EmergencyRow
from app.names import path_key
from app.units import CommuneId, ZoneId
from app.zones import zones


def refuse_known(session: Session, commune_id: CommuneId, message: CapMessage) -> None:
    """Raises `CapKnownError` for a message that came before, however often it is sent."""
    query = select(EmergencyRow.id).where(
        EmergencyRow.commune_id == commune_id,
        EmergencyRow.sender == message.sender,
        EmergencyRow.identifier == message.identifier,
    )
    if session.scalars(query.limit(1)).first() is not None:
        raise CapKnownError(message.identifier)


def came_too_late(session: Session, commune_id: CommuneId, message: CapMessage) -> bool:
    """Whether the same sender's cancellation or update of this message was here first: it must not sound after."""
    query = select(EmergencyRow.references).where(
        EmergencyRow.commune_id == commune_id,
        EmergencyRow.sender == message.sender,
        EmergencyRow.status == Status.ACTUAL,
        EmergencyRow.msg_type.in_([MsgType.CANCEL, MsgType.UPDATE]),
        EmergencyRow.correction_of.is_(None),
    )
    return any(str(message.itself) in references for references in session.scalars(query))


def zones_of(session: Session, commune_id: CommuneId, areas: Sequence[Area]) -> tuple[tuple[ZoneId, ...], tuple[str, ...]]:
    """The zones the areas name, by description or geocode: a path in the tree, or a name that only one zone has.

    The second are the descriptions of areas nobody knows here: they lie elsewhere, and are not taken for the whole commune.
    """
    names: dict[str, list[ZoneId]] = {}
    for zone in zones(session, commune_id):
        for name in {path_key(zone.path), path_key(zone.name)}:
            names.setdefault(name, []).append(zone.id)
    found: list[ZoneId] = []
    unknown = []
    for area in areas:
        matches = [names.get(path_key(said), []) for said in (area.description, *area.geocodes)]
        one = next((match[0] for match in matches if len(match) == 1), None)
        if one is None:
            unknown.append(area.description[:200])
        else:
            found.append(one)
    return tuple(dict.fromkeys(found)), tuple(unknown)


def words_of(info: Info) -> tuple[str, str]:
    """Title and text: headline, what happens, what to do."""
    sentences = [part if part.endswith((".", "!", "?")) else f"{part}." for part in (info.headline, info.description) if part]
    instruction = f"\n\n{info.instruction}" if info.instruction else ""
    return info.headline or info.event, " ".join(sentences or [f"{info.event}."]) + instruction


def named(references: Sequence[Reference], sender: str) -> tuple[list[Reference], list[Reference]]:
    """Those of the sender itself, and those of others: nobody ends what another one said."""
    return [each for each in references if each.sender == sender], [each for each in references if each.sender != sender]
