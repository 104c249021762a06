"""How sentences and words are found, and filled with the facts of an error."""

import re
from collections.abc import Mapping
from string import Formatter

from app.airing import AsRunKind, BlockedReason, ItemKind, OccurrenceState
from app.values import frozen
from app.words import (
    accounts,
    audit,
    banners,
    bulletins,
    campaigns,
    documents,
    faults,
    lexicon,
    plans,
    policies,
    practice,
    programmes,
    publicity,
    reports,
    request,
    speech,
    standards,
    station,
    studio,
    timetable,
    trainings,
    upkeep,
    zones,
)
from app.words.days import hour_in_words

_FEATURES = (
    request,
    accounts,
    audit,
    zones,
    bulletins,
    documents,
    banners,
    lexicon,
    standards,
    plans,
    policies,
    campaigns,
    timetable,
    trainings,
    practice,
    studio,
    speech,
    station,
    programmes,
    publicity,
    reports,
    faults,
    upkeep,
)
SENTENCES: dict[str, tuple[str, str]] = {code: said for feature in _FEATURES for code, said in feature.SENTENCES.items()}
"""Title and detail, by the code of the error."""
WORDS: dict[str, dict[str, str]] = {
    group: known for feature in _FEATURES for group, known in getattr(feature, "WORDS", {}).items()
}
"""What is on the screen for a code, by group: states, reasons, kinds."""
FACTS: dict[str, dict[str, str | dict[str, str]]] = {
    code: known for feature in _FEATURES for code, known in getattr(feature, "FACTS", {}).items()
}
"""Facts that are codes themselves, one or several by commas, and the words a sentence shows; or the group these are in."""

Fact = str | int | float | None
_PARTS = re.compile(r"(?<=[.!?]) ")
_MEGABYTE = 1_000_000
_UNSURE = frozenset({BlockedReason.NOT_REPORTED, BlockedReason.RESTORED})


@frozen
class Sentence:
    """What a person is told: a short title, and one or two sentences more."""

    title: str
    detail: str


def kind_word(kind: AsRunKind, *, is_drill: bool) -> str:
    """What sort of thing sounded; a drill is not called an emergency."""
    return "Diễn tập" if is_drill else WORDS["as_run_kind"][kind.value]


def sound_name(code: str) -> str:
    """What a sound that ships is called; the commune's own music by the name it was given."""
    return WORDS["sound"].get(code, code)


def target_unit(unit: str, channel: str | None) -> str:
    """What a target counts, as one says it of its channel (None: of none): times of a class are classes."""
    return WORDS["channel_unit"][channel] if unit == "times" and channel else WORDS["target_unit"][unit]


def sentence(code: str, facts: Mapping[str, Fact] | None = None) -> Sentence:
    """The sentence for an error's code with its facts; an unknown code gives the one for errors nobody foresaw.

    A fault that is kept, or told by a station, is its code alone: what the detail says of a fact that is not known is left out.
    Facts named `…_bytes` are said in megabytes, hours (`05:30`) as in a text.
    """
    title, detail = SENTENCES.get(code, SENTENCES["error"])
    given = _Facts(facts or {})
    for name, words in FACTS.get(code, {}).items():
        known = WORDS[words] if isinstance(words, str) else words
        given[name] = _in_words(given.get(name), known)
    for name, value in given.items():
        if name.endswith("_bytes") and isinstance(value, int):
            given[name] = f"{value // _MEGABYTE} MB"
        elif isinstance(value, str):
            given[name] = hour_in_words(value)
    told = " ".join(part for part in _PARTS.split(detail) if _named(part) <= given.keys())
    return Sentence(title.format_map(given), told.format_map(given))


def _in_words(value: Fact, known: Mapping[str, str]) -> Fact:
    if not isinstance(value, str):
        return known.get(str(value), value)
    return ", ".join(known.get(each, each) for each in value.split(", "))


def _named(part: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(part) if name is not None}


def word(group: str, code: str) -> str:
    """The word on the screen for a code of a group: `word("version", "draft")` => `Bản nháp`. Raises KeyError."""
    return WORDS[group][code]


def state_word(kind: ItemKind, state: OccurrenceState, reason: BlockedReason | None) -> str:
    """The word for where an occurrence stands: a relay is not "played", it is relayed.

    reason: why it is not heard, or as things stand will not be. What waits says so, and never that it is planned or
    ready; where nobody knows whether it was heard, neither is claimed.
    """
    is_relay = kind is ItemKind.RELAY
    if reason in _UNSURE:
        return word("unrelayed" if is_relay else "unheard", "unsure")
    if state.is_waiting and reason is not None:
        return word("unrelayed" if is_relay else "unheard", "unready" if reason.may_pass else "refused")
    return word("relay" if is_relay else "occurrence", state.value)


def reading_summary(*, sentences: int, left_out: int, remarks: int) -> str:
    """What a reading amounts to, in one line; what is not said is never passed over."""
    left = f"không đọc {left_out} dòng" if left_out else "đọc hết"
    return f"{sentences} câu, {left}, {remarks} chỗ nên xem lại"


class _Facts(dict[str, Fact]):
    def __missing__(self, key: str) -> str:
        return "…"


def fault(code: str, about: Mapping[str, object] | None = None) -> str:
    """What is wrong with a field of a request. about: what Pydantic says beside the code: the values it may have, its bounds."""
    said, known = request.FAULTS.get(code, "không đúng kiểu"), about or {}
    listed = str(known.get("expected", "")).replace("'", "").replace(" or ", ", ")
    bounds = [f"{word} {known[key]}" for key, word in request.BOUNDS.items() if key in known]
    told = f"{said}: {listed}" if listed else said
    return f"{told} ({', '.join(bounds)})" if bounds else told


def field_in_words(field: str) -> str:
    """A field of a request, as `bulletins.0`: what people call it before what programs do."""
    known = request.FIELDS.get(field.partition(".")[0])
    return f"{known} («{field}»)" if known else f"«{field}»"
