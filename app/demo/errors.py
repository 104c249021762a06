"""Errors of practising.

ConflictError
  NoTrainingCommuneError, TrainingCommuneExistsError
RefusedError
  SharedPracticeError
"""

from typing import ClassVar

from app.errors import ConflictError, RefusedError


class NoTrainingCommuneError(ConflictError):
    """The commune has none yet."""

    code: ClassVar[str] = "no_training_commune"


class TrainingCommuneExistsError(ConflictError):
    """The commune has one."""

    code: ClassVar[str] = "training_commune_exists"


class SharedPracticeError(RefusedError):
    """Others practise there, whose work would go too. others: how many."""

    code: ClassVar[str] = "shared_practice"
    others: int
