"""What the forms of pages share."""

from pydantic import BaseModel, ConfigDict


class Fields(BaseModel):
    """The fields of a form as a browser sends them; frozen."""

    model_config = ConfigDict(frozen=True, defer_build=True)  # worked out by its first use: see `app.api.shared.forms`
