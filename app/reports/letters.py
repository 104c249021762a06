"""The Word files that are made of a template: which there are, what names each knows, and the product's own template of each."""

from enum import StrEnum
from pathlib import Path

from app.documents import Picture, Values, fill
from app.reports.certificates import Certificate, certificate_values
from app.reports.charts import coverage_chart
from app.reports.plan_reports import PlanReport
from app.reports.plan_values import plan_values

_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
"""A picture of one pixel."""
_CHART_MM = 160


class Letter(StrEnum):
    """What is written by a template."""

    PLAN_REPORT = "plan_report"
    CERTIFICATE = "certificate"

    @property
    def own(self) -> bytes:
        """The template that the product comes with."""
        return Path(__file__).with_name("templates").joinpath(f"{self.value}.docx").read_bytes()

    @property
    def known(self) -> Values:
        """The names a template of it may use, with a row in each list."""
        return _KNOWN[self]


def plan_report_docx(found: PlanReport, template: bytes) -> bytes:
    """The report as a Word file. Raises `TemplatePlaceError`."""
    chart = Picture(coverage_chart(found.coverage), _CHART_MM)
    return fill(template, {**plan_values(found), "chart": chart}, known=Letter.PLAN_REPORT.known)


def certificate_docx(found: Certificate, template: bytes) -> bytes:
    """The certificate as a Word file. Raises `TemplatePlaceError`."""
    return fill(template, certificate_values(found), known=Letter.CERTIFICATE.known)


def _texts(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), "…")


_KNOWN: dict[Letter, Values] = {
    Letter.PLAN_REPORT: {
        **_texts("commune commune_capitals place period year plan_title plan_number plan_dated counted_at"),
        **_texts("total_times total_minutes total_due written remarks_sent remarks_answered remarks_late approvals airings"),
        "chart": Picture(_DOT, 10),
        "themes": [_texts("name title times due_times minutes due_minutes written")],
        "months": [{**_texts("name written"), "cells": [_texts("times")]}],
        "villages": [{**_texts("path written"), "cells": [_texts("times")]}],
        "priorities": [_texts("name times minutes")],
        "channels": [_texts("name done due")],
        "languages": [_texts("name times minutes")],
        "deeds": [_texts("day channel theme title place")],
        "replies": [_texts("day text answer")],
        "tasks": [_texts("title officer target")],
        "stations": [_texts("name times hours share")],
        "silences": [_texts("since until hours name")],
        "annex": [_texts("month title theme times minutes when")],
    },
    Letter.CERTIFICATE: {
        **_texts("commune commune_capitals place campaign step first last days basis times whole written minutes counted sha256"),
        "is_closed": True,
        "lines": [_texts("day hour content places stations minutes remark hash")],
    },
}
