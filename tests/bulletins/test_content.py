"""The content hash changes with every word that would be heard, and with nothing else."""

import json
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.bulletins import Priority, SpokenPart, SpokenScript, content_hash, delivery, parse_script, spoken_script
from app.bulletins.spoken import from_snapshot, to_snapshot
from app.speech.model import Accent, VoiceChain
from app.units import Sha256, ZoneId, new_id
from tests.support.database import NOW

ZONES = [ZoneId(new_id()), ZoneId(new_id())]
TEXT = "PTV1: Kính mời bà con họp lúc 19h30.\nPTV2: Mời bà con đến đúng giờ. [nghỉ 2s] Xin cảm ơn."
SPOKEN = spoken_script(parse_script(TEXT))
WORDS = st.sampled_from(["bà con", "họp", "thôn Đông Trang", "ngày 16/10/2025", "500.000 đồng", "không", "có"])


def hashed(spoken: SpokenScript = SPOKEN, **other: object) -> Sha256:
    content: dict[str, object] = {
        "delivery": delivery(VoiceChain(), Priority.NORMAL),
        "zone_ids": ZONES,
        "valid_from": NOW,
        "valid_to": NOW + timedelta(days=1),
    }
    return content_hash(spoken, **(content | other))  # type: ignore[arg-type]  # the fields are those above


def test_equal_content_gives_an_equal_hash() -> None:
    assert hashed() == hashed(spoken_script(parse_script(TEXT)), zone_ids=list(reversed(ZONES)))


def test_everything_an_approval_is_worth_is_in_it() -> None:
    others = [
        hashed(),
        hashed(delivery=delivery(VoiceChain(), Priority.EMERGENCY)),
        hashed(delivery=delivery(VoiceChain(accent=Accent.SOUTH), Priority.NORMAL)),
        hashed(zone_ids=ZONES[:1]),
        hashed(valid_from=NOW + timedelta(seconds=1)),
        hashed(valid_to=NOW + timedelta(days=2)),
        hashed(valid_to=None),
        hashed(spoken_script(parse_script(TEXT.replace("2s", "3s")))),
        hashed(spoken_script(parse_script(TEXT.replace("PTV2", "PTV1")))),
        hashed(spoken_script(parse_script(TEXT + " "))),
    ]
    assert len(set(others)) == len(others)


def test_the_names_of_rules_are_not_in_it() -> None:
    renamed = replace(SPOKEN, tokens=tuple(token._replace(rule="other", note="ghi chú") for token in SPOKEN.tokens))
    assert hashed(renamed) == hashed()


@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(WORDS, min_size=1, max_size=8))
def test_other_words_give_another_hash(one: list[str], two: list[str]) -> None:
    first, second = (spoken_script(parse_script(" ".join(words))) for words in (one, two))
    assert (hashed(first) == hashed(second)) == (one == two)


@given(st.data())
def test_any_changed_spoken_word_changes_it(data: st.DataObject) -> None:
    """Even when the script is the same: as after a change of the reader."""
    at = data.draw(st.sampled_from([n for n, token in enumerate(SPOKEN.tokens) if token.spoken]))
    word = data.draw(st.text(min_size=1, max_size=5).filter(lambda text: text != SPOKEN.tokens[at].spoken))
    tokens = list(SPOKEN.tokens)
    tokens[at] = tokens[at]._replace(spoken=word)
    assert hashed(replace(SPOKEN, tokens=tuple(tokens))) != hashed()


def test_a_changed_sentence_or_pause_changes_it() -> None:
    part = SPOKEN.items[0]
    assert isinstance(part, SpokenPart)
    for change in ({"text": "Khác."}, {"pause_ms": 1}, {"phrases": ()}):
        other = replace(part, sentences=(replace(part.sentences[0], **change), *part.sentences[1:]))
        assert hashed(replace(SPOKEN, items=(other, *SPOKEN.items[1:]))) != hashed()


def test_a_snapshot_is_the_spoken_script_again() -> None:
    assert from_snapshot(TEXT, to_snapshot(SPOKEN)) == SPOKEN


def test_an_approval_of_words_that_were_frozen_before_keeps_its_hash_and_its_pauses() -> None:
    snapshot = to_snapshot(SPOKEN)
    for item in snapshot["items"]:
        for row in item.get("sentences", ()):
            row[4] = [[words, 200] for words, _ in row[4]]
    kept = from_snapshot(TEXT, json.loads(json.dumps(snapshot)))
    assert to_snapshot(kept) == snapshot
    assert hashed(kept) == hashed(from_snapshot(TEXT, snapshot)) != hashed()
