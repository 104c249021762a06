"""`loalang demo`: a sandbox commune, and with `--now` the whole main job in front of one's eyes."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from pydantic import SecretStr

from app.cli.client import Client, ServerUnreachableError
from app.cli.output import AsJson, print_json
from app.clock import SystemClock, local

if TYPE_CHECKING:
    from app.demo import Sandbox
    from app.settings import Settings

SAMPLE = "05-niem-yet-ket-qua-ra-soat.txt"
AHEAD = timedelta(seconds=40)
"""The slot begins at the first whole minute after this; the audio is made and fetched in a quarter of it."""
PATIENCE = timedelta(seconds=60)
LOOK_EVERY = timedelta(milliseconds=200)

Found = TypeVar("Found")
_clock = SystemClock()


def demo(
    *,
    now: Annotated[bool, typer.Option("--now", help="Làm trọn một lượt ngay bây giờ, chưa đến hai phút.")] = False,
    as_json: AsJson = False,
) -> None:
    """Lập xã tập luyện có bản tin mẫu; với --now thì làm trọn: soạn, đọc, duyệt, lên lịch, phát."""
    from app.settings import SANDBOX_FOLDER, Settings

    settings = _apart(Settings.load())
    sandbox = _found(settings)
    if not now:
        _tell(sandbox, settings, as_json=as_json)
        return
    with (
        _service(settings) as server,
        Client(server, sandbox.editor_token) as editor,
        Client(server, sandbox.approver_token) as approver,
    ):
        done = _whole_job(editor, approver, settings.data / SANDBOX_FOLDER, say=_silent if as_json else print)
    if as_json:
        print_json(done)


def _apart(settings: "Settings") -> "Settings":
    """The same settings over a data folder of the sandbox's own, so that it never meets the real commune."""
    folder = settings.data / f"demo-{local(_clock.now()):%Y%m%d-%H%M%S}"
    own = settings.station.model_copy(update={"embedded": True, "output": "folder", "folder": None})
    database = SecretStr(f"sqlite:///{folder / 'loalang.sqlite3'}")
    return settings.model_copy(
        update={"data_dir": folder, "database_url": database, "host": "127.0.0.1", "port": 0, "station": own}
    )


def _found(settings: "Settings") -> "Sandbox":
    from app.demo import found_sandbox
    from app.logs import configure_logs
    from app.service import bring_up_to_date
    from app.voices import chain_of
    from app.wiring import build

    configure_logs("error")
    settings.data.mkdir(parents=True)
    services = build(settings, _clock)
    try:
        bring_up_to_date(services)
        with services.sessions.begin() as session:
            return found_sandbox(session, _clock, chain_of(settings))
    finally:
        services.close()


def _tell(sandbox: "Sandbox", settings: "Settings", *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "data": settings.data,
                "commune": sandbox.commune,
                "bulletins": sandbox.bulletins,
                "editor_token": sandbox.editor_token,
                "approver_token": sandbox.approver_token,
            }
        )
        return
    print(
        f"Đã lập {sandbox.commune} để tập luyện, có {sandbox.bulletins} bản tin mẫu, trong {settings.data}\n"
        f"  Mã truy cập của người soạn:  {sandbox.editor_token}\n"
        f"  Mã truy cập của người duyệt: {sandbox.approver_token}\n"
        "Chạy dịch vụ trên xã này:\n"
        f"  LOALANG_DATA_DIR={settings.data} loalang serve"
    )


@contextmanager
def _service(settings: "Settings") -> Iterator[str]:
    """A `loalang serve` over the sandbox; its address."""
    environment = {
        **os.environ,  # noqa: TID251  # the child is told in the way any service is told
        "LOALANG_DATA_DIR": str(settings.data),
        "LOALANG_DATABASE_URL": settings.database,
        "LOALANG_STATION__OUTPUT": "folder",
        "LOALANG_STATION__EMBEDDED": "true",
        "LOALANG_HOST": "127.0.0.1",
        "LOALANG_PORT": "0",
        "LOALANG_LOG_LEVEL": "warning",
    }
    log = settings.data / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        command = [sys.executable, "-m", "app", "serve"]
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603  # ourselves
        try:
            yield _until(lambda: _address(process, log), log)
        finally:
            process.terminate()
            process.wait()


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str | None:
    found = re.search(r"http://[\d.]+:\d+", log.read_text(encoding="utf-8"))
    if process.poll() is not None:
        raise ServerUnreachableError(str(log))
    return found[0] if found else None


def _whole_job(editor: Client, approver: Client, out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Bulletin, spoken text, audio, approval, slot, aired; what was measured."""
    from app.demo import sample_text

    begun = _clock.monotonic()
    bulletin = editor.json("POST", "/bulletins", content=sample_text(SAMPLE, _clock), headers={"Content-Type": "text/plain"})
    path = f"/bulletins/{bulletin['id']}/versions/1"
    say(f"1. Bản tin: {bulletin['title']}")
    spoken = editor.json("GET", f"{path}/spoken")
    say(f"2. Lời đọc: {spoken['spoken'][:240].replace(chr(10), ' ')}…")
    asked = editor.json("POST", f"{path}/renderings")
    rendering = _until(lambda: _made(editor, asked["id"]), out)
    say(f"3. Bản thu: {rendering['seconds']:.0f} giây, làm xong sau {_clock.monotonic() - begun:.1f} giây")
    editor.json("POST", f"{path}/submit")
    approved = approver.json("POST", f"{path}/approve")
    say(f"4. {approved['created_by']} soạn, {approved['approver']} duyệt, mã nội dung {approved['content_hash'][:16]}…")
    at = _next_minute()
    slot = editor.json(
        "POST",
        "/slots",
        json={"title": "Phát thử", "at": f"{at:%H:%M}", "bulletins": [bulletin["id"]], "first_date": f"{at:%Y-%m-%d}"},
    )
    say(f"5. Khung giờ: {at:%H:%M} hôm nay, còn {(at - local(_clock.now())).seconds} giây…")
    aired = _until(lambda: _aired(editor, slot["id"], at), out, patience=AHEAD + timedelta(minutes=1) + PATIENCE)
    people = {"author": approved["created_by"], "approver": approved["approver"]}
    return people | _measured(editor, aired, out, begun, say)


def _made(client: Client, rendering: str) -> dict[str, Any] | None:
    found: dict[str, Any] = client.json("GET", f"/renderings/{rendering}")
    if found["failure"] is not None:
        raise typer.BadParameter(found["failure"]["detail"])
    return found if found["state"] == "ready" else None


def _aired(client: Client, slot: str, at: datetime) -> dict[str, Any] | None:
    items = client.json("GET", "/occurrences", params={"date": f"{at:%Y-%m-%d}"})["items"]
    found: dict[str, Any] = next(item for item in items if item["slot_id"] == slot)
    if found["state"] in {"blocked", "missed", "interrupted", "cancelled"}:
        raise typer.BadParameter(f"{found['state_word']}: {found['reason_word'] or ''}")
    return found if found["state"] == "aired" else None


def _measured(client: Client, aired: dict[str, Any], out: Path, begun: float, say: Callable[[str], None]) -> dict[str, Any]:
    report = client.json("GET", f"/renderings/{aired['rendering_id']}/report")
    run = next(line for line in aired["as_run"] if line["state"] == "aired")
    files = {path.suffix[1:]: path.resolve() for path in sorted(out.glob("*/*")) if path.suffix in {".mp3", ".wav"}}
    loudness = report["loudness"]
    done = {
        "mp3": files.get("mp3"),
        "wav": files.get("wav"),
        "seconds": report["seconds"],
        "lufs": loudness["mp3_lufs"],
        "true_peak_dbtp": loudness["mp3_true_peak"],
        "wav_lufs": loudness["wav_lufs"],
        "wav_true_peak_dbtp": loudness["wav_true_peak"],
        "start_error_ms": run["start_error_ms"],
        "audio_sha256": run["audio_sha256"],
        "took_s": round(_clock.monotonic() - begun, 1),
    }
    say(
        f"6. Đã phát, lệch giờ {done['start_error_ms']} ms. Cả việc mất {done['took_s']:.0f} giây.\n"
        f"   MP3: {done['mp3']}\n   WAV: {done['wav']}\n"
        f"   Đo được: {done['seconds']:.1f} giây, {done['lufs']:.1f} LUFS, {done['true_peak_dbtp']:.1f} dBTP"
    )
    return done


def _next_minute() -> datetime:
    return (local(_clock.now()) + AHEAD + timedelta(minutes=1)).replace(second=0, microsecond=0)


def _until(look: Callable[[], Found | None], place: Path, patience: timedelta = PATIENCE) -> Found:
    """What `look` finds, as soon as it finds something."""
    end = _clock.monotonic() + patience.total_seconds()
    never = threading.Event()
    while (found := look()) is None:
        if _clock.monotonic() > end:
            raise ServerUnreachableError(str(place))
        _clock.wait(_clock.now() + LOOK_EVERY, never)
    return found


def _silent(_line: str) -> None:
    return
