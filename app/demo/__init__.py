"""Sandbox communes: places to try everything, with people, zones, hours and bulletins of their own, where nothing ever sounds."""

from app.demo.errors import NoTrainingCommuneError, SharedPracticeError, TrainingCommuneExistsError
from app.demo.exercise import Progress, Results, Step, progress_in, progress_of, results_on
from app.demo.practice import (
    PIN,
    begin_again,
    close_training,
    enter_training,
    found_training,
    practisers,
    training_commune,
)
from app.demo.sandbox import Sandbox, found_sandbox, sample_files, sample_text

__all__ = [
    "PIN",
    "NoTrainingCommuneError",
    "Progress",
    "Results",
    "Sandbox",
    "SharedPracticeError",
    "Step",
    "TrainingCommuneExistsError",
    "begin_again",
    "close_training",
    "enter_training",
    "found_sandbox",
    "found_training",
    "practisers",
    "progress_in",
    "progress_of",
    "results_on",
    "sample_files",
    "sample_text",
    "training_commune",
]
