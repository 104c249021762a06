"""Background work: the `Queue` port and the queue that lives inside one process."""

from app.tasks.alone import Troubles, alone
from app.tasks.bells import Bells
from app.tasks.embedded import EmbeddedQueue
from app.tasks.ports import Queue

__all__ = ["Bells", "EmbeddedQueue", "Queue", "Troubles", "alone"]
