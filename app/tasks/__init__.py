"""Background work: the ports `Queue`, `Runner` and `Bells`, and loops in which one bad row holds up no other.

The forms that live inside one process, `embedded` and `bells`, are picked in `app.wiring` alone.
"""

from app.tasks.alone import Troubles, alone
from app.tasks.ports import Bells, Queue, Runner

__all__ = ["Bells", "Queue", "Runner", "Troubles", "alone"]
