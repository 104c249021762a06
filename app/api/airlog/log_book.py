"""The broadcast log book ("sổ nhật ký phát thanh"), to print, and for tables."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from app.api.shared.answers import file_of
from app.api.shared.forms import LocalDate
from app.api.shared.printed import page_to_print
from app.desk import log_book as acts
from app.edge import AskedFirst, Parts, SignedIn, WriteSession
from app.reports import log_book_csv, log_book_page, log_book_xlsx

router = APIRouter(prefix="/log-book", tags=["reports"], route_class=AskedFirst)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("", response_class=Response, responses=file_of("text/html", "text/csv", _XLSX))
def get_log_book(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    first: Annotated[LocalDate, Query(alias="from", description="Ngày đầu.")],
    last: Annotated[LocalDate, Query(alias="to", description="Ngày cuối, tính cả ngày ấy.")],
    form: Annotated[Literal["html", "csv", "xlsx"], Query(alias="format")] = "html",
) -> Response:
    """What really sounded in these days, one line for each thing; at most a year at once. The audit log says so."""
    book = acts.take_out(parts, session, actor, first, last, form=form)
    name = f"so-nhat-ky-{first}-{last}.{form}"
    if form == "html":
        return page_to_print(log_book_page(book), name)
    if form == "csv":
        data, kind = log_book_csv(book), "text/csv; charset=utf-8"
    else:
        data, kind = log_book_xlsx(book), _XLSX
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
