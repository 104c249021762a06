"""The whole description of the API, called by schemathesis in all its phases as one who may something, nothing, or is nobody.

Each answer is held against the description: its status, its kind, its form, its headers, and what a wrong method is told.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from starlette.types import ASGIApp

PHASES = ("examples", "coverage", "fuzzing", "stateful")
_ENDLESS = "/events"
"""What streams until somebody hangs up is tried by tests of its own."""
_LAST = tuple(f"/api/v1{path}" for path in ("/tokens/{", "/people/{", "/audit/names/", "/me/password", "/stop-all"))
"""What somebody comes in with, and what silences all: called last, since afterwards nobody may be left who may anything."""
_UNSAID = ("positive_data_acceptance",)
"""Whether a text names what there is, or an hour is free, no description can say."""
_REFUSED = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428", "429"]
_IN_PLACE = " in path - "
"""A wrong id of an address: the right one was sent in its place."""
_OF_STATIONS, _KIND = "/api/v1/station/", "Incorrect type"
"""A station of another release is understood as far as can be: what it writes as a text may be a number."""
_OTHERWISE_REFUSED = ("negative_data_rejection", "missing_required_header")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and how much. ids: of what there is, by the names that routes give them; examples: at most, of each route."""

    headers: Mapping[str, str]
    ids: Mapping[str, str]
    examples: int
    phases: tuple[str, ...] = PHASES
    is_seeded: bool = True


@dataclass
class Calls:
    """What came of it. answered: by route and status; faults: what was not as described, with a way to call it again."""

    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)


def call(description: Mapping[str, Any], app: ASGIApp | None, caller: Caller, base_url: str = "http://loalang.test") -> Calls:
    """Call every route. app: None: over HTTP, at `base_url`."""
    found = Calls()
    for is_last in (False, True):
        paths = {
            path: methods
            for path, methods in description["paths"].items()
            if not path.endswith(_ENDLESS) and path.startswith(_LAST) == is_last
        }
        schema = schemathesis.openapi.from_dict({**description, "paths": paths}, config=_config(caller))
        schema.config.update(base_url=base_url)
        schema.app = app
        for event in from_schema(schema).execute():
            if isinstance(event, NonFatalError):
                found.faults[f"{event.label}: {event.value!r}"] = ""
            if isinstance(event, ScenarioFinished):
                _note(event, found)
    return found


def _config(caller: Caller) -> SchemathesisConfig:
    off: dict[str, Any] = {name: {"enabled": False} for name in _UNSAID}
    return SchemathesisConfig.from_dict(
        {
            "headers": dict(caller.headers),
            "parameters": {f"path.{name}": value for name, value in caller.ids.items()},
            "generation": {
                "max-examples": caller.examples,
                "deterministic": caller.is_seeded,
                "no-shrink": True,
                "database": "none",
            },
            "phases": {name: {"enabled": name in caller.phases} for name in PHASES},
            "checks": off | {name: {"expected-statuses": _REFUSED} for name in _OTHERWISE_REFUSED},
            "continue-on-failure": True,
        }
    )


def _note(event: ScenarioFinished, found: Calls) -> None:
    recorder = event.recorder
    labels = {case_id: node.value.operation.label for case_id, node in recorder.cases.items()}
    for case_id, interaction in recorder.interactions.items():
        if interaction.response is not None and interaction.request.method == labels[case_id].split(" ")[0]:
            found.answered[labels[case_id], interaction.response.status_code] += 1
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.status == Status.FAILURE and check.failure_info is not None:
                failure = check.failure_info.failure
                if _IN_PLACE in failure.message or (_OF_STATIONS in labels[case_id] and _KIND in failure.message):
                    continue
                said = f"{labels[case_id]} {check.name}: {failure.title}: {failure.message[:600]}"
                found.faults.setdefault(said, check.failure_info.code_sample[:2000])
