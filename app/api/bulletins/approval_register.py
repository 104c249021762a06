"""The register of approvals ("sổ duyệt"), to print."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.shared.forms import LocalDate
from app.api.shared.printed import page_to_print
from app.edge import AskedFirst, Looking, ReadSession
from app.reports import PeriodError, approval_register, approval_register_page

router = APIRouter(prefix="/approval-register", tags=["bulletins"], route_class=AskedFirst)

_LONGEST_DAYS = 366


@router.get("", response_class=Response, responses={200: {"content": {"text/html": {}}}})
def get_approval_register(
    actor: Looking,
    session: ReadSession,
    first: Annotated[LocalDate, Query(alias="from", description="Ngày đầu.")],
    last: Annotated[LocalDate, Query(alias="to", description="Ngày cuối, tính cả ngày ấy.")],
) -> Response:
    """What was approved, returned and withdrawn in these days, one line for each decision; at most a year at once."""
    if not 0 <= (last - first).days < _LONGEST_DAYS:
        raise PeriodError(days=_LONGEST_DAYS)
    register = approval_register(session, actor.commune_id, first, last)
    return page_to_print(approval_register_page(register), f"so-duyet-{first}-{last}.html")
