"""What is read out of everything else, for print and for tables; nothing here writes to the database."""

from app.reports.approval_pages import approval_register_page, approval_sheet_page
from app.reports.certificates import Certificate, CertificateLine, certificate, certificate_page
from app.reports.channels import CHANNELS, ChannelCell, ChannelCoverage, Deed, channels_of, deeds_of
from app.reports.charts import charts_of
from app.reports.counted import Airing
from app.reports.coverage import Cell, Coverage, VillageCount, coverage_of, lacking, rows_of
from app.reports.errors import NoPdfError, NothingSubmittedError, PeriodError, refuse_bad_period
from app.reports.glance import Glance, glance
from app.reports.histories import Aired, History, HistoryLine, history
from app.reports.lacks import Lack, Lacks, lack_in_words
from app.reports.letters import Letter, certificate_docx, plan_report_docx
from app.reports.log_book import LogBook, LogLine, log_book
from app.reports.log_book_files import log_book_csv, log_book_page, log_book_xlsx
from app.reports.on_air import OnAir, Said, on_air_now
from app.reports.pdf import makes_pdf, plan_report_pdf
from app.reports.plan_files import coverage_csv, plan_report_json, plan_report_name, plan_report_xlsx
from app.reports.plan_reports import PlanReport, Uptime, plan_report
from app.reports.plan_values import minutes, plan_report_page, village_in_words
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
    "Lack",
    "Lacks",
    "Letter",
    "LogBook",
    "LogLine",
    "NoPdfError",
    "NothingSubmittedError",
    "OnAir",
    "PeriodError",
    "PlanReport",
    "RegisterLine",
    "Said",
    "StationStatus",
    "Status",
    "Told",
    "Uptime",
    "VillageCount",
    "Withdrawal",
    "approval_register",
    "approval_register_page",
    "approval_sheet",
    "approval_sheet_page",
    "certificate",
    "certificate_docx",
    "certificate_page",
    "channels_of",
    "charts_of",
    "coverage_csv",
    "coverage_of",
    "deeds_of",
    "glance",
    "history",
    "lack_in_words",
    "lacking",
    "log_book",
    "log_book_csv",
    "log_book_page",
    "log_book_xlsx",
    "makes_pdf",
    "minutes",
    "on_air_now",
    "open_withdrawals",
    "plan_report",
    "plan_report_docx",
    "plan_report_json",
    "plan_report_name",
    "plan_report_page",
    "plan_report_pdf",
    "plan_report_xlsx",
    "refuse_bad_period",
    "rows_of",
    "status",
    "training_sheet_page",
    "village_in_words",
    "withdrawal",
]
