"""Emergencies: begun by a person with a PIN, repeated until their end, taken back by a prepared correction; and *stop all*."""

from app.emergencies.acts import begin_due, end, end_all_but, end_due
from app.emergencies.alarm import Alarm, AlarmRoom, Words
from app.emergencies.at_the_station import local_emergency
from app.emergencies.errors import EmergencyBlankError, EmergencyValuesError, OldPinMissingError, PinLockedError, SamePersonError
from app.emergencies.incoming import TakenMessage, take_cap
from app.emergencies.model import ORDERED, Emergency, EmergencyRules, EmergencyState, Hazard, MsgType, Resume, Sort, Status
from app.emergencies.ordering import files_of, order_of
from app.emergencies.pin import change_pin, forget_pin, has_pin, prove_pin, refuse_weak_pin, set_pin
from app.emergencies.queries import corrections_follow, drills, emergencies, emergency, emergency_zones, live, warned_in
from app.emergencies.rules import emergency_rules, set_emergency_rules
from app.emergencies.sealing import drop_altered, is_sealed
from app.emergencies.sounding import LONGEST_TEXT
from app.emergencies.stops import LIFT, lift_stop
from app.emergencies.texts import DRILL, emergency_templates

__all__ = [
    "DRILL",
    "LIFT",
    "LONGEST_TEXT",
    "ORDERED",
    "Alarm",
    "AlarmRoom",
    "Emergency",
    "EmergencyBlankError",
    "EmergencyRules",
    "EmergencyState",
    "EmergencyValuesError",
    "Hazard",
    "MsgType",
    "OldPinMissingError",
    "PinLockedError",
    "Resume",
    "SamePersonError",
    "Sort",
    "Status",
    "TakenMessage",
    "Words",
    "begin_due",
    "change_pin",
    "corrections_follow",
    "drills",
    "drop_altered",
    "emergencies",
    "emergency",
    "emergency_rules",
    "emergency_templates",
    "emergency_zones",
    "end",
    "end_all_but",
    "end_due",
    "files_of",
    "forget_pin",
    "has_pin",
    "is_sealed",
    "lift_stop",
    "live",
    "local_emergency",
    "order_of",
    "prove_pin",
    "refuse_weak_pin",
    "set_emergency_rules",
    "set_pin",
    "take_cap",
    "warned_in",
]
