"""The register of approvals ("sổ duyệt"), to print."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.shared.forms import LocalDate
from app.api.shared.printed import page_to_print
from app.desk import approval_register as acts
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, WriteSession
from app.reports import approval_register_page

router = APIRouter(prefix="/approval-register", tags=["bulletins"], route_class=AskedFirst)


@router.get("", response_class=Response, responses={200: {"content": {"text/html": {}}}})
def get_approval_register(
    parts: Parts,
    actor: SignedIn,
    session: ReadSession,
    record: WriteSession,
    first: Annotated[LocalDate, Query(alias="from", description="Ngày đầu.")],
    last: Annotated[LocalDate, Query(alias="to", description="Ngày cuối, tính cả ngày ấy.")],
) -> Response:
    """What was approved, returned and withdrawn in these days, one line for each decision; at most a year at once.

    The audit log says so.
    """
    register = acts.look(session, actor, first, last)
    page = page_to_print(approval_register_page(register), f"so-duyet-{first}-{last}.html")
    acts.take_out(parts, record, actor, first, last)
    return page
