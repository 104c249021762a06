"""`loalang render`: a bulletin file in, finished audio out; no server and no database needed."""

import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import AsJson, ProgressBar, print_json, print_left_out
from app.cli.reading import LexiconFile, lexicon_of
from app.cli.values import choice

if TYPE_CHECKING:
    from app.reading import Lexicon
    from app.speech import Speaker


def render(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp bản tin (.txt).")],
    output: Annotated[Path, typer.Option("--out", "-o", metavar="RA", help="Tệp .mp3 hoặc .wav.")],
    profile: Annotated[str | None, choice("profile", "--profile", said="Nơi nghe")] = None,
    lexicon: LexiconFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Tạo bản thu từ một tệp bản tin; không xét hiệu lực vì chưa phát."""
    from app.clock import SystemClock
    from app.logs import configure_logs
    from app.settings import Settings
    from app.voices import speaker_of

    if output.suffix.lower() not in {".mp3", ".wav"}:
        raise typer.BadParameter("tệp ra phải là .mp3 hoặc .wav", param_hint="--out")
    if not output.absolute().parent.is_dir():
        raise typer.BadParameter(f"không có thư mục {output.parent}", param_hint="--out")
    settings = Settings.load()
    configure_logs(settings.log_level)
    words = lexicon_of(lexicon)
    speaker = speaker_of(settings, SystemClock())
    folder = Path(tempfile.mkdtemp(prefix=".loalang-", dir=output.absolute().parent))
    try:
        result = _render(file.read_bytes(), words, speaker, profile or settings.audio.profile, folder, output)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        speaker.close()
    if as_json:
        print_json(result)
    else:
        print(f"{output}: {result['seconds']:.1f} giây, {result['lufs']:.1f} LUFS, {result['true_peak_dbtp']:.1f} dBTP")
        print_left_out(result["left_out"])
        for engine in result["fell_back_from"]:
            print(f"Bộ đọc {engine} không đọc được: đã đọc bằng giọng kế tiếp.")


def _render(
    data: bytes, lexicon: "Lexicon | None", speaker: "Speaker", profile: str, folder: Path, output: Path
) -> dict[str, Any]:
    from app.bulletins import Kind, Priority, content_hash, delivery, formal_of, parse_bulletin_file, spoken_script
    from app.clock import SystemClock, local
    from app.programmes import RunningOrder, Spoken, prepare
    from app.speech import Presenter, Prosody
    from app.storage import durable
    from app.studio import Profile, Tags

    bulletin = parse_bulletin_file(data)
    header = bulletin.header
    formal = formal_of(header.kind or Kind.NOTICE, header.priority or Priority.NORMAL)
    spoken = spoken_script(bulletin.script, formal=formal, accent=speaker.chain.accent, lexicon=lexicon)
    manner = delivery(speaker.chain, header.priority or Priority.NORMAL)
    prosody = {Presenter(key): Prosody(**given) for key, given in manner.prosody.items()}
    title = header.title or output.stem
    content = content_hash(spoken, delivery=manner, zone_ids=(), valid_from=header.valid_from, valid_to=header.valid_to)
    date = f"{local(header.valid_from or SystemClock().now()):%Y-%m-%d}"
    made = prepare(
        RunningOrder((Spoken(title, spoken, speaker, prosody),)),
        profile=Profile(profile),
        tags=Tags(title, date, "", content),
        folder=folder,
        progress=ProgressBar("Đang tạo bản thu"),
    )
    wanted = made.mastered.mp3 if output.suffix.lower() == ".mp3" else made.mastered.wav
    with durable(output.absolute(), shared=True) as out, wanted.open("rb") as source:
        shutil.copyfileobj(source, out)
    report = made.mastered.report
    is_mp3 = output.suffix.lower() == ".mp3"
    return {
        "path": str(output.absolute()),
        "seconds": report.seconds,
        "lufs": report.mp3_lufs if is_mp3 else report.wav_lufs,
        "true_peak_dbtp": report.mp3_true_peak if is_mp3 else report.wav_true_peak,
        "synthesised": made.synthesised,
        "cached": made.cached,
        "voices": made.voices,
        "left_out": [line.text for line in spoken.left_out],
        "fell_back_from": list(made.fell_back_from),
        "timings": [asdict(timing) | {"role": timing.role.value} for timing in made.mastered.timings],
    }
