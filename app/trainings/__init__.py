"""Training sessions ("tập huấn"): who was taught what, where and when, with what; what a plan counts of them."""

from app.trainings.errors import (
    MaterialFullError,
    MaterialLinkError,
    MaterialNameError,
    TrainingAheadError,
    TrainingFieldError,
    TrainingInvitedError,
    TrainingOverError,
    VillageTwiceError,
)
from app.trainings.inviting import invite
from app.trainings.materials import MOST_BYTES, Material, add_file, add_link, file_of, materials_of, refuse_file, remove_material
from app.trainings.model import Attendee, Group, SessionKind, Training, TrainingContent
from app.trainings.stored import (
    add_training,
    change_training,
    forget_attendees,
    held_between,
    remove_training,
    training,
    trainings,
)

__all__ = [
    "MOST_BYTES",
    "Attendee",
    "Group",
    "Material",
    "MaterialFullError",
    "MaterialLinkError",
    "MaterialNameError",
    "SessionKind",
    "Training",
    "TrainingAheadError",
    "TrainingContent",
    "TrainingFieldError",
    "TrainingInvitedError",
    "TrainingOverError",
    "VillageTwiceError",
    "add_file",
    "add_link",
    "add_training",
    "change_training",
    "file_of",
    "forget_attendees",
    "held_between",
    "invite",
    "materials_of",
    "refuse_file",
    "remove_material",
    "remove_training",
    "training",
    "trainings",
]
