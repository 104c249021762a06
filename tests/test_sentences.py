"""Every error the product can raise has its Vietnamese sentence, and every code its word."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import get_args

import pytest

import app
import app.words
from app.accounts import Role, Scope
from app.airing import LateRule, OutputKind
from app.bulletins import Effect, Kind, Part, Priority, State, Theme
from app.calendar.working_days import DayChoice
from app.campaigns import CampaignKind, DayUnit, LateKind
from app.emergencies import EmergencyState
from app.emergencies.model import Hazard
from app.errors import AppError
from app.playout import AsRunKind, BlockedReason, OccurrenceState
from app.policies import FieldKind, Standing, Topic
from app.programmes.model import RenderingState
from app.reading import Certainty, Layer
from app.reading import Kind as TokenKind
from app.reports import Contact
from app.standards import Area
from app.studio import Profile
from app.wire.seals import Finding
from app.words import SENTENCES, THINGS, WORDS, said, sentence
from app.zones import Level

NEVER_SHOWN = re.compile(r"\b(render|job|token|sync|cache|upload|slot|playlist|bạn)\b", re.IGNORECASE)


def errors(kind: type[AppError] = AppError) -> Iterator[type[AppError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from errors(below)


for module in pkgutil.walk_packages(app.__path__, "app."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
ERRORS = sorted({error for error in errors() if error.__module__.startswith("app.")}, key=lambda error: error.code)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_an_error_has_its_sentence_and_the_facts_it_quotes(error: type[AppError]) -> None:
    assert error.code in SENTENCES, f"{error.__name__} has no sentence"
    facts = set(error.__dataclass_fields__) if error is not AppError else {"incident"}
    quoted = set(re.findall(r"{(\w+)}", "".join(SENTENCES[error.code])))
    assert quoted <= facts, f"{error.__name__} has no {quoted - facts}"


def test_what_is_not_known_of_a_fault_is_not_half_said() -> None:
    known = sentence("station_disk_full", {"free_bytes": 123_456_789}).detail
    assert known == "Máy phát không tải thêm tệp âm thanh được. Chỗ còn trống: 123 MB. Xin giải phóng ổ đĩa."
    assert sentence("station_disk_full").detail == "Máy phát không tải thêm tệp âm thanh được. Xin giải phóng ổ đĩa."


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_no_detail_has_a_hole_in_it(code: str) -> None:
    assert "…" not in sentence(code).detail


def test_no_two_errors_share_a_code() -> None:
    codes = [error.code for error in ERRORS]
    assert sorted(set(codes)) == codes


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("version", State),
        ("occurrence", OccurrenceState),
        ("reason", BlockedReason),
        ("rendering", RenderingState),
        ("kind", Kind),
        ("theme", Theme),
        ("priority", Priority),
        ("level", Level),
        ("role", Role),
        ("scope", Scope),
        ("choice", DayChoice),
        ("late", LateRule),
        ("hazard", Hazard),
        ("profile", Profile),
        ("contact", Contact),
        ("output", StrEnum("OutputKinds", get_args(OutputKind))),
        ("as_run_kind", AsRunKind),
        ("emergency", EmergencyState),
        ("drill", EmergencyState),
        ("token", TokenKind),
        ("certainty", Certainty),
        ("layer", Layer),
        ("effect", Effect),
        ("bound_part", Part),
        ("seal", Finding),
        ("campaign", CampaignKind),
        ("policy_topic", Topic),
        ("policy_field_kind", FieldKind),
        ("policy_standing", Standing),
        ("day_unit", DayUnit),
        ("area", Area),
        ("late_step", LateKind),
        ("late_step_remedy", LateKind),
    ],
)
def test_every_code_has_its_word(group: str, codes: type[StrEnum]) -> None:
    assert set(WORDS[group]) == {code.value for code in codes}


def test_no_word_of_the_workshop_is_shown() -> None:
    shown = [*(text for pair in SENTENCES.values() for text in pair), *THINGS.values()]
    shown += [word for words in WORDS.values() for word in words.values()]
    assert [text for text in shown if NEVER_SHOWN.search(re.sub(r"{\w+}", "", text))] == []


def test_a_fact_may_hold_any_text() -> None:
    said = sentence("unknown_cue", {"line": 1, "column": 2, "cue": "[{cue!r}{0}]"})
    assert "[{cue!r}{0}]" in said.detail


def test_an_unknown_code_has_a_sentence_too() -> None:
    assert sentence("what is this").title == SENTENCES["error"][0]


def test_what_was_not_found_is_called_by_its_name() -> None:
    assert sentence("not_found", {"kind": "slot", "key": "7"}).detail == "Không tìm thấy khung giờ «7»."


def test_a_disk_the_system_did_not_name_is_still_the_subject_of_its_sentence() -> None:
    said = sentence("file_trouble", {"path": "", "cause": "disk_full"}).detail
    assert said == "Ổ đĩa đang dùng không còn chỗ trống: xin giải phóng ổ đĩa."


def test_a_code_is_said_in_one_file() -> None:
    """Features are merged, and of two that say the same code one would be lost."""
    files = [importlib.import_module(f"app.words.{each.name}") for each in pkgutil.iter_modules(app.words.__path__)]
    for table in ("SENTENCES", "WORDS", "FACTS"):
        parts = [each for file in files if file.__name__ != "app.words.said" for each in getattr(file, table, ())]
        assert sorted(set(parts)) == sorted(parts)
        assert set(parts) == set(getattr(said, table))
