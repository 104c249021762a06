"""What a commune chooses: its voices, where it is heard, when its day pack is made. The machine's settings are not here."""

from app.choices.chosen import choices, choose, own_choices, settle_choices, unsettled
from app.choices.errors import EngineNotHereError
from app.choices.model import Choices, DayPackChoice

__all__ = ["Choices", "DayPackChoice", "EngineNotHereError", "choices", "choose", "own_choices", "settle_choices", "unsettled"]
