"""Orders given at the PC itself, with the server down: files that a command puts down and the station's process finds.

Whoever may write into the station's folder could change its database as well, so the folder is what guards them; the command asks
for the PIN of this PC before it writes one.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from app.station.errors import LocalPinError
from app.storage import write_durably
from app.wire.orders import EmergencyOrder

UNREADABLE_ORDER = "local_order_unreadable"
"""Fault: an order that was given at this PC cannot be read."""
_COST = {"n": 1 << 14, "r": 8, "p": 1}


class LocalOrders:
    """The folder of them. `stop` is a file, each emergency is one, and the PIN is one."""

    def __init__(self, folder: Path) -> None:
        """Make `folder` when needed."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    # --- what the command does

    def set_pin(self, pin: str) -> None:
        """Set the PIN of this PC, as scrypt."""
        salt = secrets.token_bytes(16)
        kept = {"salt": salt.hex(), "hash": hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST).hex()}
        write_durably(self._folder / "pin.json", json.dumps(kept).encode())

    def check_pin(self, pin: str) -> None:
        """Raises LocalPinError for a wrong PIN, and while none is set."""
        try:
            kept = json.loads((self._folder / "pin.json").read_bytes())
            known, salt = bytes.fromhex(kept["hash"]), bytes.fromhex(kept["salt"])
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise LocalPinError from exc
        if not hmac.compare_digest(known, hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)):
            raise LocalPinError

    def put(self, order: EmergencyOrder) -> None:
        """Have it sound; its audio must be in the station's library already."""
        write_durably(self._folder / f"{order.id}.order", order.canonical())

    def end(self, order_id: UUID) -> None:
        """Let it sound no more."""
        (self._folder / f"{order_id}.order").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop everything on this PC, until `lift`."""
        write_durably(self._folder / "stop", b"")

    def lift(self, go_on: Collection[UUID] = ()) -> None:
        """Let things sound again, of the emergencies that stand those alone; the station's process ends or holds the rest."""
        write_durably(self._folder / "lifted.json", json.dumps([str(key) for key in go_on]).encode())
        (self._folder / "stop").unlink(missing_ok=True)

    # --- what the station's process reads

    @property
    def stopped(self) -> bool:
        """Whether everything is to be silent; also while a disk does not say so, which keeps back no stop of the server."""
        try:
            return (self._folder / "stop").exists()
        except OSError:
            return True

    def lifted(self) -> frozenset[UUID] | None:
        """What may go on after a stop that was lifted here and not settled yet; None: there is none such."""
        if self.stopped:
            return None
        try:
            return frozenset(UUID(key) for key in json.loads((self._folder / "lifted.json").read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, AttributeError):
            return frozenset()

    def settle(self, held: Collection[UUID]) -> None:
        """The lift was seen to: orders of the server that may not go on are held back here, also after a restart."""
        write_durably(self._folder / "held.json", json.dumps(sorted(str(key) for key in held)).encode())
        (self._folder / "lifted.json").unlink(missing_ok=True)

    def held(self) -> frozenset[UUID]:
        """Orders of the server that do not sound here; a file that cannot be read holds none: a new warning must sound."""
        try:
            return frozenset(UUID(key) for key in json.loads((self._folder / "held.json").read_bytes()))
        except (OSError, ValueError, TypeError, AttributeError):
            return frozenset()

    def standing(self) -> list[EmergencyOrder]:
        """Those that were put and not ended; what cannot be read does not sound, and is `unreadable`."""
        return [order for order in map(_order, self._paths()) if order is not None]

    def unreadable(self) -> list[Path]:
        """Orders that nothing can be made of: whoever gave them is to be told, and to give them again."""
        return [path for path in self._paths() if path.exists() and _order(path) is None]

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.order"))


def _order(path: Path) -> EmergencyOrder | None:
    try:
        return EmergencyOrder.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
