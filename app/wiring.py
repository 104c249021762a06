"""The only place that picks adapters: settings in, frozen services out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import timedelta
from pathlib import Path

from app.accounts import Actor, Challenges, Holder, Limits, MachineKey, Uses
from app.audit import Refusals, Witnesses
from app.choices import Choices, DayPackChoice
from app.clock import Clock
from app.db import Sessions, make_engine
from app.dispatch import OrderDesk, Silencer
from app.dispatch.orders import EmbeddedOrderDesk
from app.emergencies import AlarmRoom
from app.errors import NotFoundError
from app.faults import Channel, WebhookChannel
from app.programmes import StudioKit
from app.settings import AlarmSettings, Settings
from app.silence import LastKnown, Stops
from app.silence.journal import Journal
from app.speech import Speaker
from app.steady import SteadyClock
from app.storage import Files
from app.storage.disk import DiskFiles
from app.studio import Profile
from app.tasks import Bells, Runner, Troubles
from app.tasks.bells import EmbeddedBells
from app.tasks.embedded import EmbeddedQueue
from app.units import Sha256
from app.values import frozen
from app.voices import chain_of, speaker_of
from app.zones import Signers
from app.zones.signing import DatabaseSigners


@frozen
class Services:
    """Everything the doors and the background runners work with."""

    settings: Settings
    clock: SteadyClock
    sessions: Sessions
    files: Files
    speaker: Speaker
    studio: StudioKit
    queue: Runner
    stops: Stops
    silencer: Silencer
    orders: OrderDesk
    signers: Signers
    bells: Bells
    troubles: Troubles
    people: LastKnown[Actor] = field(default_factory=lambda: LastKnown("people"))
    uses: Uses = field(default_factory=Uses)
    challenges: Challenges = field(default_factory=Challenges)
    refusals: Refusals = field(default_factory=Refusals)

    @property
    def usual(self) -> Choices:
        """What holds for a commune that has chosen nothing yet: what the settings say."""
        pack = self.settings.day_pack
        return Choices(chain_of(self.settings), Profile(self.settings.audio.profile), DayPackChoice(pack.at_hour, pack.formats))

    @property
    def sign_in_limits(self) -> Limits:
        """How long a sign-in lasts, and what it takes."""
        given = self.settings.sign_in
        return Limits(
            idle=timedelta(minutes=given.idle_min),
            longest=timedelta(hours=given.longest_h),
            proof=timedelta(minutes=given.proof_min),
            second_for=tuple(map(Holder, given.second_factor_for)),
        )

    @property
    def machine_key(self) -> MachineKey:
        """What seals the secrets of second factors."""
        return MachineKey(self.settings.data)

    @property
    def longest_delegation(self) -> timedelta:
        """For how long a deputy is named at most."""
        return timedelta(days=self.settings.approval.longest_delegation_days)

    @property
    def manifest_days(self) -> int:
        """How many days ahead slots are made occurrences, and stations know them."""
        return self.settings.timetable.manifest_days

    @property
    def alarms(self) -> AlarmRoom:
        """Where emergencies are raised."""
        return AlarmRoom(self.sessions, self.clock, self.signers, self.studio, self.stops, self.troubles)

    @property
    def witnesses(self) -> Witnesses:
        """Folders that keep what was signed of the audit log."""
        return Witnesses.of(self.settings.witness_folders)

    def stored(self, sha256: Sha256) -> Path:
        """Where the bytes of a stored file lie on this disk. Raises `NotFoundError` when they are gone."""
        path = self.files.path(sha256)
        if path is None:
            raise NotFoundError(kind="sound", key=sha256)
        return path

    def close(self) -> None:
        """Let go of processes and connections."""
        self.silencer.close()
        self.orders.close()
        self.people.close()
        self.speaker.close()
        self.sessions.close()


def fault_channels(settings: AlarmSettings) -> list[Channel]:
    """The ways to people that the settings name. Raises BadWebhookError."""
    channels: list[Channel] = []
    if settings.webhook_url is not None:
        channels.append(WebhookChannel(settings.webhook_url.get_secret_value(), private=settings.webhook_private))
    if settings.smtp_host:
        from app.faults import MailChannel  # noqa: PLC0415  # light start

        channels.append(
            MailChannel(
                settings.smtp_host,
                settings.smtp_port,
                security=settings.smtp_security,
                user=settings.smtp_user,
                password=settings.smtp_password.get_secret_value(),
                sender=settings.mail_from,
                to=settings.mail_to,
            )
        )
    return channels


def files_of(settings: Settings) -> Files:
    """The store of files alone, for a command that reads what is there."""
    return DiskFiles(settings.data / "files")


@contextmanager
def studio_of(settings: Settings, clock: Clock, files: Path) -> Iterator[StudioKit]:
    """A studio alone, whose audio goes into the folder `files`: for a PC that makes an emergency with the server down."""
    speaker = speaker_of(settings, clock)
    try:
        yield StudioKit(speaker, DiskFiles(files), Profile(settings.audio.profile), settings.data / "work")
    finally:
        speaker.close()


def build(settings: Settings, clock: Clock) -> Services:
    """Adapters for one installation: SQLite or PostgreSQL, files on disk, jobs in this process.

    The queue watches the machine's own clock, because its scheduler goes by that one; all that is decided goes by the steady one.
    """
    steady = SteadyClock(clock)
    files = DiskFiles(settings.data / "files")
    speaker = speaker_of(settings, steady)
    sessions, bells, troubles = Sessions(make_engine(settings.database)), EmbeddedBells(), Troubles()
    journal, signers = Journal(settings.data / "silence" / "journal"), DatabaseSigners()
    return Services(
        settings=settings,
        clock=steady,
        sessions=sessions,
        files=files,
        speaker=speaker,
        studio=StudioKit(speaker, files, Profile(settings.audio.profile), settings.data / "work"),
        queue=EmbeddedQueue(clock),
        stops=journal,
        silencer=Silencer(journal, sessions, steady, on_change=bells.ring),
        orders=EmbeddedOrderDesk(sessions, steady, signers, journal, troubles=troubles, on_heard=bells.ring),
        signers=signers,
        bells=bells,
        troubles=troubles,
    )
