"""The form of a campaign: what is typed, kept as it was typed, and what it means."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Self
from uuid import UUID

from pydantic import ConfigDict, Field

from app.campaigns import CampaignKind, Meeting, StepChoice, StepTemplate, Wanted
from app.clock import COMMUNE_ZONE, local
from app.web.shared.fields import Fields
from app.web.shared.typed import day_in, hour_in, in_row, needed_day_in, needed_hour_in, number_in
from app.words import day_of_year, hour_said

_MOST_VILLAGES = 200
_MOST_STEPS = 40
_MOST_DAYS = 120

Rows = list[str]


def _rows(most: int) -> Rows:
    return Field(default=[], max_length=most)


class CampaignFields(Fields):
    """All fields as they were typed; a row of meetings without a village is none.

    meet_proposed: the day that was proposed, which a row keeps until somebody types another;
    step_…: a row a step of the template; plan: of which it was proposed; names: a line each; act: the button that was pressed.
    """

    model_config = ConfigDict(str_max_length=300_000)

    kind: CampaignKind = CampaignKind.REGULAR
    plan: UUID | None = None
    first_date: str = ""
    last_date: str = ""
    officer: str = ""
    hotline: str = ""
    place: str = ""
    zones: list[str] = Field(default=[], max_length=500)
    meet_zone: Rows = _rows(_MOST_VILLAGES)
    meet_day: Rows = _rows(_MOST_VILLAGES)
    meet_proposed: Rows = _rows(_MOST_VILLAGES)
    meet_hour: Rows = _rows(_MOST_VILLAGES)
    meet_place: Rows = _rows(_MOST_VILLAGES)
    step_code: Rows = _rows(_MOST_STEPS)
    step_days: Rows = _rows(_MOST_STEPS)
    step_first: Rows = _rows(_MOST_STEPS)
    step_basis: Rows = _rows(_MOST_STEPS)
    step_times: Rows = _rows(_MOST_STEPS)
    names_step: str = ""
    names: str = ""
    names_reason: str = ""
    act: str = ""

    @classmethod
    def of(cls, wanted: Wanted, usual: Sequence[StepTemplate], plan: UUID | None = None) -> Self:
        """The form of a proposal. usual: the steps of its kind."""
        days = [day_of_year(local(each.at).date()) for each in wanted.meetings]
        return cls(
            kind=wanted.kind,
            plan=plan,
            first_date=day_of_year(wanted.first_date),
            last_date=day_of_year(wanted.last_date) if wanted.last_date else "",
            officer=wanted.officer,
            hotline=wanted.hotline,
            place=wanted.place,
            zones=list(wanted.zones),
            meet_zone=[each.zone for each in wanted.meetings],
            meet_day=days,
            meet_proposed=days,
            meet_hour=[hour_said(each.at) for each in wanted.meetings],
            meet_place=[each.place for each in wanted.meetings],
            step_code=[each.code for each in usual],
            step_days=[str(each.days) for each in usual],
            step_first=[""] * len(usual),
            step_basis=[wanted.choice(each.code).basis or each.basis for each in usual],
            step_times=[_hours(wanted.choice(each.code).times or each.times) for each in usual],
        )

    @property
    def meetings(self) -> list[tuple[str, ...]]:
        """Rows to show: village, day, hour, place, day that was proposed; and an empty one."""
        columns = (self.meet_zone, self.meet_day, self.meet_hour, self.meet_place, self.meet_proposed)
        return [*(row for row in zip_longest(*columns, fillvalue="") if row[0].strip()), ("",) * len(columns)]

    def following(self, days: Mapping[str, date]) -> Self:
        """The form with the meetings that stand as they were proposed on the days of a new proposal. days: by village."""
        rows = [list(row) for row in self.meetings if row[0].strip()]
        for row in rows:
            zone, day, _, _, proposed = row
            if zone in days and day == proposed:
                row[1] = row[4] = day_of_year(days[zone])
        zones, on, hours, places, proposals = (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 5
        update = {"meet_zone": zones, "meet_day": on, "meet_hour": hours, "meet_place": places, "meet_proposed": proposals}
        return self.model_copy(update=update)

    @property
    def steps(self) -> dict[str, tuple[str, ...]]:
        """What is typed of each step by its code: days, first day, basis, hours."""
        rows = zip(self.step_code, self.step_days, self.step_first, self.step_basis, self.step_times, strict=False)
        return {code: tuple(row) for code, *row in rows}

    def wanted(self, usual: Sequence[StepTemplate]) -> Wanted:
        """What was typed. usual: the steps of its kind. Raises `TypedDayError`, `TypedHourError`, `TypedNumberError`."""
        return Wanted(
            kind=self.kind,
            first_date=needed_day_in(self.first_date, "first_date"),
            last_date=day_in(self.last_date, "last_date"),
            officer=self.officer,
            hotline=self.hotline,
            place=self.place,
            zones=self.zones,
            meetings=[_meeting(row) for row in self.meetings if row[0].strip()],
            steps={code: self._choice(code, row, usual) for code, row in self.steps.items()},
        )

    def _choice(self, code: str, row: tuple[str, ...], usual: Sequence[StepTemplate]) -> StepChoice:
        days, first, basis, hours = row
        title = next((each.title for each in usual if each.code == code), code)
        with in_row(f"Bước «{title}»", "steps"):
            times = [hour_in(part, "steps") for part in hours.replace(";", ",").split(",") if part.strip()]
            many, on = number_in(days, "steps", least=1, most=_MOST_DAYS), day_in(first, "steps")
        named = [line.strip() for line in self.names.splitlines() if line.strip()] if code == self.names_step else []
        return StepChoice(
            days=many,
            first_date=on,
            basis=" ".join(basis.split()) or None,
            times=[each for each in times if each is not None] or None,
            names=named,
            names_reason=self.names_reason if code == self.names_step and (named or self.names_reason.strip()) else "",
        )


def _hours(times: Sequence[time]) -> str:
    return ", ".join(map(hour_said, times))


def _meeting(row: tuple[str, ...]) -> Meeting:
    zone, day, hour, place, _ = row
    with in_row(f"«{zone}»", "meetings"):
        on, at = needed_day_in(day, "meetings"), needed_hour_in(hour, "meetings")
    return Meeting(zone, datetime.combine(on, time(at.hour, at.minute), COMMUNE_ZONE), place)
