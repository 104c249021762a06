"""Why a campaign is refused. Whatever is wrong, nothing of it is made.

InvalidError
  CampaignDatesError, CampaignWindowError, StepOrderError, StepOverrunError, MeetingDayError, MeetingMissingError,
  NotAVillageError, VillageTwiceError, NoStandardError, CampaignFieldError,
  CampaignBlankError, CampaignTelephoneError, NamesUnexplainedError,
  HouseholdLineError, HouseholdsTooManyError, HouseholdNamedError, StandardChangesError, StepsFileError
ConflictError
  CampaignExistsError, StepHeardError, CampaignHeardError
"""

from typing import ClassVar

from app.errors import ConflictError, InvalidError


class CampaignDatesError(InvalidError):
    """It ends before it begins, or begins on a day that is gone."""

    code: ClassVar[str] = "campaign_dates"
    field: ClassVar[str] = "first_date"
    first: str
    last: str
    today: str


class CampaignWindowError(InvalidError):
    """It lies outside of the time that its kind has. basis: the document that says so."""

    code: ClassVar[str] = "campaign_window"
    field: ClassVar[str] = "first_date"
    day: str
    earliest: str
    latest: str
    basis: str


class StepOrderError(InvalidError):
    """A step is to begin before those before it have ended."""

    code: ClassVar[str] = "campaign_step_order"
    field: ClassVar[str] = "steps"
    step: str
    day: str
    before: str


class StepOverrunError(InvalidError):
    """A step ends after the campaign's last day."""

    code: ClassVar[str] = "campaign_step_overrun"
    field: ClassVar[str] = "last_date"
    step: str
    day: str
    last: str


class MeetingDayError(InvalidError):
    """A village meets outside of the days of the step."""

    code: ClassVar[str] = "campaign_meeting_day"
    field: ClassVar[str] = "meetings"
    village: str
    day: str
    first: str
    last: str


class MeetingMissingError(InvalidError):
    """No village meets, and the campaign has a step for it."""

    code: ClassVar[str] = "campaign_no_meeting"
    field: ClassVar[str] = "meetings"


class NotAVillageError(InvalidError):
    """An invitation to a village's meeting would be heard beyond the village."""

    code: ClassVar[str] = "campaign_not_a_village"
    field: ClassVar[str] = "meetings"
    zone: str


class VillageTwiceError(InvalidError):
    """A village meets twice in one step."""

    code: ClassVar[str] = "campaign_village_twice"
    field: ClassVar[str] = "meetings"
    zone: str


class StepsFileError(InvalidError):
    """A file of steps that cannot be used. place: a line, a field or a step, empty: all of it; reason: Vietnamese."""

    code: ClassVar[str] = "campaign_steps_file"
    field: ClassVar[str] = "file"
    place: str
    reason: str


class StandardChangesError(InvalidError):
    """A step that says the thresholds, and they change while it is heard. first, last: its days; day: of the change."""

    code: ClassVar[str] = "campaign_standard_changes"
    field: ClassVar[str] = "first_date"
    step: str
    first: str
    last: str
    day: str


class NoStandardError(InvalidError):
    """No poverty standard that is known holds on the first day."""

    code: ClassVar[str] = "campaign_no_standard"
    field: ClassVar[str] = "first_date"
    area: str
    day: str


class CampaignFieldError(InvalidError):
    """A field that is read aloud is too long, or holds what no voice says. name: of the field, a word of its group."""

    code: ClassVar[str] = "campaign_field"
    name: str
    limit: int


class CampaignBlankError(CampaignFieldError):
    """A field that is read aloud is empty."""

    code: ClassVar[str] = "campaign_blank"


class CampaignTelephoneError(InvalidError):
    """What stands in the field for telephone numbers is none that anybody can dial."""

    code: ClassVar[str] = "campaign_telephone"
    field: ClassVar[str] = "hotline"
    typed: str


class NamesUnexplainedError(InvalidError):
    """Names of households are to be read where the step does not let them, or without a reason."""

    code: ClassVar[str] = "campaign_names"
    field: ClassVar[str] = "names_reason"
    step: str


class HouseholdLineError(InvalidError):
    """A household is given otherwise than by name and village. line: which, from 1."""

    code: ClassVar[str] = "campaign_household"
    field: ClassVar[str] = "names"
    line: int
    typed: str


class HouseholdsTooManyError(InvalidError):
    """More households than a bulletin can read."""

    code: ClassVar[str] = "campaign_households_many"
    field: ClassVar[str] = "names"
    count: int
    limit: int


class HouseholdNamedError(InvalidError):
    """A text on the review names a household, and no campaign gives the reason that its approver would see."""

    code: ClassVar[str] = "household_named"
    field: ClassVar[str] = "script"


class CampaignExistsError(ConflictError):
    """The same was made: of this kind, from this day, for these zones. since, by: when it was, and by whom."""

    code: ClassVar[str] = "campaign_exists"
    field: ClassVar[str] = "first_date"
    title: str
    since: str
    by: str


class StepHeardError(ConflictError):
    """A step that has been on the air cannot begin on another day."""

    code: ClassVar[str] = "campaign_step_heard"
    step: str
    count: int
    since: str


class CampaignHeardError(ConflictError):
    """Something of the campaign has been on the air, so it is not undone."""

    code: ClassVar[str] = "campaign_heard"
    count: int
