"""The whole description of the API, called as one who may something, may nothing, or is nobody: with schemathesis, in all its phases.

Each answer is held against the description (status, kind, form, headers) and against the table of rights.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from starlette.types import ASGIApp

ENDLESS = "/events"
"""What streams until somebody hangs up is tried by tests of its own."""
_UNSAID = (
    "positive_data_acceptance",  # that a text names what there is, or a day is free, no form can say
)

_REFUSED = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428", "429"]


@dataclass
class Calls:
    """What came of it. answered: by route and status; faults: what is not as described, in words."""

    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many calls were answered."""
        return self.answered.total()

    def successes(self) -> Iterator[str]:
        """The routes that opened."""
        return (route for route, status in self.answered if status < 400)


def call(
    description: Mapping[str, Any],
    app: ASGIApp | None,
    *,
    headers: Mapping[str, str],
    ids: Mapping[str, str],
    examples: int,
    phases: Mapping[str, bool],
    deterministic: bool = True,
    base_url: str = "http://loalang.test",
) -> Calls:
    """Call each operation. app: None: over HTTP at `base_url`. ids: of things that are there, by the names that routes give them."""
    said: dict[str, Any] = deepcopy(dict(description))
    said["paths"] = {path: methods for path, methods in said["paths"].items() if not path.endswith(ENDLESS)}
    config = SchemathesisConfig.from_dict(
        {
            "headers": dict(headers),
            "parameters": {f"path.{name}": value for name, value in ids.items()},
            "generation": {"max-examples": examples, "deterministic": deterministic, "no-shrink": True, "database": "none"},
            "phases": {name: {"enabled": enabled} for name, enabled in phases.items()},
            "checks": {name: {"enabled": False} for name in _UNSAID}
            | {name: {"expected-statuses": _REFUSED} for name in ("negative_data_rejection", "missing_required_header")},
            "continue-on-failure": True,
        }
    )
    schema = schemathesis.openapi.from_dict(said, config=config)
    schema.config.update(base_url=base_url)
    schema.app = app
    found = Calls()
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            found.faults.setdefault(f"{event.label}: {event.value!r}"[:300], "")
        if isinstance(event, ScenarioFinished):
            _note(event, found)
    return found


def _note(event: ScenarioFinished, found: Calls) -> None:
    recorder = event.recorder
    for case_id, interaction in recorder.interactions.items():
        operation = recorder.cases[case_id].value.operation
        if interaction.response is not None:
            found.answered[operation.label, interaction.response.status_code] += 1
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.status == Status.FAILURE and check.failure_info is not None:
                label = recorder.cases[case_id].value.operation.label
                failure = check.failure_info.failure
                found.faults.setdefault(
                    f"{label} {check.name}: {failure.title}: {failure.message[:600]}", check.failure_info.code_sample
                )
