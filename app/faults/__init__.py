"""What is wrong with stations and outputs: seen, kept, shown until a person accepts it, and sent to people by web or mail.

The way by mail is loaded where the settings name it.
"""

from typing import TYPE_CHECKING

from app.deferred import deferred
from app.faults.alarms import CHANNEL_FAULTS, ROW_FAULTS, ROW_UNREADABLE, Alarm, Channel, send_alarms
from app.faults.log import (
    EMERGENCY_ALTERED,
    FOREIGN_LINE,
    LOG_GAP,
    RESTORED,
    Fault,
    accept_fault,
    begin_fault,
    fault_page,
    faults_between,
    is_open,
    note_fault,
    observe,
    shown_faults,
)
from app.faults.reminders import RemindedAlreadyError, Reminder, last_reminder, remind
from app.faults.webhook import BadWebhookError, WebhookChannel

if TYPE_CHECKING:
    from app.faults.mail import MailChannel

__all__ = [
    "CHANNEL_FAULTS",
    "EMERGENCY_ALTERED",
    "FOREIGN_LINE",
    "LOG_GAP",
    "RESTORED",
    "ROW_FAULTS",
    "ROW_UNREADABLE",
    "Alarm",
    "BadWebhookError",
    "Channel",
    "Fault",
    "MailChannel",
    "RemindedAlreadyError",
    "Reminder",
    "WebhookChannel",
    "accept_fault",
    "begin_fault",
    "fault_page",
    "faults_between",
    "is_open",
    "last_reminder",
    "note_fault",
    "observe",
    "remind",
    "send_alarms",
    "shown_faults",
]

if not TYPE_CHECKING:
    __getattr__ = deferred(__name__, ("mail",), __all__)
