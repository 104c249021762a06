"""What acts are done with."""

from datetime import timedelta
from typing import Protocol

from app.accounts import Limits, MachineKey, Uses
from app.audit import Witnesses
from app.choices import Choices
from app.clock import Clock
from app.db import Sessions
from app.dispatch import Silencer
from app.emergencies import AlarmRoom
from app.programmes import StudioKit
from app.silence import Stops
from app.steady import SteadyClock
from app.tasks import Bells, Queue


class Timed(Protocol):
    """What acts on people and the log are done with: a command at the machine has no more, and does the same acts."""

    @property
    def clock(self) -> Clock:
        """What time it is."""
        ...


class Office(Timed, Protocol):
    """The few services that acts need; `app.wiring.Services` has them and more.

    sessions: for what is looked at, or written, apart from the door's own session. manifest_days: as far ahead as slots are
    made occurrences. sign_in_limits, uses: how long sign-ins last, and when they were used. machine_key: seals secrets.
    longest_delegation: for how long a deputy is named.
    usual: what holds for a commune that has chosen nothing yet. alarms: where emergencies are raised.
    witnesses: what was signed of the audit log.
    """

    @property
    def clock(self) -> SteadyClock: ...  # noqa: D102  # said above, as all of these
    @property
    def sessions(self) -> Sessions: ...  # noqa: D102  # said above, as all of these
    @property
    def studio(self) -> StudioKit: ...  # noqa: D102  # said above, as all of these
    @property
    def queue(self) -> Queue: ...  # noqa: D102  # said above, as all of these
    @property
    def bells(self) -> Bells: ...  # noqa: D102  # said above, as all of these
    @property
    def stops(self) -> Stops: ...  # noqa: D102  # said above, as all of these
    @property
    def silencer(self) -> Silencer: ...  # noqa: D102  # said above, as all of these
    @property
    def alarms(self) -> AlarmRoom: ...  # noqa: D102  # said above, as all of these
    @property
    def usual(self) -> Choices: ...  # noqa: D102  # said above, as all of these
    @property
    def sign_in_limits(self) -> Limits: ...  # noqa: D102  # said above, as all of these
    @property
    def uses(self) -> Uses: ...  # noqa: D102  # said above, as all of these
    @property
    def longest_delegation(self) -> timedelta: ...  # noqa: D102  # likewise
    @property
    def machine_key(self) -> MachineKey: ...  # noqa: D102  # likewise
    @property
    def manifest_days(self) -> int: ...  # noqa: D102  # said above, as all of these
    @property
    def witnesses(self) -> Witnesses: ...  # noqa: D102  # said above, as all of these
