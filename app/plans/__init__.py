"""The commune's plan of a year: themes, channels, tasks with targets, and who sees to them."""

from app.plans.model import Channel, Lines, Plan, PlanChannel, PlanContent, PlanTheme, Target, Task, Unit
from app.plans.proposal import Proposal, propose
from app.plans.stored import add_plan, change_plan, plan, plan_of_year, plans, remove_plan

__all__ = [
    "Channel",
    "Lines",
    "Plan",
    "PlanChannel",
    "PlanContent",
    "PlanTheme",
    "Proposal",
    "Target",
    "Task",
    "Unit",
    "add_plan",
    "change_plan",
    "plan",
    "plan_of_year",
    "plans",
    "propose",
    "remove_plan",
]
