"""The worker of renderings: takes one, makes it, publishes it; and the sweep that finds what a dead worker left."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import structlog

from app.bulletins import ContentAlteredError, note_altered, refuse_altered
from app.clock import Clock
from app.db import Sessions
from app.errors import AppError
from app.programmes.kit import StudioKit
from app.programmes.lease import Lease
from app.programmes.model import Order, ProgrammeOrder, StoredAudio, versions_of
from app.programmes.preparation import Prepared, prepare
from app.programmes.renderings import Claim, Published, claim, fail, give_back, publish, put_off, unfinished
from app.programmes.sealing import sealer_for
from app.programmes.sources import check_unchanged, source_of
from app.storage import Files, FileTroubleError
from app.studio import Role
from app.units import CommuneId, RenderingId
from app.zones import Signers

_log = structlog.get_logger(__name__)


class LeaseLostError(Exception):
    """Another worker took the rendering over; what this one made is thrown away."""


class WorkerEndingError(Exception):
    """The process ends; what was made so far is thrown away, and the next one makes it."""


def render(
    sessions: Sessions,
    clock: Clock,
    kit: StudioKit,
    signers: Signers,
    rendering_id: RenderingId,
    *,
    ending: threading.Event | None = None,
) -> CommuneId | None:
    """Make one rendering, unless another worker has it; returns whose it is, so that what waits for it can go on.

    ending: once it is set, the rendering is given back and left to the next start.
    A refusal or failure of the product's own is written to its row. Trouble with the disk is written there too, and it is tried
    again from time to time. Anything else is left to the caller's log and to the next sweep.
    """
    with sessions.begin() as session:
        mine = claim(session, clock, rendering_id)
    if mine is None:
        return None
    folder = kit.work / f"{mine.id}-{mine.lease}"
    try:
        folder.mkdir(parents=True)
        made = _make(sessions, clock, kit, signers, mine, folder=folder, ending=ending or threading.Event())
        with sessions.begin() as session:
            publish(session, clock, signers, mine, made)
        _log.info("rendering.ready", rendering=str(mine.id), seconds=made.result["seconds"])
    except WorkerEndingError:
        with sessions.begin() as session:
            give_back(session, clock, mine)
        _log.info("rendering.given_back", rendering=str(mine.id))
    except LeaseLostError:
        _log.warning("rendering.lease_lost", rendering=str(mine.id))
    except AppError as exc:
        with sessions.begin() as session:
            fail(session, clock, mine, exc)
            if isinstance(exc, ContentAlteredError):
                note_altered(session, clock.now(), mine.commune_id, exc.version_id, title=exc.title, number=exc.number)
        _log.warning("rendering.failed", rendering=str(mine.id), code=exc.code)
    except OSError as exc:
        shutil.rmtree(folder, ignore_errors=True)  # first: its room is what the note may need
        trouble = FileTroubleError.of(exc)
        if trouble is None:
            raise
        with sessions.begin() as session:
            put_off(session, clock, mine, trouble)
        _log.warning("rendering.put_off", rendering=str(mine.id), cause=trouble.cause)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return mine.commune_id


def sweep(sessions: Sessions, clock: Clock, nudge: Callable[[RenderingId], None]) -> None:
    """Nudge a worker for everything that still has to be made."""
    with sessions.read() as session:
        waiting = unfinished(session, clock.now())
    for rendering_id in waiting:
        nudge(rendering_id)


def clear_work(kit: StudioKit) -> None:
    """Remove what workers killed in mid-work left; to be called before the first worker of the process starts."""
    shutil.rmtree(kit.work, ignore_errors=True)


def _make(
    sessions: Sessions, clock: Clock, kit: StudioKit, signers: Signers, mine: Claim, *, folder: Path, ending: threading.Event
) -> Published:
    with sessions.read() as session:
        refuse_altered(session, mine.commune_id, versions_of(mine.order))
        source = source_of(session, kit.of(session, mine.commune_id), mine.commune_id, mine.order)
        sealer = sealer_for(session, signers, mine.commune_id, mine.order)
    check_unchanged(source, mine.content_hash)
    with Lease(sessions, clock, mine) as lease:

        def progress(share: float) -> None:
            lease.share = share
            if ending.is_set():
                raise WorkerEndingError
            if lease.is_lost:
                raise LeaseLostError

        prepared = prepare(source.order, profile=mine.profile, tags=source.tags, folder=folder, progress=progress)
        sealer.seal(prepared, title=source.tags.title, content_hash=source.content_hash)
    return _store(kit.files, prepared, mine.order, has_music=source.order.has_music)


def _store(files: Files, prepared: Prepared, order: Order, *, has_music: bool) -> Published:
    mastered = prepared.mastered
    return Published(
        forms={"mp3": _adopt(files, mastered.mp3), "wav": _adopt(files, mastered.wav)},
        peaks=files.adopt(mastered.peaks),
        timings=files.adopt(prepared.timings),
        result=_result(prepared) | {"has_music": has_music, "no_room": _no_room(prepared, order)},
    )


def _no_room(prepared: Prepared, order: Order) -> list[dict[str, Any]]:
    ids = order.version_ids if isinstance(order, ProgrammeOrder) else ()
    return [{"version": str(ids[cut.bulletin]), "seconds": cut.seconds, "is_whole": cut.is_whole} for cut in prepared.cuts]


def _adopt(files: Files, path: Path) -> StoredAudio:
    size = path.stat().st_size
    return StoredAudio(files.adopt(path), size)


def _result(prepared: Prepared) -> dict[str, Any]:
    return {
        "seconds": prepared.mastered.report.seconds,
        "loudness": asdict(prepared.mastered.report),
        "voices": prepared.voices,
        "fell_back_from": list(prepared.fell_back_from),
        "synthesised": prepared.synthesised,
        "cached": prepared.cached,
        "sentences_s": [round(each.start_s, 2) for each in prepared.mastered.timings if each.role is Role.SPEECH],
    }
