"""Piper voices in the data folder: `voices/NAME/` with `NAME.onnx` and `NAME.onnx.json`, or the pair alone in `voices/`.

A voice is somebody else's data: it is added only when its hash is the one its publisher names, and only these two members
of an archive are read, whatever else it holds.
"""

import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from app.speech.errors import BadVoiceFileError
from app.storage import durable, sha256_of, sync_folder
from app.units import Sha256
from app.values import frozen

LARGEST_MODEL = 1_000_000_000
LARGEST_CONFIG = 5_000_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_CHUNK = 1 << 20


@frozen
class InstalledVoice:
    """A pair of files that is there. name: the model's file name without `.onnx`."""

    name: str
    model: Path
    config: Path


def installed_voices(folder: Path) -> tuple[InstalledVoice, ...]:
    """The voices in `folder`, by name; a model without its configuration is none."""
    models = sorted({*folder.glob("*.onnx"), *folder.glob("*/*.onnx")}, key=lambda path: (path.stem, path))
    pairs = (InstalledVoice(model.stem, model, model.with_name(f"{model.name}.json")) for model in models)
    return tuple({pair.name: pair for pair in pairs if pair.config.is_file()}.values())


def add_voice(file: Path, sha256: Sha256, folder: Path) -> InstalledVoice:
    """Install a voice into `folder`, whole or not at all.

    file: a `.onnx` with its `.onnx.json` beside it, or a `.zip` that holds one such pair; sha256: of `file`.
    Adding the same voice again is harmless. Raises `BadVoiceFileError`.
    """
    if not file.is_file():
        raise BadVoiceFileError(file=file.name, reason="missing")
    if sha256_of(file) != sha256.strip().lower():
        raise BadVoiceFileError(file=file.name, reason="hash_differs")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".adding-") as made:
        pair = _unpack(file, Path(made)) if zipfile.is_zipfile(file) else _copy(file, Path(made))
        _check(pair, file)
        return _install(pair, file, folder)


def _install(pair: InstalledVoice, file: Path, folder: Path) -> InstalledVoice:
    present = next((voice for voice in installed_voices(folder) if voice.name == pair.name), None)
    if present is not None:
        if sha256_of(present.model) != sha256_of(pair.model):
            raise BadVoiceFileError(file=file.name, reason="exists")
        return present
    place = folder / pair.name
    pair.model.parent.replace(place)
    sync_folder(folder)
    return InstalledVoice(pair.name, place / pair.model.name, place / pair.config.name)


def _copy(file: Path, made: Path) -> InstalledVoice:
    config = file.with_name(f"{file.name}.json")
    if file.suffix != ".onnx" or not config.is_file():
        raise BadVoiceFileError(file=file.name, reason="not_a_voice")
    with file.open("rb") as model, config.open("rb") as settings:
        return _store(file, file.stem, model, settings, made)


def _unpack(file: Path, made: Path) -> InstalledVoice:
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.endswith(".onnx")]
            if len(names) != 1 or f"{names[0]}.json" not in archive.namelist():
                raise BadVoiceFileError(file=file.name, reason="not_a_voice")
            with archive.open(names[0]) as model, archive.open(f"{names[0]}.json") as settings:
                return _store(file, Path(names[0]).stem, model, settings, made)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as exc:  # broken, an odd method, or with a password
        raise BadVoiceFileError(file=file.name, reason="not_a_voice") from exc


def _store(file: Path, name: str, model: IO[bytes], settings: IO[bytes], made: Path) -> InstalledVoice:
    """Write the pair durably under a plain name, counting the bytes that really come."""
    if not _NAME.fullmatch(name):
        raise BadVoiceFileError(file=file.name, reason="not_a_voice")
    place = made / name
    place.mkdir()
    pair = InstalledVoice(name, place / f"{name}.onnx", place / f"{name}.onnx.json")
    for source, target, largest in ((model, pair.model, LARGEST_MODEL), (settings, pair.config, LARGEST_CONFIG)):
        with durable(target) as out:
            while chunk := source.read(_CHUNK):
                if out.tell() + len(chunk) > largest:
                    raise BadVoiceFileError(file=file.name, reason="too_large")
                out.write(chunk)
    return pair


def _check(pair: InstalledVoice, file: Path) -> None:
    """The configuration must be what Piper reads; the model is tried when it first speaks."""
    try:
        config = json.loads(pair.config.read_bytes())
        good = config["audio"]["sample_rate"] > 0 and bool(config["phoneme_id_map"])
    except (ValueError, KeyError, TypeError):
        good = False
    if not good:
        raise BadVoiceFileError(file=file.name, reason="not_a_voice")
