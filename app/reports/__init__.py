"""What is read out of everything else, for print and for tables; nothing here writes to the database."""

from app.reports.errors import PeriodError
from app.reports.histories import Aired, History, HistoryLine, history
from app.reports.log_book import LogBook, LogLine, log_book
from app.reports.log_book_files import log_book_csv, log_book_page, log_book_xlsx
from app.reports.status import Contact, StationStatus, Status, status

__all__ = [
    "Aired",
    "Contact",
    "History",
    "HistoryLine",
    "LogBook",
    "LogLine",
    "PeriodError",
    "StationStatus",
    "Status",
    "history",
    "log_book",
    "log_book_csv",
    "log_book_page",
    "log_book_xlsx",
    "status",
]
