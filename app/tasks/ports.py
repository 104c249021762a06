"""What the product asks of a job queue."""

from typing import Protocol


class Queue(Protocol):
    """Rings a bell for work that stands in a row of the database.

    The row is the truth and a job only a nudge: one that is lost costs time, never work, since a sweep looks for rows that wait.
    """

    def nudge(self, task: str, key: str) -> None:
        """Run `task` for `key` soon. Nudges for the same pair that have not begun yet are one; never blocks, never raises."""
        ...
