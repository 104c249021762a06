"""`loalang verify`: whose approval an audio file or a printed sheet belongs to, and whether anything in it was changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.dates import moment
from app.cli.output import AsJson, print_json

if TYPE_CHECKING:
    from app.programmes import SealedStanding
    from app.settings import Settings
    from app.wire.seals import Claims, Finding, Verdict

EXIT_CODES = {
    "intact": 0,
    "not_approved": 3,
    "audio_changed": 4,
    "other_audio": 4,
    "rest_changed": 4,
    "seal_changed": 4,
    "other_key": 5,
    "no_seal": 6,
}
"""What a program is told; 1 and 2 are what they are of every command: it could not be done, it was called in a wrong way."""
_NOT_AUDIO = 7


def verify(
    what: Annotated[str, typer.Argument(metavar="TỆP", help="Tệp .mp3 hoặc .wav; hoặc dòng chữ trong mã QR của phiếu.")],
    key: Annotated[Path | None, typer.Option("--key", metavar="TỆP", help="Khóa công khai của xã; không cần gì khác.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra tệp âm thanh hay phiếu duyệt: thuộc phê duyệt nào, có bị sửa không.

    Mã thoát: 0 đúng, 3 chưa duyệt hoặc đã thu hồi, 4 bị sửa, 5 khóa khác, 6 không có dấu, 7 không phải âm thanh.
    """
    from app.bulletins import PAPER

    if what.upper().startswith(PAPER):
        _verify_paper(what, as_json=as_json)
    else:
        _verify_file(Path(what), key, as_json=as_json)


def _verify_file(file: Path, key: Path | None, *, as_json: bool) -> None:
    from app.settings import Settings
    from app.studio import NotAudioError
    from app.wire.public_keys import read_key
    from app.wire.seals import Finding
    from app.wire.seals import verify as verdict_of
    from app.words import sentence, word

    settings = Settings.load()
    keys, has_database = ([read_key(key)], False) if key is not None else _keys(settings)
    try:
        verdict = verdict_of(file, keys)
    except NotAudioError as error:
        said = sentence(error.code, error.facts)
        print(f"{said.title}: {said.detail}")
        raise typer.Exit(_NOT_AUDIO) from error
    except FileNotFoundError as error:
        raise typer.BadParameter(f"không có tệp {file}", param_hint="TỆP") from error
    standing: Sequence[SealedStanding] = ()
    if has_database and verdict.claims is not None and verdict.finding in {Finding.INTACT, Finding.NOT_APPROVED}:
        standing = _standing(settings, verdict.claims)
    finding = _finding(verdict.finding, standing)
    if as_json:
        claims = verdict.claims.model_dump(mode="json") if verdict.claims is not None else None
        now = [
            {"version_id": each.version.version_id, "state": _state(each), "is_approved": each.is_approved} for each in standing
        ]
        print_json({"file": str(file), "finding": finding, "key": verdict.key, "claims": claims, "now": now or None})
    else:
        print(f"{file.name}: {word('seal', finding)}.")
        _tell(verdict, standing)
    if EXIT_CODES[finding]:
        raise typer.Exit(EXIT_CODES[finding])


def _finding(found: "Finding", standing: "Sequence[SealedStanding]") -> str:
    """What is approved by now counts, and what was withdrawn since."""
    if not standing:
        return found.value
    return "intact" if all(each.is_approved for each in standing) else "not_approved"


def _keys(settings: "Settings") -> tuple[list[bytes], bool]:
    """The keys of this installation: of its database, or where that is not here, those kept beside the signed heads.

    Also whether there is a database to ask how things stand today.
    """
    from app.audit import Witnesses
    from app.wire.public_keys import read_key

    if settings.database_url is not None or (settings.data / "loalang.sqlite3").exists():
        from app.cli.audit import opened
        from app.zones import public_key

        with opened("") as (session, communes):
            return [public_key(session, each.id) for each in communes], True
    keys = [read_key(path) for path in Witnesses.of(settings.witness_folders).key_files()]
    if not keys:
        raise typer.BadParameter("ở đây không có dữ liệu của đài: xin nêu tệp khóa công khai của xã", param_hint="--key")
    return keys, False


def _standing(settings: "Settings", claims: "Claims") -> "list[SealedStanding]":
    from app.db import Sessions, make_engine
    from app.programmes import sealed_standing

    sessions = Sessions(make_engine(settings.database))
    try:
        with sessions.read() as session:
            return sealed_standing(session, claims)
    finally:
        sessions.close()


def _tell(verdict: "Verdict", standing: "Sequence[SealedStanding]") -> None:
    if verdict.claims is None:
        return
    print(f"  Theo dấu: «{verdict.claims.title}», {verdict.claims.commune}, mã nội dung {verdict.claims.content_hash[:16]}…")
    for each in verdict.claims.versions:
        print(f"  «{each.title}», phiên bản {each.number}, bản tin {each.bulletin_id}")
        if each.approval is None:
            print("    Lúc làm tệp chưa được duyệt.")
        else:
            print(f"    {each.approval.by} duyệt lúc {moment(each.approval.at.isoformat())}, mã {each.approval.content_hash}")
    for now in standing:
        print(f"  Hiện nay «{now.version.title}»: {_said(now)}")
    print(f"  Khóa: {verdict.key}")


def _said(now: "SealedStanding") -> str:
    from app.words import word

    if now.facts is None:
        return "trong dữ liệu của đài không có bản tin này"
    state = f"{word('version', now.facts.state.value)} (phiên bản {now.facts.number})"
    if now.is_approved and now.version.approval is None and now.facts.approved_at is not None:
        return f"{state}, {now.facts.approver} duyệt lúc {moment(now.facts.approved_at.isoformat())}, sau khi làm tệp"
    return state


def _state(now: "SealedStanding") -> str | None:
    return now.facts.state.value if now.facts is not None else None


def _verify_paper(text: str, *, as_json: bool) -> None:
    from app.bulletins import read_paper, version
    from app.cli.audit import opened
    from app.words import word

    mark = read_paper(text)
    with opened("") as (session, _):
        found = version(session, mark.commune_id, mark.bulletin_id, mark.number)
    is_same = found.content_hash == mark.content_hash
    is_approved = is_same and found.summary.state.value in {"approved", "expired"}
    if as_json:
        print_json(
            {"bulletin_id": mark.bulletin_id, "number": mark.number, "state": found.summary.state.value, "is_same": is_same}
        )
    else:
        said = "đúng nội dung ghi trên phiếu" if is_same else "NỘI DUNG KHÁC với phiếu"
        print(f"«{found.summary.title}», phiên bản {mark.number}: {said}; {word('version', found.summary.state.value).lower()}.")
        if is_same and found.approver is not None and found.approved_at is not None:
            print(f"  {found.approver} duyệt lúc {moment(found.approved_at.isoformat())}, mã {found.content_hash}")
    if not is_approved:
        raise typer.Exit(EXIT_CODES["not_approved" if is_same else "audio_changed"])
