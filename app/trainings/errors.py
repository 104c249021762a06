"""Errors of training sessions.

InvalidError
  TrainingFieldError, TrainingAheadError, VillageTwiceError, MaterialLinkError, MaterialNameError
ConflictError
  TrainingInvitedError, TrainingOverError, MaterialFullError
"""

from typing import ClassVar

from app.errors import ConflictError, InvalidError


class TrainingFieldError(InvalidError):
    """A field is too long, out of its bounds, or has signs that nobody sees. name: of the field, a code."""

    code: ClassVar[str] = "training_field"
    name: str
    limit: int


class TrainingAheadError(InvalidError):
    """It is said how many came to what is still to come. day: when it is held."""

    code: ClassVar[str] = "training_ahead"
    field: ClassVar[str] = "groups"
    day: str


class TrainingBlankError(TrainingFieldError):
    """A field is empty."""

    code: ClassVar[str] = "training_blank"


class VillageTwiceError(InvalidError):
    """A village stands in the list twice."""

    code: ClassVar[str] = "training_village_twice"
    field: ClassVar[str] = "groups"
    zone: str


class MaterialLinkError(InvalidError):
    """No address of the web."""

    code: ClassVar[str] = "material_link"
    field: ClassVar[str] = "address"
    limit: int


class MaterialNameError(InvalidError):
    """No file that lessons are taught with, or one too large. kinds: which there are; limit_bytes: the largest."""

    code: ClassVar[str] = "material_file"
    field: ClassVar[str] = "file"
    file_name: str
    kinds: str
    limit_bytes: int


class MaterialFullError(ConflictError):
    """A session has as many materials as it may."""

    code: ClassVar[str] = "material_full"
    most: int


class TrainingInvitedError(ConflictError):
    """There is a bulletin that invites to it."""

    code: ClassVar[str] = "training_invited"
    topic: str


class TrainingOverError(ConflictError):
    """Nobody is invited to what has begun."""

    code: ClassVar[str] = "training_over"
    topic: str
