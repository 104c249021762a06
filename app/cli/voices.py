"""`loalang voices`: the voices there are, a trial sentence, a new voice."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.help import Commands
from app.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from app.speech import Engine

app = Commands(help="Giọng đọc: xem, nghe thử, thêm.", invoke_without_command=True)


@app.callback()
def voices(
    context: typer.Context,
    trial: Annotated[str | None, typer.Option("--try", metavar="CÂU", help="Đọc thử câu này ra tệp WAV.")] = None,
    voice: Annotated[str | None, typer.Option("--voice", help="Tên giọng dùng để đọc thử.")] = None,
    output: Annotated[Path, typer.Option("--out", "-o", help="Tệp WAV của câu đọc thử.")] = Path("nghe-thu.wav"),
    *,
    as_json: AsJson = False,
) -> None:
    """Liệt kê các giọng đọc đang có; với --try thì đọc thử một câu."""
    if context.invoked_subcommand is not None:
        return
    from app.settings import Settings
    from app.voices import engines_of

    engines = engines_of(Settings.load())
    try:
        rows = [
            {"engine": engine.name, "voice": found.id, "label": found.label, "network": engine.needs_network}
            for engine in engines
            for found in engine.voices()
        ]
        if trial is not None:
            _try(engines, trial, voice, output)
        elif as_json:
            print_json(rows)
        else:
            shown = [{**row, "network": "cần mạng" if row["network"] else "tại máy"} for row in rows]
            columns = {"engine": "Bộ đọc", "voice": "Giọng", "label": "Mô tả", "network": "Nơi chạy"}
            print_table(shown, columns, empty="Chưa có giọng đọc nào.")
    finally:
        for engine in engines:
            engine.close()


def _try(engines: "list[Engine]", sentence: str, wanted: str | None, output: Path) -> None:
    from app.sound import to_wav
    from app.speech import Prosody, UnknownVoiceError
    from app.storage import write_durably

    found = [(engine, voice) for engine in engines for voice in engine.voices() if wanted in {None, voice.id}]
    if not found:
        raise UnknownVoiceError(kind="voice", key=wanted or "")
    engine, voice = found[0]
    sound = engine.synthesise(sentence, voice, Prosody())
    write_durably(output.absolute(), to_wav(sound), shared=True)
    print(f"{voice.label}: {output} ({sound.seconds:.1f} giây)")


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp giọng Piper (.onnx, có tệp .onnx.json đi kèm).")],
    sha256: Annotated[str, typer.Option("--sha256", help="Mã SHA-256 của tệp, lấy từ nơi cung cấp giọng.")],
) -> None:
    """Thêm một giọng Piper vào thư mục dữ liệu."""
    from app.settings import Settings
    from app.speech import add_voice
    from app.units import Sha256

    place = add_voice(file, Sha256(sha256.lower()), Settings.load().data / "voices")
    print(f"Đã thêm giọng: {place}")
