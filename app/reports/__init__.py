"""What is read out of everything else, for print and for tables; nothing here writes to the database."""

from app.reports.approval_pages import approval_register_page, approval_sheet_page
from app.reports.certificates import Certificate, CertificateLine, certificate, certificate_page
from app.reports.channels import CHANNELS, ChannelCell, ChannelCoverage, Deed, channels_of, deeds_of
from app.reports.counted import Airing
from app.reports.coverage import Cell, Coverage, Period, VillageCount, coverage_of, rows_of
from app.reports.errors import NothingSubmittedError, PeriodError
from app.reports.glance import Glance, glance
from app.reports.histories import Aired, History, HistoryLine, history
from app.reports.log_book import LogBook, LogLine, log_book
from app.reports.log_book_files import log_book_csv, log_book_page, log_book_xlsx
from app.reports.plan_files import coverage_csv, coverage_xlsx
from app.reports.plan_report import plan_report_page
from app.reports.registers import ApprovalRegister, RegisterLine, approval_register
from app.reports.sheets import ApprovalSheet, approval_sheet
from app.reports.status import Contact, StationStatus, Status, status
from app.reports.training_sheets import training_sheet_page
from app.reports.withdrawals import Told, Withdrawal, open_withdrawals, withdrawal

__all__ = [
    "CHANNELS",
    "Aired",
    "Airing",
    "ApprovalRegister",
    "ApprovalSheet",
    "Cell",
    "Certificate",
    "CertificateLine",
    "ChannelCell",
    "ChannelCoverage",
    "Contact",
    "Coverage",
    "Deed",
    "Glance",
    "History",
    "HistoryLine",
    "LogBook",
    "LogLine",
    "NothingSubmittedError",
    "Period",
    "PeriodError",
    "RegisterLine",
    "StationStatus",
    "Status",
    "Told",
    "VillageCount",
    "Withdrawal",
    "approval_register",
    "approval_register_page",
    "approval_sheet",
    "approval_sheet_page",
    "certificate",
    "certificate_page",
    "channels_of",
    "coverage_csv",
    "coverage_of",
    "coverage_xlsx",
    "deeds_of",
    "glance",
    "history",
    "log_book",
    "log_book_csv",
    "log_book_page",
    "log_book_xlsx",
    "open_withdrawals",
    "plan_report_page",
    "rows_of",
    "status",
    "training_sheet_page",
    "withdrawal",
]
