"""Stations: added, given a code for their PC, taken away; and how one is in words."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import zones
from app.accounts import Actor, Grave, Right
from app.clock import local
from app.desk.following import look_again
from app.desk.office import Office
from app.dispatch import Receipt
from app.reports import Contact, StationStatus
from app.silence import Act
from app.units import StationId
from app.words import hour_said, word
from app.zones import EnrolmentCode, Station, add_station, make_enrolment_code, resolve, root_zone


def add(office: Office, session: Session, actor: Actor, name: str, *, paths: Sequence[str]) -> Station:
    """Add a station for the zones with these paths, none: the whole commune. Raises what `add_station` and `resolve` raise."""
    actor.must(Right.COMMUNE)
    served = resolve(session, actor.commune_id, paths) if paths else [root_zone(session, actor.commune_id)]
    return add_station(session, office.clock, actor, name=name, zone_ids=[zone.id for zone in served], outputs={}).station


def set_telephone(office: Office, session: Session, actor: Actor, station_id: StationId, telephone: str) -> Station:
    """Write down whom to ring at a station, empty: nobody. Raises what `app.zones.set_telephone` raises."""
    actor.must(Right.COMMUNE)
    return zones.set_telephone(session, office.clock, actor, station_id, telephone)


def make_code(office: Office, session: Session, actor: Actor, station_id: StationId) -> EnrolmentCode:
    """Make a one-time code; what was the station's PC before stops being it once it is used. Raises `NotFoundError`."""
    actor.must(Right.COMMUNE, Grave.MAKE_STATION_CODE)
    return make_enrolment_code(session, office.clock, actor, station_id)


def remove(office: Office, actor: Actor, station_id: StationId) -> Receipt:
    """Take a station away: it is silent at once, and its token stops working. Raises as `Silencer.silence`."""
    actor.must(Right.COMMUNE)
    receipt = office.silencer.silence(actor, Act.REMOVE_STATION, station_id)
    look_again(office, actor.commune_id)
    return receipt


def contact_in_words(found: StationStatus, now: datetime) -> str:
    """`Mất kết nối từ 16h02`, with the day when it was another."""
    if found.last_heard is None or found.contact is Contact.ONLINE:
        return word("contact", found.contact.value)
    since = local(found.last_heard)
    day = "" if since.date() == local(now).date() else f" ngày {since:%d/%m}"
    said = f"{word('contact', 'offline')} từ {hour_said(found.last_heard)}{day}"
    return f"{said}. {word('contact', 'alone')}" if found.contact is Contact.ALONE else said
