"""The seal of an audio file: what it says holds without a database, and no byte of the file changes unnoticed."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, PRIV, TIT2
from sqlalchemy import update

from app.audit import AuditFilter, audit_page
from app.bulletins import Content, Priority, VersionKey, approve, create, delivery, parse_script, spoken_script, submit, withdraw
from app.bulletins.tables import BulletinVersionRow
from app.cli.entry import commands
from app.clock import SystemClock
from app.db import Sessions, make_engine
from app.db.migrations import migrate
from app.programmes import Order, ProgrammeOrder, RenderingState, StudioKit, VersionOrder, order_rendering, render, rendering
from app.programmes.renderings import want
from app.studio import NotAudioError, Profile, parts_of, seal_of
from app.units import Sha256, new_id
from app.wire.public_keys import key_to_pem
from app.wire.seals import Finding, Verdict, seal, verify
from app.zones import Founding, found_commune, public_key
from app.zones.signing import DatabaseSigners
from tests.programmes.worker_process import kit_at

SCRIPT = "Kính mời bà con họp."
FORMS = ("mp3", "wav")


@dataclass(frozen=True)
class Place:
    """A data folder, and the one officer who works there. key: the commune's public one."""

    data: Path
    sessions: Sessions
    kit: StudioKit
    founding: Founding
    key: bytes

    def submit_and_approve(self, key: VersionKey) -> None:
        clock, actor = SystemClock(), self.founding.admin
        manner = delivery(self.kit.speaker.chain, Priority.NORMAL)
        with self.sessions.begin() as session:
            submit(
                session,
                clock,
                actor,
                key.bulletin_id,
                1,
                spoken=spoken_script(parse_script(SCRIPT), formal="skip"),
                delivery=manner,
            )
            approve(session, clock, actor, key.bulletin_id, 1)

    def write(self) -> VersionKey:
        clock = SystemClock()
        now = clock.now()
        content = Content(script=parse_script(SCRIPT), title="Mời họp", valid_from=now, valid_to=now + timedelta(days=1))
        with self.sessions.begin() as session:
            return create(session, clock, self.founding.admin, content)

    def audio(self, order: Order) -> dict[str, Path]:
        clock, commune_id = SystemClock(), self.founding.commune_id
        with self.sessions.begin() as session:
            wanted = order_rendering(session, clock, commune_id, order, kit=self.kit).id
        render(self.sessions, clock, self.kit, DatabaseSigners(), wanted)
        with self.sessions.read() as session:
            forms = rendering(session, commune_id, wanted).forms
        found = {form: self.kit.files.path(stored.sha256) for form, stored in forms.items()}
        return {form: path for form, path in found.items() if path is not None}


@dataclass(frozen=True)
class Made(Place):
    """With a bulletin that is approved and one that is a draft, and the finished audio of both."""

    approved: VersionKey
    draft: VersionKey
    files: dict[str, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    data = tmp_path_factory.mktemp("data")
    engine = make_engine(f"sqlite:///{data / 'loalang.sqlite3'}")
    migrate(engine)
    sessions, clock = Sessions(engine), SystemClock()
    with sessions.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
        key = public_key(session, founding.commune_id)
    place = Place(data, sessions, kit_at(data), founding, key)
    approved, draft = place.write(), place.write()
    place.submit_and_approve(approved)
    files = place.audio(ProgrammeOrder("ban-tin", (approved.version_id,), clock.now()))
    files |= {f"nháp.{form}": path for form, path in place.audio(VersionOrder(draft.version_id)).items()}
    yield Made(data, sessions, place.kit, founding, key, approved, draft, files)
    sessions.close()


@pytest.fixture(params=FORMS)
def file(made: Made, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the approved audio, to be spoilt."""
    return shutil.copyfile(made.files[request.param], tmp_path / f"tin.{request.param}")


def found(path: Path, made: Made) -> Finding:
    return verify(path, [made.key]).finding


def flip(path: Path, at: int, by: int = 1) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ by]))


def place_of_seal(path: Path) -> int:
    signed = seal_of(path)
    assert signed is not None
    return path.read_bytes().index(signed)


def test_a_file_names_its_approval_and_is_intact(made: Made, file: Path) -> None:
    verdict = verify(file, [made.key])
    assert verdict.finding is Finding.INTACT
    assert verdict.claims is not None
    [version] = verdict.claims.versions
    assert (version.bulletin_id, version.number, version.title) == (made.approved.bulletin_id, 1, "Mời họp")
    assert version.approval is not None
    assert version.approval.by == "Nguyễn Văn Quản (vừa soạn vừa duyệt)"
    assert (verdict.claims.commune_id, verdict.claims.commune) == (made.founding.commune_id, "xã Liên An")


def test_audio_in_front_and_at_the_end_is_what_players_expect(made: Made) -> None:
    tag = ID3(made.files["mp3"])
    assert str(tag["TIT2"]) == "Mời họp"
    data = made.files["mp3"].read_bytes()
    assert data[10 + tag.size - 10 : 12 + tag.size - 10][0] == 0xFF, "sound begins where the tag ends"
    wav = made.files["wav"].read_bytes()
    assert int.from_bytes(wav[4:8], "little") + 8 == len(wav)


def test_each_way_of_changing_a_file_is_called_what_it_is(made: Made, file: Path) -> None:
    signed = place_of_seal(file)
    audio = 1_000 if file.suffix == ".wav" else file.stat().st_size - 1_000
    for at, finding in (
        (audio, Finding.AUDIO_CHANGED),
        (signed + 40, Finding.SEAL_CHANGED),
        (signed + 300, Finding.SEAL_CHANGED),
    ):
        flip(file, at)
        assert found(file, made) is finding
        flip(file, at)
    assert found(file, made) is Finding.INTACT
    with file.open("ab") as more:
        more.write(b"abc")
    assert found(file, made) is (Finding.OTHER_AUDIO if file.suffix == ".mp3" else Finding.REST_CHANGED)


def test_a_title_that_somebody_else_wrote_leaves_the_audio_believed(made: Made, tmp_path: Path) -> None:
    file = shutil.copyfile(made.files["mp3"], tmp_path / "tin.mp3")
    tag = ID3(file)
    tag["TIT2"] = TIT2(encoding=3, text="Tên khác")
    tag.save(file)
    assert found(file, made) is Finding.REST_CHANGED


def test_the_seal_of_another_file_is_no_seal_of_this_one(made: Made, tmp_path: Path) -> None:
    file = shutil.copyfile(made.files["nháp.mp3"], tmp_path / "tin.mp3")
    moved = seal_of(made.files["mp3"])
    tag = ID3(file)
    tag.delall("PRIV")
    tag.add(PRIV(owner="loalang-seal", data=moved))
    tag.save(file)
    assert found(file, made) is Finding.OTHER_AUDIO


def test_a_file_without_a_seal_or_of_others_is_told_so(made: Made, file: Path, tmp_path: Path) -> None:
    others = Ed25519PrivateKey.generate()
    assert verify(file, [others.public_key().public_bytes_raw()]).finding is Finding.OTHER_KEY
    bare = tmp_path / "trơn.mp3"
    data = made.files["mp3"].read_bytes()
    bare.write_bytes(data[len(data) - parts_of(made.files["mp3"]).size :])
    assert found(bare, made) is Finding.NO_SEAL
    text = tmp_path / "thư.mp3"
    text.write_bytes("Kính gửi".encode())
    with pytest.raises(NotAudioError):
        found(text, made)


def test_who_signs_anew_with_a_key_of_his_own_is_no_commune(made: Made, tmp_path: Path) -> None:
    claims = verify(made.files["mp3"], [made.key]).claims
    assert claims is not None
    forged, own = shutil.copyfile(made.files["mp3"], tmp_path / "giả.mp3"), Ed25519PrivateKey.generate()
    tag = ID3(forged)
    tag.delall("PRIV")
    tag.save(forged)
    seal(forged, claims, signer=own, public_key=own.public_key().public_bytes_raw())
    assert found(forged, made) is Finding.OTHER_KEY
    tag.save(forged)
    seal(forged, claims, signer=own, public_key=made.key)
    assert found(forged, made) is Finding.SEAL_CHANGED


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.sampled_from(FORMS), share=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255), near=st.booleans())
def test_no_single_byte_changes_unnoticed(made: Made, form: str, share: float, by: int, *, near: bool) -> None:
    """near: in the seal and around it, else anywhere."""
    file = made.data / f"thử.{form}"
    if not file.exists():
        shutil.copyfile(made.files[form], file)
    size, begins = file.stat().st_size, place_of_seal(made.files[form])
    at = min(size - 1, begins - 40 + int(share * 2_000)) if near else int(share * size)
    flip(file, at, by)
    try:
        verdict = verify(file, [made.key])
    except NotAudioError:
        verdict = Verdict(Finding.NO_SEAL)
    flip(file, at, by)
    assert verdict.finding is not Finding.INTACT


def test_every_bit_of_the_signature_counts(made: Made, tmp_path: Path) -> None:
    """The last letter of base64 has bits that say nothing, so that other letters would do as well."""
    file = shutil.copyfile(made.files["mp3"], tmp_path / "tin.mp3")
    last = place_of_seal(file) + len(b"loalang-seal ") + 85
    for by in range(1, 128):
        flip(file, last, by)
        assert found(file, made) is Finding.SEAL_CHANGED
        flip(file, last, by)


def _told(capsys: pytest.CaptureFixture[str], *call: str) -> tuple[int, str]:
    try:
        code = commands("verify")(["verify", *call], standalone_mode=False) or 0
    except typer.Exit as exc:
        code = exc.exit_code
    return code, capsys.readouterr().out


def test_the_command_says_it_in_vietnamese_with_and_without_a_database(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "khoa.pem"
    key.write_bytes(key_to_pem(made.key))
    tin, draft = (shutil.copyfile(made.files[name], tmp_path / f"{n}.mp3") for n, name in enumerate(("mp3", "nháp.mp3")))

    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path / "nowhere"))
    code, said = _told(capsys, str(tin), "--key", str(key))
    assert code == 0
    assert "NGUYÊN VẸN" in said
    assert "Nguyễn Văn Quản (vừa soạn vừa duyệt) duyệt lúc" in said
    with pytest.raises(typer.BadParameter, match="khóa công khai"):
        _told(capsys, str(tin))
    digits = tmp_path / "khoa.txt"
    digits.write_text(made.key.hex(), encoding="utf-8")
    (tmp_path / "nowhere" / "audit").mkdir(parents=True)
    shutil.copyfile(digits, tmp_path / "nowhere" / "audit" / "khoa-xa.pem")
    assert _told(capsys, str(draft))[0] == 3, "of the keys that lie beside the heads"

    monkeypatch.setenv("LOALANG_DATA_DIR", str(made.data))
    code, said = _told(capsys, str(draft))
    assert (code, "CHƯA DUYỆT" in said, "Hiện nay «Mời họp»: Bản nháp" in said) == (3, True, True)
    made.submit_and_approve(made.draft)
    code, said = _told(capsys, str(draft))
    assert code == 0
    assert "sau khi làm tệp" in said
    with made.sessions.begin() as session:
        withdraw(session, SystemClock(), made.founding.admin, made.draft.bulletin_id, 1, reason="Sai số liệu.")
    code, said = _told(capsys, str(draft))
    assert (code, "Đã thu hồi" in said) == (3, True)
    flip(tin, tin.stat().st_size - 500)
    code, said = _told(capsys, str(tin))
    assert (code, said.partition(".mp3: ")[2].partition("\n")[0]) == (4, "ÂM THANH ĐÃ BỊ SỬA: không phải âm thanh đã ký.")
    (tmp_path / "thư.mp3").write_bytes(b"abc")
    code, said = _told(capsys, str(tmp_path / "thư.mp3"))
    assert (code, said) == (7, "Không phải tệp âm thanh: «thư.mp3» không phải tệp MP3 hay WAV.\n")


@pytest.mark.parametrize(
    "altered",
    [
        {"spoken": {"items": [], "tokens": [], "remarks": []}},
        {"spoken": {"items": 7}},
        {"script": "Kính mời bà con nộp tiền."},
        {"voices": {"recording": "00" * 32}},
        {"zones": []},
        {"content_hash": "ab" * 32},
    ],
    ids=lambda altered: next(iter(altered)),
)
def test_what_was_altered_after_its_approval_never_sounds(made: Made, altered: dict[str, object]) -> None:
    key = made.write()
    made.submit_and_approve(key)
    with made.sessions.begin() as session:
        session.execute(update(BulletinVersionRow).where(BulletinVersionRow.id == key.version_id).values(**altered))
    order = ProgrammeOrder("ban-tin", (made.approved.version_id, key.version_id), SystemClock().now())
    with made.sessions.begin() as session:
        content = {Sha256(new_id().hex * 2): order}
        [wanted] = want(session, SystemClock(), made.founding.commune_id, content, profile=Profile.HORN).values()
    render(made.sessions, SystemClock(), made.kit, DatabaseSigners(), wanted.id)
    with made.sessions.read() as session:
        facts = rendering(session, made.founding.commune_id, wanted.id)
        told = audit_page(session, made.founding.commune_id, AuditFilter(act="find_altered"), limit=1).items
    assert facts.failure is not None
    assert facts.failure[0] == "content_altered"
    assert (facts.state, facts.forms) == (RenderingState.FAILED, {})
    assert told[0].subject_id == str(key.version_id)
