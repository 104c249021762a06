"""The report on a plan as PDF, typeset by Typst: an extra, of 80 MB, that a service may have or not (decision 0218)."""

import importlib.util
import json
import sys
from pathlib import Path

from app.reports.charts import coverage_chart
from app.reports.errors import NoPdfError
from app.reports.plan_reports import PlanReport
from app.reports.plan_values import plan_values

_TEMPLATE = Path(__file__).with_name("templates") / "plan_report.typ"


def makes_pdf() -> bool:
    """Whether the extra is there, asked without loading it."""
    if "typst" in sys.modules:
        return sys.modules["typst"] is not None
    return importlib.util.find_spec("typst") is not None


def plan_report_pdf(found: PlanReport) -> bytes:
    """The report with the figures of its other forms. Raises `NoPdfError`."""
    try:
        import typst  # noqa: PLC0415  # an extra, and large
    except ImportError as exc:
        raise NoPdfError from exc
    values = {**plan_values(found), "chart": list(coverage_chart(found.coverage))}
    return typst.compile(_TEMPLATE, format="pdf", sys_inputs={"values": json.dumps(values)})
