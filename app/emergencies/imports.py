"""From a CAP message to what it asks of this commune: words, places, and what it ends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.emergencies.cap import Area, CapMessage
from app.emergencies.errors import CapAreaError, CapKnownError
from app.emergencies.tables import EmergencyRow
from app.units import CommuneId, ZoneId
from app.zones import path_key, zones


def refuse_known(session: Session, commune_id: CommuneId, message: CapMessage) -> None:
    """Raises `CapKnownError` for a message that came before, however often it is sent."""
    query = select(EmergencyRow.id).where(
        EmergencyRow.commune_id == commune_id,
        EmergencyRow.sender == message.sender,
        EmergencyRow.identifier == message.identifier,
    )
    if session.scalar(query) is not None:
        raise CapKnownError(message.identifier)


def zones_of(session: Session, commune_id: CommuneId, areas: tuple[Area, ...]) -> tuple[ZoneId, ...]:
    """The zones the areas name, by description or geocode: a path in the tree, or a name that only one zone has.

    Raises `CapAreaError`: a place nobody knows here is not taken for the whole commune.
    """
    names: dict[str, list[ZoneId]] = {}
    for zone in zones(session, commune_id):
        for name in {path_key(zone.path), path_key(zone.name)}:
            names.setdefault(name, []).append(zone.id)
    found: list[ZoneId] = []
    for area in areas:
        matches = [names.get(path_key(said), []) for said in (area.description, *area.geocodes)]
        one = next((match[0] for match in matches if len(match) == 1), None)
        if one is None:
            raise CapAreaError(area.description[:200])
        found.append(one)
    return tuple(dict.fromkeys(found))


def words_of(message: CapMessage) -> tuple[str, str]:
    """Title and text of a message that says something: headline, what happens, what to do."""
    info = message.info
    if info is None:
        return message.identifier, ""
    sentences = [part if part.endswith((".", "!", "?")) else f"{part}." for part in (info.headline, info.description) if part]
    instruction = f"\n\n{info.instruction}" if info.instruction else ""
    return info.headline or info.event, " ".join(sentences or [f"{info.event}."]) + instruction
