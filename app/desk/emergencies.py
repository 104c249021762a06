"""Emergencies: raised and confirmed with a PIN, ended without one, taken back; stations and corrections follow at once.

Each step makes a transaction of its own: an attempt at a PIN counts whatever becomes of the rest.
"""

from app import emergencies
from app.accounts import Actor, Right
from app.desk.following import correct_beside, look_again
from app.desk.office import Office
from app.dispatch import Receipt
from app.emergencies import Alarm, Emergency, EmergencyRules, TakenMessage, Words, prove_pin, set_emergency_rules
from app.silence import Act
from app.tags import Tag
from app.units import EmergencyId


def rehearse(office: Office, actor: Actor, asked: Alarm) -> Words:
    """The words as they would sound, before anybody confirms them. Raises as `AlarmRoom.rehearse`."""
    actor.must(Right.ALARM)
    return office.alarms.rehearse(actor, asked)


def raise_alarm(office: Office, actor: Actor, asked: Alarm, *, pin: str, key: str) -> Emergency:
    """Sound an emergency now; the same key again gives the same one. Raises as `AlarmRoom.raise_alarm`."""
    actor.must(Right.ALARM)
    begun = office.alarms.raise_alarm(actor, asked, pin=pin, key=key)
    correct_beside(office, actor.commune_id)
    return begun


def take_cap(office: Office, actor: Actor, message: bytes, *, pin: str) -> TakenMessage:
    """Take a CAP 1.2 message. Raises what `app.emergencies.take_cap` raises."""
    actor.must(Right.ALARM)
    taken = emergencies.take_cap(office.alarms, actor, message, pin=pin)
    correct_beside(office, actor.commune_id)
    return taken


def confirm(office: Office, actor: Actor, emergency_id: EmergencyId, *, pin: str) -> Emergency:
    """The second person's word: now it sounds. Raises as `AlarmRoom.confirm`."""
    actor.must(Right.ALARM)
    confirmed = office.alarms.confirm(actor, emergency_id, pin=pin)
    correct_beside(office, actor.commune_id)
    return confirmed


def correct(office: Office, actor: Actor, emergency_id: EmergencyId, *, pin: str) -> Emergency:
    """Take a false alarm back: it ends, and its correction sounds at once. Raises as `AlarmRoom.correct`."""
    actor.must(Right.ALARM)
    begun = office.alarms.correct(actor, emergency_id, pin=pin)
    correct_beside(office, actor.commune_id)
    return begun


def end(office: Office, actor: Actor, emergency_id: EmergencyId, *, reason: str) -> Receipt:
    """Let it sound no more; silence needs no PIN. Raises as `Silencer.silence`."""
    actor.must(Right.STOP)
    receipt = office.silencer.silence(actor, Act.END, emergency_id, reason=reason)
    look_again(office, actor.commune_id)
    correct_beside(office, actor.commune_id)
    return receipt


def change_pin(office: Office, actor: Actor, pin: str, *, old: str | None) -> None:
    """Set one's own PIN. Raises what `app.emergencies.change_pin` raises."""
    actor.must(Right.OWN)
    emergencies.change_pin(office.sessions, office.clock, actor, pin, old=old)


def set_rules(office: Office, actor: Actor, wanted: EmergencyRules, *, tag: Tag, pin: str) -> EmergencyRules:
    """Decide anew, with the PIN: who may wake the village alone is no matter of a token. Raises as `set_emergency_rules`."""
    actor.must(Right.COMMUNE)
    prove_pin(office.sessions, office.clock, actor, pin)
    with office.sessions.begin() as session:
        return set_emergency_rules(session, office.clock, actor, wanted, tag=tag)
