"""The light structure of scripts: nothing is lost, nothing unknown is spoken, every fault has its place."""

import contextlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bulletins import (
    AttentionSignal,
    Kind,
    Music,
    Pause,
    Priority,
    SpokenPart,
    formal_of,
    parse_bulletin_file,
    parse_script,
    speech_alone,
    spoken_script,
)
from app.bulletins.errors import (
    BidiCharacterError,
    ControlCharacterError,
    EmptyScriptError,
    LegacyFontError,
    OpenFieldError,
    PauseLengthError,
    ScriptTooLongError,
    UnknownCueError,
    UnknownPresenterError,
)
from app.bulletins.script import LONGEST_SCRIPT, Script, Speech, Turn
from app.errors import InvalidError
from app.speech.ports import Presenter
from tests.support.files import files

BULLETINS = files("tests/data/bulletins", "*.txt")
PIECES = [
    "PTV1:",
    "PTV2 :",
    "\n",
    "\n\n",
    " ",
    "\t",
    "\v",
    "Bà con ",
    "họp lúc 19h30",
    "Mọi người có quyền dâng hương ở đình và chùa làng vào các ngày hội, ngày lễ",
    "tết và ngày rằm",
    "\n- 2 -\n",
    ".",
    "[nghỉ 3s]",
    "[nhạc: Quê hương]",
    "[hiệu lệnh]",
]


def tiles(script: Script) -> bool:
    ends = [0, *(segment.end for segment in script.segments)]
    starts = [*(segment.start for segment in script.segments), len(script.text)]
    return ends == starts


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_text_is_lost(text: str) -> None:
    try:
        script = parse_script(text)
    except EmptyScriptError:
        return
    assert script.text == text
    assert tiles(script)
    assert len(script.plain) == len(text)
    assert all(segment.text == text[segment.start : segment.end] for segment in script.segments if isinstance(segment, Speech))


@given(st.text(max_size=200))
def test_any_text_is_a_script_or_a_clear_error(text: str) -> None:
    with contextlib.suppress(InvalidError):
        assert tiles(parse_script(text))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_every_spoken_sentence_lies_in_one_presenters_part(text: str) -> None:
    try:
        spoken = spoken_script(parse_script(text))
    except EmptyScriptError:
        return
    for item in spoken.items:
        if isinstance(item, SpokenPart):
            assert all(item.start <= sentence.start < sentence.end <= item.end for sentence in item.sentences)
    assert "".join(text[token.start : token.end] for token in spoken.tokens) == text


@pytest.mark.parametrize("between", ["\n\n[nghỉ 2 giây]\n\n", "\nPTV2: ", "\n- 2 -\n[nghỉ 2 giây]\n"])
def test_no_sentence_runs_on_over_a_cue_as_over_the_end_of_a_page(between: str) -> None:
    first = "PTV1: Mọi người có quyền dâng hương ở đình và chùa làng vào các ngày hội, ngày lễ"
    parts = [
        item for item in spoken_script(parse_script(f"{first}{between}tết và ngày rằm.")).items if isinstance(item, SpokenPart)
    ]
    assert [len(part.sentences) for part in parts] == [1, 1]
    [page] = spoken_script(parse_script(f"{first}\n\n- 2 -\n\ntết và ngày rằm.")).items
    assert isinstance(page, SpokenPart)
    assert [sentence.text[-16:] for sentence in page.sentences] == ["tết và ngày rằm."]


@pytest.mark.parametrize("path", BULLETINS, ids=lambda path: path.stem)
def test_sample_bulletins_keep_every_character(path: Path) -> None:
    file = parse_bulletin_file(path.read_bytes())
    text = path.read_text(encoding="utf-8")
    assert file.script.text == text.split("\n\n", 1)[1]
    assert tiles(file.script)


def test_two_presenters_take_turns() -> None:
    spoken = spoken_script(parse_script("PTV1: Xin chào.\nPTV2 : Kính chào bà con.\nptv1: Mời nghe tin."))
    parts = [item for item in spoken.items if isinstance(item, SpokenPart)]
    assert [part.presenter for part in parts] == [Presenter.A, Presenter.B, Presenter.A]
    assert [part.sentences[0].text for part in parts] == ["Xin chào.", "Kính chào bà con.", "Mời nghe tin."]
    assert "PTV" not in spoken.text


def test_cues_stand_between_the_words() -> None:
    spoken = spoken_script(parse_script("[Hiệu lệnh]\nBà con chú ý [nghỉ 1,5s] bão về.\n[NHẠC: Quê Hương]"))
    signal, before, pause, after, music = spoken.items
    assert isinstance(signal, AttentionSignal)
    assert isinstance(before, SpokenPart)
    assert isinstance(pause, Pause)
    assert pause.seconds == 1.5
    assert isinstance(after, SpokenPart)
    assert isinstance(music, Music)
    assert music.name == "Quê Hương"


def test_windows_line_ends_become_line_feeds() -> None:
    assert parse_script("Một\r\nHai\rBa").text == "Một\nHai\nBa"


def test_layout_is_taken_as_it_is() -> None:
    assert parse_script("Thời gian\tKhu vực\vĐịa điểm").text == "Thời gian\tKhu vực\vĐịa điểm"


def test_a_label_counts_only_at_the_start_of_a_line() -> None:
    segments = parse_script("Hỏi PTV2: ai đó").segments
    assert not any(isinstance(segment, Turn) for segment in segments)


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "PTV1:\nPTV2:", "[nghỉ 3s]", "[hiệu lệnh]", " \u200b\n\ufeff\xad"])
def test_a_script_without_words_is_empty(text: str) -> None:
    with pytest.raises(EmptyScriptError):
        parse_script(text)


def test_the_longest_script_is_taken_and_one_character_more_is_not() -> None:
    assert len(parse_script("a" * LONGEST_SCRIPT).text) == LONGEST_SCRIPT
    with pytest.raises(ScriptTooLongError) as refused:
        parse_script("a" * (LONGEST_SCRIPT + 1))
    assert refused.value.length == LONGEST_SCRIPT + 1


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x85", "\ud800", "\uffff"])
def test_a_control_character_is_named_with_its_place(character: str) -> None:
    with pytest.raises(ControlCharacterError) as refused:
        parse_script(f"Dòng một\nDòng {character}hai")
    assert (refused.value.line, refused.value.column) == (2, 6)
    assert refused.value.character == f"U+{ord(character):04X}"


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f", "\u061c"])
def test_a_bidi_character_is_named_with_its_place(character: str) -> None:
    with pytest.raises(BidiCharacterError) as refused:
        parse_script(f"Bà con{character} chú ý")
    assert (refused.value.line, refused.value.column) == (1, 7)


@pytest.mark.parametrize(
    "cue",
    ["[nghi 3s]", "[1]", "[nghỉ]", "[nghỉ s]", "[nghỉ -3s]", "[nhạc]", "[nhạc: ]", "[]", "[[a]]", "[nghỉ 3s", "[còi hú]"],
)
def test_an_unknown_cue_is_never_spoken(cue: str) -> None:
    with pytest.raises(UnknownCueError) as refused:
        parse_script(f"Bà con chú ý\n  nghe {cue}\nhết")
    assert (refused.value.line, refused.value.column, refused.value.cue) == (2, 8, cue)


@pytest.mark.parametrize("frame", ["[{}]", "［{}］", "【{}】", "[{}］", "﹇{}﹈", "⟦{}⟧", "〔{}〕"])
@pytest.mark.parametrize("what", ["điền: nơi họp", "ĐIỀN\u00a0: nơi họp", "\u200bđiền：nơi họp", "Ｄong 1"])
def test_what_looks_like_a_mark_is_not_spoken(frame: str, what: str) -> None:
    text = f"Mời bà con họp tại {frame.format(unicodedata.normalize('NFD', what))} lúc 19 giờ."
    with pytest.raises(OpenFieldError if "iền" in what.casefold() else UnknownCueError) as refused:
        parse_script(text)
    assert (refused.value.facts["line"], refused.value.facts["column"]) == (1, 20)


@pytest.mark.parametrize("label", ["PTV2：", "ＰＴＶ２:", "\ufeffPTV2:", "\u200bPTV２\u00a0:", "ptv2\u3000︓"])
def test_what_looks_like_a_label_is_one(label: str) -> None:
    assert parse_script(f"PTV1: Chào\n{label} Xin mời").segments[-2].presenter == Presenter.B  # type: ignore[union-attr]
    assert "PTV" not in spoken_script(parse_script(f"{label} Xin mời")).text.upper()


@pytest.mark.parametrize("cue", ["[nghỉ 0s]", "[nghỉ 61s]", "[nghỉ 99999 giây]"])
def test_a_pause_has_its_bounds(cue: str) -> None:
    with pytest.raises(PauseLengthError):
        parse_script(f"Bà con {cue} chú ý")


@pytest.mark.parametrize("label", ["PTV3:", "PTV:", "PTV 4 :", "PTVA:", "ptv12:"])
def test_an_unknown_presenter_is_named_with_its_place(label: str) -> None:
    with pytest.raises(UnknownPresenterError) as refused:
        parse_script(f"PTV1: Chào\n {label} Chào")
    assert (refused.value.line, refused.value.column, refused.value.label) == (2, 2, label)


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("ñy ban nh©n d©n x· th«ng b¸o", "TCVN3"),
        ("KÝnh mêi bµ con häp th«n ®óng giê", "TCVN3"),
        ("UÛy ban nhaân daân xaõ thoâng baùo", "VNI"),
    ],
)
def test_a_text_for_an_old_font_is_known(text: str, font: str) -> None:
    with pytest.raises(LegacyFontError) as refused:
        parse_script(text)
    assert refused.value.font == font


@pytest.mark.parametrize(
    "text",
    ["QUÂN VÀ DÂN TUYÊN TRUYÊN, XUÂN VÊ QUÊ", "Windows® và Office® của Microsoft®, 5½ kg", "Café, résumé, naïve, Köln"],
)
def test_a_proper_text_is_not_taken_for_an_old_font(text: str) -> None:
    assert parse_script(text).text == text


LETTER = "Số: 12/TB-UBND\nLiên An, ngày 5 tháng 3 năm 2025\n\nBà con họp thôn."


@pytest.mark.parametrize(
    ("kind", "priority", "said"),
    [
        (Kind.NOTICE, Priority.NORMAL, ["Bà con họp thôn."]),
        (Kind.SPOT, Priority.NORMAL, None),
        (Kind.NOTICE, Priority.EMERGENCY, None),
    ],
)
def test_only_a_common_bulletin_leaves_formalities_out(kind: Kind, priority: Priority, said: list[str] | None) -> None:
    script = parse_script(LETTER)
    spoken = spoken_script(script, formal=formal_of(kind, priority))
    assert spoken.text.split("\n") == (said or spoken_script(script).text.split("\n"))
    assert "mười hai" in spoken_script(script).text


def test_speech_alone_has_no_marks() -> None:
    text = "PTV1: Cháy [nhạc: x]\n\n[hiệu lệnh]"
    script = speech_alone(text)
    assert [type(segment) for segment in script.segments] == [Speech]
    assert script.plain == text
    with pytest.raises(EmptyScriptError):
        speech_alone(" \n")
