"""A list asks as often over twenty rows as over five: a statement a row is what makes a page slow in a large commune."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial

import httpx
import pytest
from sqlalchemy.orm import Session

from app.errors import AppError
from app.packs import issue_pack
from app.programmes import ProgrammeOrder, RenderingFacts, order_renderings
from app.timetable import plan_ahead
from app.timetable.moves import unmake_all
from app.units import CommuneId
from tests.support.counting import counted
from tests.support.town import DAY, Town, town

pytestmark = pytest.mark.slow(1)  # a commune of twenty is ten seconds' work
FEW, MANY = 5, 20
LISTS = (
    "/approval-register?from={day}&to={day}",
    "/as-run",
    "/audit?limit=200",
    "/banners?limit=100",
    "/bulletins?limit=100",
    "/bulletins/{bulletin_id}/versions",
    "/campaigns",
    "/days/{day}/files",
    "/days/{day}/packs",
    "/emergencies",
    "/ended-documents",
    "/faults",
    "/holidays",
    "/lexicon",
    "/lexicon/csv",
    "/log-book?from={day}&to={day}",
    "/mourning",
    "/occurrences?date={day}",
    "/people",
    "/plans",
    "/poverty-standards",
    "/recordings",
    "/sign-ins",
    "/slots",
    "/slots/{slot_id}/days",
    "/stations",
    "/status",
    "/timetable/calendar.ics",
    "/timetable/months/{month}",
    "/timetable/next",
    "/timetable/problems",
    "/tokens",
    "/trainings?limit=100",
    "/zones",
)
OTHERS = {
    "/approval",
    "/bulletins/counts",
    "/programmes",
    "/programmes/sounds",
    "/programmes/sounds/{name}/audio",
    "/approval/delegations",
    "/unsaved-texts/{place}",
    "/audit/verdict",
    "/banners/drawn/{bulletin_id}/{number}/pdf",
    "/banners/drawn/{bulletin_id}/{number}/svg",
    "/banners/{banner_id}",
    "/banners/{banner_id}/photo",
    "/bulletins/{bulletin_id}/approval-sheet",
    "/bulletins/{bulletin_id}",
    "/bulletins/{bulletin_id}/history",
    "/bulletins/{bulletin_id}/uses",
    "/bulletins/{bulletin_id}/versions/{number}",
    "/bulletins/{bulletin_id}/versions/{number}/difference",
    "/bulletins/{bulletin_id}/versions/{number}/preview/{sentence_number}",
    "/bulletins/{bulletin_id}/versions/{number}/spoken",
    "/bulletins/{bulletin_id}/versions/{number}/spoken-changes",
    "/bulletins/{bulletin_id}/versions/{number}/withdrawal",
    "/days/{day}/files/{name}",
    "/days/{day}/packs/{version}.zip",
    "/days/{day}/packs/{version}/{name}",
    "/policy-templates",
    "/policy-templates/{code}",
    "/campaigns/templates",
    "/campaigns/templates/{kind}",
    "/campaigns/{campaign_id}",
    "/practice",
    "/trainings/materials/{material_id}",
    "/trainings/{training_id}",
    "/trainings/{training_id}/materials",
    "/trainings/{training_id}/sheet",
    "/campaigns/{campaign_id}/steps/{code}/certificate",
    "/emergencies/rules",
    "/emergencies/templates",
    "/emergencies/{emergency_id}",
    "/holidays/{holiday_id}",
    "/lexicon/{entry_id}",
    "/me",
    "/me/factors",
    "/mourning/{period_id}",
    "/occurrences/{occurrence_id}",
    "/people/{person_id}",
    "/public-page",
    "/reporting",
    "/reporting/asked",
    "/reporting/letters",
    "/reporting/letters/{letter}",
    "/publications",
    "/remarks",
    "/remarks/{remark_id}",
    "/plans/{plan_id}",
    "/plans/{plan_id}/coverage",
    "/plans/{plan_id}/coverage/airings",
    "/plans/{plan_id}/coverage/channels",
    "/plans/{plan_id}/coverage/deeds",
    "/plans/{plan_id}/coverage/report",
    "/poverty-standards/{standard_id}",
    "/recordings/{recording_id}/audio",
    "/recordings/{recording_id}/uses",
    "/choices",
    "/choices/voices",
    "/choices/voices/sample",
    "/regulation",
    "/renderings/{rendering_id}",
    "/renderings/{rendering_id}/audio",
    "/renderings/{rendering_id}/events",
    "/renderings/{rendering_id}/peaks",
    "/renderings/{rendering_id}/report",
    "/renderings/{rendering_id}/timings",
    "/slots/{slot_id}",
    "/station/audio/{sha256}",
    "/station/dismissal",
    "/station/events",
    "/station/manifest",
    "/station/orders",
    "/stop-all",
    "/timetable/feed.ics",
    "/zones/{zone_id}",
    "/zones/{zone_id}/uses",
}
"""They show one thing, or in another form what a list above shows."""
_VALUES = re.compile(r"\((\?|%\([^)]*\)s)(, (\?|%\([^)]*\)s))*\)")


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Town]]:
    """A small commune and a large one."""
    with ExitStack() as stack:
        few, many = (stack.enter_context(town(tmp_path_factory.mktemp("town"), number)) for number in (FEW, MANY))
        yield few, many


@contextmanager
def asking(where: Town) -> Iterator[list[str]]:
    """What the database is asked meanwhile, with `…` for however many values a statement names."""
    sessions, found = where.office.sessions, list[str]()
    with counted(sessions.engine, sessions.reading_engine) as said:
        yield found
    found += [_VALUES.sub("(…)", statement) for statement in said]


def test_every_list_is_looked_at(towns: tuple[Town, Town]) -> None:
    described = towns[0].client.get("/openapi.json").json()["paths"]
    asked = {path.removeprefix("/api/v1") for path, ways in described.items() if "get" in ways and path.startswith("/api/v1")}
    assert asked == {path.partition("?")[0] for path in LISTS} | OTHERS


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_as_often_over_many_rows_as_over_few(towns: tuple[Town, Town], path: str) -> None:
    said: list[list[str]] = []
    sizes: list[int] = []
    for where in towns:
        with asking(where) as found:
            answer: httpx.Response = where.client.get(
                f"/api/v1{path.format_map({'letter': 'plan_report', 'place': 'new'} | where.ids)}"
            )
        assert answer.status_code == 200, answer.text
        said.append(found)
        sizes.append(len(answer.content))
    assert said[0] == said[1]
    assert sizes[0] < sizes[1], "there is more to be shown"


def test_a_day_pack_asks_as_often_over_many_slots_as_over_few(towns: tuple[Town, Town]) -> None:
    said = []
    for where in towns:
        office = where.office
        with asking(where) as found, office.sessions.begin() as session:
            assert issue_pack(session, office.clock, office.actor, DAY + timedelta(days=1)).lines
        said.append(found)
    assert said[0] == said[1]


def test_a_first_plan_asks_as_often_over_many_slots_as_over_few(towns: tuple[Town, Town]) -> None:
    said: list[list[str]] = []
    for where in towns:
        office = where.office
        with office.sessions() as session:  # never committed: the other tests' communes stay as they are
            unmake_all(session, office.clock.now(), office.commune_id, by="kế hoạch")
            session.flush()
            with asking(where) as found:
                wanted = plan_ahead(session, office.clock, office.commune_id, partial(_ordered, where))
            assert len(wanted) > len(said) * FEW
        said.append(found)
    assert said[0] == said[1]


def _ordered(
    where: Town, session: Session, commune_id: CommuneId, orders: Sequence[ProgrammeOrder]
) -> list[RenderingFacts | AppError]:
    return order_renderings(session, where.office.clock, commune_id, orders, kit=where.services.studio)
