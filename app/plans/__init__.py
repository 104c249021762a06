"""The commune's plan of a year: themes, channels, tasks with targets, and who sees to them."""

from app.plans.deadlines import (
    MOST_DEADLINES,
    Deadline,
    Period,
    Reminder,
    Reporting,
    mark_sent,
    reminders,
    reporting,
    set_reporting,
)
from app.plans.model import MOST_TARGET, Channel, Lines, Per, Plan, PlanChannel, PlanContent, PlanTheme, Target, Task, Unit
from app.plans.office_letters import (
    LetterTemplate,
    drop_template,
    letter_templates,
    put_template,
    template_file,
)
from app.plans.proposal import Proposal, propose
from app.plans.stored import add_plan, change_plan, plan, plans, remove_plan

__all__ = [
    "MOST_DEADLINES",
    "MOST_TARGET",
    "Channel",
    "Deadline",
    "LetterTemplate",
    "Lines",
    "Per",
    "Period",
    "Plan",
    "PlanChannel",
    "PlanContent",
    "PlanTheme",
    "Proposal",
    "Reminder",
    "Reporting",
    "Target",
    "Task",
    "Unit",
    "add_plan",
    "change_plan",
    "drop_template",
    "letter_templates",
    "mark_sent",
    "plan",
    "plans",
    "propose",
    "put_template",
    "reminders",
    "remove_plan",
    "reporting",
    "set_reporting",
    "template_file",
]
