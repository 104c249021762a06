"""What people read, in Vietnamese with the words of the glossary: one file a feature; every door shows the same.

A sentence says what is wrong and what to do about it. `{name}` stands for a fact of the error.
"""

from app.words.days import (
    WEEKDAYS,
    WEEKDAYS_IN_SHORT,
    day_of_year,
    days_in_words,
    heading,
    hour,
    hour_in_words,
    hour_said,
    moment,
    second_said,
    weekday,
)
from app.words.places import where
from app.words.request import FAULTS, NOTHING_TYPED, THINGS
from app.words.said import (
    SENTENCES,
    WORDS,
    Sentence,
    fault,
    field_in_words,
    kind_word,
    reading_summary,
    sentence,
    sound_name,
    state_word,
    target_unit,
    word,
)
from app.words.station import IN_FILES, ONLY_WRITTEN, times_written

__all__ = [
    "FAULTS",
    "IN_FILES",
    "NOTHING_TYPED",
    "ONLY_WRITTEN",
    "SENTENCES",
    "THINGS",
    "WEEKDAYS",
    "WEEKDAYS_IN_SHORT",
    "WORDS",
    "Sentence",
    "day_of_year",
    "days_in_words",
    "fault",
    "field_in_words",
    "heading",
    "hour",
    "hour_in_words",
    "hour_said",
    "kind_word",
    "moment",
    "reading_summary",
    "second_said",
    "sentence",
    "sound_name",
    "state_word",
    "target_unit",
    "times_written",
    "weekday",
    "where",
    "word",
]
