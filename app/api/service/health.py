"""Whether the service lives, whether it can work, and its figures."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy import text

from app.api.shared.limits import RequestFigures
from app.db.migrations import head_revision, present_revision
from app.edge import LateRoute, Parts, ReadSession

router = APIRouter(tags=["health"], route_class=LateRoute)


@router.get("/health")
def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/ready")
def ready(parts: Parts, response: Response) -> dict[str, str]:
    """The database answers and has the schema of this program."""
    present = present_revision(parts.sessions.reading_engine)
    if present != head_revision():
        response.status_code = 503
        return {"status": "not_ready", "schema": present or "none"}
    return {"status": "ok", "schema": present or "none"}


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, session: ReadSession) -> str:
    """Figures for Prometheus."""
    figures: RequestFigures = request.app.state.figures
    lines = ["# HELP loalang_requests_total Requests answered.", "# TYPE loalang_requests_total counter"]
    lines += [
        f'loalang_requests_total{{method="{method}",status="{status}"}} {count}'
        for (method, status), count in sorted(figures.answered.items())
    ]
    lines += [
        "# HELP loalang_request_seconds_total Time spent on them.",
        "# TYPE loalang_request_seconds_total counter",
        f"loalang_request_seconds_total {figures.seconds:.6f}",
        "# HELP loalang_bulletins Newest versions of bulletins by state.",
        "# TYPE loalang_bulletins gauge",
    ]
    counts = text(
        "SELECT v.state, count(*) FROM bulletins b JOIN bulletin_versions v"
        " ON v.bulletin_id = b.id AND v.number = b.latest_number GROUP BY v.state ORDER BY v.state",
    )
    lines += [f'loalang_bulletins{{state="{state}"}} {count}' for state, count in session.execute(counts)]
    return "\n".join(lines) + "\n"
