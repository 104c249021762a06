"""What the doors of silence have in common: the act holds at once, and the answer warns while the database has not got it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi.responses import JSONResponse

from app.api.shared.forms import Answer
from app.dispatch import Receipt
from app.silence import Act
from app.words import sentence


class SilenceWarningAnswer(Answer):
    """Something to know about an act that was done. code: `silence_waiting` or `silence_in_memory`."""

    code: str
    title: str
    detail: str


class WaitingAnswer(Answer):
    """The act holds: nothing of it sounds any more. The database has not got it yet, and will as soon as it can."""

    act: Act
    id: UUID
    at: datetime
    warning: SilenceWarningAnswer


WAITING: dict[int | str, dict[str, Any]] = {
    202: {
        "model": WaitingAnswer,
        "description": "Đã im lặng, nhưng cơ sở dữ liệu chưa ghi được; `warning` nói rõ. Máy tự ghi khi ghi được.",
        "content": {
            "application/json": {
                "example": {
                    "act": "end_emergency",
                    "id": "019a4c00-0000-7000-8000-00000000000a",
                    "at": "2025-11-03T22:31:05Z",
                    "warning": {"code": "silence_waiting", **asdict(sentence("silence_waiting"))},
                }
            }
        },
    },
}
"""What the doors of silence answer besides: `responses=WAITING`."""


def warning_of(receipt: Receipt) -> SilenceWarningAnswer | None:
    """What is to be known; None: the database has it."""
    if receipt.is_kept:
        return None
    code = "silence_waiting" if receipt.is_durable else "silence_in_memory"
    said = sentence(code)
    return SilenceWarningAnswer(code=code, title=said.title, detail=said.detail)


def told(receipt: Receipt) -> JSONResponse | None:
    """The answer where the database has not got the act, None where it has."""
    warning = warning_of(receipt)
    if warning is None:
        return None
    silence = receipt.silence
    answer = WaitingAnswer(act=silence.act, id=silence.subject, at=silence.at, warning=warning)
    return JSONResponse(answer.model_dump(mode="json"), status_code=202)
