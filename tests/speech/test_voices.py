"""Piper voices: added whole and verified, found, spoken by the real loader; missing parts are said clearly."""

import hashlib
import importlib.util
import zipfile
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from app.speech import (
    Accent,
    BadVoiceFileError,
    EngineMissingError,
    Presenter,
    Prosody,
    VoiceFailedError,
    add_voice,
    installed_voices,
)
from app.speech.engines.piper import PiperEngine
from app.storage import sha256_of
from app.units import Sha256
from tests.support.piper_voice import RATE, make_piper_voice


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return make_piper_voice(tmp_path / "download", "vi_VN-lan-low")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "voices"


def zipped(target: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def pair_of(model: Path, name: str) -> dict[str, bytes]:
    config = model.with_name(f"{model.name}.json")
    return {f"{name}.onnx": model.read_bytes(), f"{name}.onnx.json": config.read_bytes()}


def refusal(file: Path, folder: Path, sha256: Sha256 | None = None) -> str:
    with pytest.raises(BadVoiceFileError) as caught:
        add_voice(file, sha256 or sha256_of(file), folder)
    assert installed_voices(folder) == ()
    assert not folder.exists() or list(folder.iterdir()) == [], "nothing is left half"
    return caught.value.reason


def test_an_added_voice_speaks(model: Path, folder: Path) -> None:
    added = add_voice(model, sha256_of(model), folder)
    engine = PiperEngine(folder)
    (voice,) = engine.voices()
    assert added.name == voice.id == "vi_VN-lan-low"
    assert sha256_of(model) in voice.revision
    sound = engine.synthesise("Kính mời bà con.", voice, Prosody())
    assert sound.rate == RATE
    assert engine.cast(Presenter.B, Accent.NORTH) == voice, "the only one speaks for both"
    engine.close()


def test_a_voice_in_an_archive_is_added_and_other_members_are_left_out(tmp_path: Path, model: Path, folder: Path) -> None:
    members = {**pair_of(model, "deep/folder/vi_VN-lan-low"), "../evil.txt": b"x", "README": b"x"}
    file = zipped(tmp_path / "voice.zip", members)
    add_voice(file, sha256_of(file), folder)
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["vi_VN-lan-low.onnx", "vi_VN-lan-low.onnx.json"]
    assert not (tmp_path / "data" / "evil.txt").exists()


def test_adding_it_again_is_harmless_and_another_of_that_name_is_refused(tmp_path: Path, model: Path, folder: Path) -> None:
    first = add_voice(model, sha256_of(model), folder)
    assert add_voice(model, Sha256(sha256_of(model).upper()), folder) == first
    other = make_piper_voice(tmp_path / "other", "vi_VN-lan-low", loudness=0.03)
    with pytest.raises(BadVoiceFileError) as caught:
        add_voice(other, sha256_of(other), folder)
    assert caught.value.reason == "exists"
    assert sha256_of(first.model) == sha256_of(model)


def test_the_hash_decides(model: Path, folder: Path) -> None:
    wrong = Sha256(hashlib.sha256(b"other").hexdigest())
    assert refusal(model, folder, wrong) == "hash_differs"
    assert refusal(model.with_name("none.onnx"), folder, wrong) == "missing"


def test_what_is_no_voice_is_refused(tmp_path: Path, model: Path, folder: Path) -> None:
    alone = tmp_path / "alone.onnx"
    alone.write_bytes(model.read_bytes())
    text = tmp_path / "voice.txt"
    text.write_text("x", encoding="utf-8")
    pair = pair_of(model, "a")
    cases: dict[str, dict[str, bytes]] = {
        "empty": {},
        "two": {**pair, **pair_of(model, "b")},
        "no config": {"a.onnx": b"x"},
        "bad config": {"a.onnx": b"x", "a.onnx.json": b"[]"},
        "no json": {"a.onnx": b"x", "a.onnx.json": b"{"},
        "bad name": pair_of(model, ".."),
    }
    for file in (alone, text, *(zipped(tmp_path / f"{name}.zip", members) for name, members in cases.items())):
        assert refusal(file, folder) == "not_a_voice", file.name


def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path, folder: Path) -> None:
    file = zipped(tmp_path / "bomb.zip", {"a.onnx": b"x", "a.onnx.json": b" " * 6_000_000})
    assert file.stat().st_size < 100_000
    assert refusal(file, folder) == "too_large"


def test_voices_dropped_in_by_hand_are_found_without_a_restart(folder: Path) -> None:
    engine = PiperEngine(folder)
    assert engine.voices() == ()
    with pytest.raises(VoiceFailedError, match="no voice"):
        engine.cast(Presenter.A, Accent.NORTH)
    make_piper_voice(folder, "b-voice")
    make_piper_voice(folder / "a-voice", "a-voice")
    (folder / "lonely.onnx").write_bytes(b"no configuration")
    assert [engine.cast(presenter, Accent.NORTH).id for presenter in Presenter] == ["a-voice", "b-voice"]
    engine.close()


def test_an_exchanged_model_is_another_revision_and_is_loaded_anew(folder: Path) -> None:
    engine = PiperEngine(folder)
    make_piper_voice(folder, "voice")
    old = engine.cast(Presenter.A, Accent.NORTH)
    engine.synthesise("Xin chào.", old, Prosody())
    make_piper_voice(folder, "voice", loudness=0.01)
    new = engine.cast(Presenter.A, Accent.NORTH)
    assert new.revision != old.revision
    assert engine.synthesise("Xin chào.", new, Prosody()).seconds > 0.2
    engine.close()


def test_a_broken_model_is_a_failure_with_the_sentence(folder: Path) -> None:
    make_piper_voice(folder, "voice").write_bytes(b"not a model")
    engine = PiperEngine(folder)
    with pytest.raises(VoiceFailedError) as caught:
        engine.synthesise("Xin chào.", engine.cast(Presenter.A, Accent.NORTH), Prosody())
    assert caught.value.sentence == "Xin chào."


def test_without_the_extra_it_says_how_to_install_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual: Callable[..., ModuleSpec | None] = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "piper" else usual(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    engine = PiperEngine(folder)
    make_piper_voice(folder, "voice")
    assert engine.voices() == ()
    with pytest.raises(EngineMissingError, match=r"pip install loalang\[piper\]"):
        engine.cast(Presenter.A, Accent.NORTH)
