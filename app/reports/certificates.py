"""The certificate "Giấy xác nhận phát thanh": when, where, how often a step of a campaign was heard, from the as-run log."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.airlog import AsRun, planned_between
from app.bulletins import versions
from app.campaigns import Campaign, Piece, Step, campaign, step_of
from app.canonical import canonical_hash
from app.clock import local
from app.documents import Values
from app.playout import OccurrenceState
from app.reports.printing import place_of, printed, written, written_moment
from app.timetable import day_of, occurrence_zones, versions_carried
from app.units import CommuneId, Sha256, VersionId
from app.values import frozen
from app.words import ONLY_WRITTEN, hour_said, times_written, where, word
from app.zones import commune, station_names, zone_paths

_CLOCKS_DIFFER = timedelta(days=1)
_ENDED = frozenset({OccurrenceState.AIRED, OccurrenceState.INTERRUPTED})


@frozen
class CertificateLine:
    """One airing. at: when it began to sound; seconds: as long as on the output where it was longest; content_hash: of its words.

    titles: of the bulletins of the step that it carried. is_whole: it was heard to its end somewhere; is_unheard: only a file was
    made of it.
    """

    at: datetime
    titles: tuple[str, ...]
    places: str
    stations: tuple[str, ...]
    seconds: float
    is_whole: bool
    is_unheard: bool
    content_hash: str


@frozen
class Certificate:
    """A step and what was heard of it up to `counted_at`; lines by time. sha256: of the lines, so that a copy is known as one."""

    commune: str
    campaign: Campaign
    step: Step
    lines: tuple[CertificateLine, ...]
    counted_at: datetime
    sha256: Sha256

    @property
    def is_closed(self) -> bool:
        """Whether the step's days are over, so that nothing is added any more."""
        return self.step.is_over(local(self.counted_at).date())


def certificate(session: Session, now: datetime, commune_id: CommuneId, campaign_id: UUID, code: str) -> Certificate:
    """The certificate of a step as the log has it now. Raises `NotFoundError`."""
    found = campaign(session, commune_id, campaign_id)
    step = step_of(found, code)
    lines = _lines(session, commune_id, step)
    return Certificate(
        commune=commune(session, commune_id).name,
        campaign=found,
        step=step,
        lines=lines,
        counted_at=now,
        sha256=canonical_hash([_hashed(line) for line in lines]),
    )


def certificate_values(found: Certificate) -> Values:
    """What it says, in words, by the names that its templates have."""
    step = found.step
    return {
        "commune": found.commune,
        "place": place_of(found.commune),
        "commune_capitals": found.commune.upper(),
        "campaign": found.campaign.title,
        "step": step.title,
        "first": written(step.span.first),
        "last": written(step.span.last),
        "days": f"{step.days} {word('day_unit', step.unit.value)}",
        "basis": step.basis,
        "times": str(len(found.lines)),
        "whole": str(sum(line.is_whole for line in found.lines)),
        "written": times_written(sum(line.is_unheard for line in found.lines)),
        "minutes": f"{sum(line.seconds for line in found.lines) / 60:.1f}".replace(".", ","),
        "counted": written_moment(found.counted_at),
        "sha256": found.sha256,
        "is_closed": found.is_closed,
        "lines": [
            {
                "day": written(local(line.at).date()),
                "hour": hour_said(line.at),
                "content": "; ".join(line.titles),
                "places": line.places,
                "stations": ", ".join(line.stations),
                "minutes": f"{line.seconds / 60:.1f}".replace(".", ","),
                "remark": "; ".join(
                    [
                        *([] if line.is_whole else [word("occurrence", OccurrenceState.INTERRUPTED.value)]),
                        *([ONLY_WRITTEN] if line.is_unheard else []),
                    ]
                ),
                "hash": line.content_hash[:16],
            }
            for line in found.lines
        ],
    }


def certificate_page(found: Certificate) -> str:
    """One HTML page, A4, to print and sign, that needs nothing beside it."""
    return printed("certificate.html", **certificate_values(found))


def _lines(session: Session, commune_id: CommuneId, step: Step) -> tuple[CertificateLine, ...]:
    titles = {each.version_id: each.title for piece in step.pieces for each in versions(session, commune_id, piece.bulletin_id)}
    first, last = _days(step.pieces, step)
    by_thing: dict[UUID, list[AsRun]] = {}
    for row in planned_between(session, commune_id, day_of(first)[0], day_of(last)[1], slack=_CLOCKS_DIFFER):
        by_thing.setdefault(row.occurrence_id, []).append(row)
    carried = versions_carried(session, commune_id, by_thing)
    zones, paths = occurrence_zones(session, commune_id, carried), zone_paths(session, commune_id)
    names = {UUID(str(key)): name for key, name in station_names(session, commune_id).items()}
    found = [
        _line(
            by_thing[key],
            _titles(carried[key], titles),
            where([paths[each] for each in zones.get(key, ()) if each in paths]),
            names,
        )
        for key in carried
        if not titles.keys().isdisjoint(carried[key]) and any(row.state.was_heard for row in by_thing[key])
    ]
    return tuple(sorted(found, key=lambda line: (line.at, line.titles)))


def _days(pieces: tuple[Piece, ...], step: Step) -> tuple[date, date]:
    """From the first day of the step's bulletins to their last."""
    spans = [step.span, *(piece.span for piece in pieces)]
    return min(span.first for span in spans), max(span.last for span in spans)


def _titles(carried: tuple[VersionId, ...], titles: dict[VersionId, str]) -> tuple[str, ...]:
    return tuple(titles[key] for key in carried if key in titles)


def _line(rows: list[AsRun], titles: tuple[str, ...], places: str, names: dict[UUID, str]) -> CertificateLine:
    sounded = [row for row in rows if row.state.was_heard]
    lengths: dict[tuple[UUID, str], float] = {}
    for row in rows:
        if row.state in _ENDED:
            place = (row.station_id, row.output)
            lengths[place] = lengths.get(place, 0.0) + (row.seconds or 0.0)
    return CertificateLine(
        at=min(row.started_at or row.at for row in sounded),
        titles=titles,
        places=places,
        stations=tuple(dict.fromkeys(names.get(row.station_id, "") for row in sounded)),
        seconds=max(lengths.values(), default=0.0),
        is_whole=any(row.state is OccurrenceState.AIRED for row in rows),
        is_unheard=all(row.is_unheard for row in sounded),
        content_hash=sounded[-1].content_hash,
    )


def _hashed(line: CertificateLine) -> list[str | float | list[str]]:
    return [line.at.isoformat(), list(line.titles), list(line.stations), line.seconds, line.content_hash]
