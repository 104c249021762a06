"""Settings of one installation: `loalang.toml` and `LOALANG_*`, read once by a composition root.

What a commune decides (hours, minutes, holidays, thresholds) is rows with a document number, not settings.
"""

import os
import socket
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from app.errors import SettingsError
from app.links import is_web_address

Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().resolve())]
"""Written as one likes, from the working folder or from home; absolute from here on, so that it is seen where it lies."""


HostName = Annotated[str, Field(pattern=r"(?i)^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253), AfterValidator(str.lower)]
"""A name of a machine with a dot in it, without a port."""
Network = Annotated[str, AfterValidator(lambda text: str(ip_network(text)))]
"""An address, or a network of such: `192.168.1.0/24`."""
_OF_OTHERS = ("CONFIG", "SERVER", "TOKEN", "STATION_TOKEN", "PIN", "DB_PASSWORD")
"""Variables that are no settings: where the file is, what commands ask for, and what `compose.yaml` does."""
SANDBOX_FOLDER = "out-tap-huan"
"""In the data folder: where a training commune is heard, as files."""


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VoiceSettings(_Group):
    """Which engines speak, in what order, and with which accent."""

    chain: tuple[Literal["espeak", "gtts", "edge", "piper"], ...] = Field(default=("espeak",), min_length=1)
    accent: Literal["north", "central", "south"] = "north"
    presenter_1: str = Field(default="", description="Voice of presenter 1; empty: the engine's own choice.")
    presenter_2: str = Field(default="", description="Voice of presenter 2; empty: the engine's own choice.")
    cache_mb: int = Field(default=2048, ge=16, description="Bound of the sentence cache on disk, MiB.")


class AudioSettings(_Group):
    """How a programme is mastered."""

    profile: Literal["horn", "indoor", "podcast"] = "horn"


class TimetableSettings(_Group):
    """How far ahead the server works."""

    prepare_ahead_h: int = Field(default=24, ge=1, le=14 * 24, description="Audio is prepared this many hours ahead.")
    manifest_days: int = Field(default=14, ge=1, le=31, description="Days a station can play without the server.")


class AmplifierSettings(_Group):
    """How an amplifier is switched: two addresses, two telegrams in hexadecimal, or two commands with their arguments."""

    kind: Literal["http", "serial", "command"]
    on: tuple[str, ...] = Field(min_length=1)
    off: tuple[str, ...] = Field(min_length=1)
    port: str = Field(default="", description="Serial port of the relay.")
    baud: int = Field(default=9600, ge=300, le=921_600)
    pre_roll_s: float = Field(default=3.0, ge=0, le=60, description="From switched on to ready.")
    hold_s: float = Field(default=10.0, ge=0, le=600, description="How long it stays on after the last sound.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind != "command" and (len(self.on), len(self.off)) != (1, 1):
            raise ValueError(f"on and off are one text each for {self.kind}")
        if self.kind == "serial":
            if not self.port:
                raise ValueError("port is needed for serial")
            for telegram in (*self.on, *self.off):
                bytes.fromhex(telegram)
        return self


class OutputSettings(_Group):
    """One way out of the station on this machine."""

    name: str = Field(min_length=1, max_length=80)
    kind: Literal["soundcard", "icecast", "folder", "null"]
    formats: tuple[Literal["mp3", "wav"], ...] = Field(default=(), description="Empty: MP3; for a folder both.")
    zones: tuple[UUID, ...] = Field(default=(), description="Ids of the zones heard here; empty: all of the station.")
    folder: Folder | None = None
    device: str = Field(default="", description="Name of the sound device, or a part of it; empty: the usual one.")
    side: Literal["both", "left", "right"] = "both"
    level_db: float = Field(default=0.0, ge=-60, le=12)
    latency_ms: int = Field(default=0, ge=0, le=30_000, description="From a frame to the loudspeaker, as calibrated.")
    chime: str = Field(default="", description="Sound before each programme; empty: none.")
    silent_after_s: float = Field(default=30.0, ge=5, le=600)
    url: str = Field(default="", description="Of the Icecast mount.")
    user: str = "source"
    password: SecretStr = SecretStr("")
    bit_rate: int = Field(default=96, ge=32, le=320)
    amplifier: AmplifierSettings | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "folder" and self.folder is None:
            raise ValueError("folder is needed for a folder output")
        if self.kind == "icecast" and not is_web_address(self.url):
            raise ValueError("url of the mount is needed for icecast, without user and password: http://host:8000/name.mp3")
        return self


class StationSettings(_Group):
    """The station that `serve` starts on the same machine, and the one that `station` is."""

    embedded: bool = True
    output: Literal["folder", "null"] = "folder"
    folder: Folder | None = Field(default=None, description="Where finished audio lands; empty: `out/` of the data folder.")
    outputs: tuple[OutputSettings, ...] = Field(default=(), description="What it sounds through; empty: the one above.")
    ask_first_s: float = Field(default=5, ge=0, le=60, description="After a start, how long the server is waited for.")


class SignInSettings(_Group):
    """How long a sign-in at a screen lasts, and what it takes."""

    idle_min: int = Field(default=120, ge=5, le=24 * 60, description="Minutes without a request, after which it is over.")
    longest_h: int = Field(default=72, ge=1, le=30 * 24, description="Hours after which one signs in anew in any case.")
    proof_min: int = Field(default=5, ge=1, le=60, description="Minutes for which grave acts need no new proof of who is there.")
    address: str = Field(default="", pattern=r"^(https://[a-z0-9.-]+(:\d{1,5})?)?$", description="Public address, for passkeys.")
    second_factor_for: tuple[Literal["admin", "approver", "emergency"], ...] = Field(
        default=(), description="Who must have a second factor; emergency: who may raise emergencies."
    )
    keep_days: int = Field(default=90, ge=31, le=3650, description="Days it is kept who signed in from where, once that is over.")


class ApprovalSettings(_Group):
    """Who approves."""

    longest_delegation_days: int = Field(default=30, ge=1, le=366, description="A deputy is named for no longer at a time.")
    keep_remarks_years: int | None = Field(
        default=None, ge=1, le=100, description="Years that remarks of approvers at returned bulletins are kept; empty: for ever."
    )


class DayPackSettings(_Group):
    """The day pack that is put into a folder each evening."""

    folder: Folder | None = Field(default=None, description="A drive or share that is there; empty: no pack is made by itself.")
    at_hour: int = Field(default=18, ge=12, le=23, description="Local hour from which the next day's pack is kept there.")
    formats: tuple[Literal["mp3", "wav"], ...] = Field(default=("mp3",), min_length=1)


class AlarmSettings(_Group):
    """Where faults are sent, beside being shown: a web address, and people by mail. Nothing set: nowhere."""

    webhook_url: SecretStr | None = None
    webhook_private: bool = Field(default=False, description="The address may be one of the local network.")
    smtp_host: str = Field(default="", description="Empty: no mail is sent.")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    mail_from: str = ""
    mail_to: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.smtp_host and not (self.mail_from and self.mail_to):
            raise ValueError("mail_from and mail_to are needed with smtp_host")
        return self


class TlsSettings(_Group):
    """The certificate (its whole chain) and key, PEM, with which the service answers HTTPS itself, and where."""

    cert: Folder
    key: Folder
    port: int = Field(default=8443, ge=0, le=65535)


class AuditSettings(_Group):
    """How long it is kept who did what."""

    keep_years: int | None = Field(default=None, ge=1, le=100, description="Empty: for ever.")


_PORT = 8080


class Settings(BaseSettings):
    """Everything an installation may set. Unknown keys are refused."""

    model_config = SettingsConfigDict(
        env_prefix="LOALANG_",
        env_nested_delimiter="__",
        toml_file="loalang.toml",
        frozen=True,
        extra="forbid",
    )

    data_dir: Path = Path("data")
    database_url: SecretStr | None = Field(default=None, description="PostgreSQL; empty: SQLite in the data folder.")
    host: str = "127.0.0.1"
    port: int = Field(default=_PORT, ge=0, le=65535)
    hosts: tuple[HostName, ...] = Field(default=(), description="Names with a dot by which browsers call it: loa.xa.vn.")
    proxies: tuple[Network, ...] = Field(
        default=(), description="Addresses of proxies whose word on callers and TLS is believed."
    )
    tls: TlsSettings | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    voice: VoiceSettings = VoiceSettings()
    audio: AudioSettings = AudioSettings()
    timetable: TimetableSettings = TimetableSettings()
    station: StationSettings = StationSettings()
    alarm: AlarmSettings = AlarmSettings()
    day_pack: DayPackSettings = DayPackSettings()
    sign_in: SignInSettings = SignInSettings()
    approval: ApprovalSettings = ApprovalSettings()
    audit: AuditSettings = AuditSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then `loalang.toml` of the working folder (or where `LOALANG_CONFIG` says)."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _file())

    @classmethod
    def load(cls, **given: object) -> Self:
        """Read all sources. Raises `SettingsError` with every fault listed."""
        unknown = _unknown_variables()
        try:
            found = cls(**given)  # type: ignore[arg-type]  # checked by pydantic
        except ValidationError as exc:
            said = [(".".join(map(str, e["loc"])), e["type"], e["msg"]) for e in exc.errors()]
            raise SettingsError([*unknown, *said]) from exc
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
            raise SettingsError([*unknown, (str(_file()), "toml", str(exc))]) from exc
        if unknown:
            raise SettingsError(unknown)
        return found

    @property
    def data(self) -> Path:
        """The data folder, absolute."""
        return self.data_dir.expanduser().resolve()

    @property
    def own_names(self) -> frozenset[str]:
        """Names with a dot by which the service is called: those set, and the machine's own."""
        machine = socket.gethostname().lower()
        mine = {machine, f"{machine.partition('.')[0]}.local"}
        return frozenset({*self.hosts, *(name for name in mine if "." in name)})

    @property
    def shared_folders(self) -> frozenset[Path]:
        """Folders in the data folder that are for other people: finished audio and packs. All else is the account's own."""
        known = {*self._handed_out, self.data / SANDBOX_FOLDER}
        return frozenset(folder for folder in known if folder.is_relative_to(self.data) and folder != self.data)

    @property
    def witness_folders(self) -> tuple[Path, ...]:
        """Where signed heads of the audit log are kept: with the data, then in each folder that finished audio or packs go to."""
        return (self.data / "audit", *(folder / "nhat-ky-he-thong" for folder in sorted(self._handed_out)))

    @property
    def _handed_out(self) -> frozenset[Path]:
        given = (self.station.folder, self.day_pack.folder, *(output.folder for output in self.station.outputs))
        return frozenset({self.data / "out", *(folder for folder in given if folder is not None)})

    @property
    def database(self) -> str:
        """The database's address: the one set, or SQLite in the data folder."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data / 'loalang.sqlite3'}"


def own_port() -> int:
    """Where the service of this machine listens, also where other settings are wrong: whoever stops everything waits for none."""
    try:
        kept = tomllib.loads(_file().read_text(encoding="utf-8")).get("port")
    except (OSError, ValueError):
        kept = None
    given = str(os.environ.get("LOALANG_PORT") or kept or "")
    return (int(given) if given.isascii() and given.isdigit() else 0) or _PORT


def _unknown_variables() -> list[tuple[str, str, str]]:
    """Variables of the environment that look like settings and are none, as faults: a misspelt one would change nothing unseen.

    Inside a group pydantic refuses them. The last of a fault is the nearest right name, if one is near.
    """
    prefix, known = "LOALANG_", {*map(str.upper, Settings.model_fields), *_OF_OTHERS}
    given = [name for name in os.environ if name.upper().startswith(prefix)]
    unknown = [name for name in given if name.upper().removeprefix(prefix).partition("__")[0] not in known]
    if not unknown:
        return []
    from difflib import get_close_matches  # noqa: PLC0415  # only where something is wrong

    names = [prefix + each for each in sorted(known | _in_groups())]
    near = {name: get_close_matches(name.upper(), names, 1) for name in unknown}
    return [(name, "misspelt_variable" if near[name] else "unknown_variable", "".join(near[name])) for name in unknown]


def _in_groups() -> set[str]:
    """The settings of groups as variables name them, without the prefix: `VOICE__ACCENT`."""
    kinds = {name: next(iter(get_args(field.annotation)), field.annotation) for name, field in Settings.model_fields.items()}
    groups = {name: kind for name, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, _Group)}
    return {f"{name}__{each}".upper() for name, group in groups.items() for each in group.model_fields}


def _file() -> Path:
    return Path(os.environ.get("LOALANG_CONFIG", "loalang.toml"))
