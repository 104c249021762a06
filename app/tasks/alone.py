"""Loops over rows in which one bad row is shown and holds up no other.

Whatever sweeps, plans or sends for many goes through here: what one row raises is logged with the row, kept as a fault of its
commune until the same job goes well for it, and the loop goes on.
"""

import threading
from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

import structlog

_log = structlog.get_logger(__name__)
_Row = TypeVar("_Row")


def alone(rows: Iterable[_Row], work: Callable[[_Row], object], *, job: str) -> list[_Row]:
    """Do `work` for each of `rows`; returns those it failed for.

    Work that writes for all in one transaction opens a savepoint where it writes, so that what is half done is taken back.
    """
    failed = []
    for row in rows:
        try:
            work(row)
        except Exception as error:  # noqa: BLE001  # the worker loop: the other rows have done nothing
            _log.error("row.failed", job=job, row=str(getattr(row, "id", row)), error=f"{type(error).__name__}: {error}"[:300])
            failed.append(row)
    return failed


class Troubles:
    """What fails now in the loops of this process: by commune and job, each with the code people are told."""

    def __init__(self) -> None:
        """Nothing fails."""
        self._codes: dict[tuple[UUID, str], str] = {}
        self._lock = threading.Lock()

    def each(
        self,
        job: str,
        rows: Iterable[_Row],
        work: Callable[[_Row], object],
        *,
        commune: UUID,
        code: str,
    ) -> None:
        """`alone` over rows of one commune; a row that failed is shown as `code` until this job goes well for all of them."""
        self._note(job, commune, code, is_wrong=bool(alone(rows, work, job=job)))

    def each_commune(self, job: str, communes: Iterable[UUID], work: Callable[[UUID], object], *, code: str) -> None:
        """`alone` over whole communes."""
        known = list(communes)
        failed = alone(known, work, job=job)
        for commune in known:
            self._note(job, commune, code, is_wrong=commune in failed)

    def codes(self, commune: UUID) -> frozenset[str]:
        """What people of a commune are told."""
        with self._lock:
            return frozenset(code for (of, _), code in self._codes.items() if of == commune)

    def _note(self, job: str, commune: UUID, code: str, *, is_wrong: bool) -> None:
        with self._lock:
            if is_wrong:
                self._codes[commune, job] = code
            else:
                self._codes.pop((commune, job), None)
