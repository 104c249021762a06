"""The broadcast log book ("sổ nhật ký phát thanh"), to print, and for tables."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from app.api.shared.answers import file_of
from app.api.shared.forms import LocalDate
from app.api.shared.printed import page_to_print
from app.desk import log_book as acts
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, WriteSession
from app.reports import log_book_csv, log_book_page, log_book_xlsx

router = APIRouter(prefix="/log-book", tags=["reports"], route_class=AskedFirst)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("", response_class=Response, responses=file_of("text/html", "text/csv", _XLSX))
def get_log_book(
    parts: Parts,
    actor: SignedIn,
    session: ReadSession,
    record: WriteSession,
    first: Annotated[LocalDate, Query(alias="from", description="Ngày đầu.")],
    last: Annotated[LocalDate, Query(alias="to", description="Ngày cuối, tính cả ngày ấy.")],
    form: Annotated[Literal["html", "csv", "xlsx"], Query(alias="format")] = "html",
) -> Response:
    """What really sounded in these days, one line for each thing; at most a year at once. The audit log says so."""
    book = acts.look(session, actor, first, last)
    name = f"so-nhat-ky-{first}-{last}.{form}"
    saved = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "html":
        answer = page_to_print(log_book_page(book), name)
    elif form == "csv":
        answer = Response(log_book_csv(book), media_type="text/csv; charset=utf-8", headers=saved)
    else:
        answer = Response(log_book_xlsx(book), media_type=_XLSX, headers=saved)
    acts.take_out(parts, record, actor, first, last, form=form)
    return answer
