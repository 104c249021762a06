"""A target of a plan says by which time it counts: day, week, month, quarter, or all its days.

Revision 0042_target_per, after 0041_plan_reporting.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0042_target_per"
down_revision = "0041_plan_reporting"
branch_labels = None
depends_on = None

_PLANS = sa.table(
    "plans", sa.column("id", sa.Uuid()), sa.column("tasks", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"))
)


def upgrade() -> None:
    """Bring the rows here."""
    _rewrite(lambda target: {"per": "month" if target.pop("is_monthly") else "whole"})


def downgrade() -> None:
    """What was by day, week or quarter is told by the month."""
    _rewrite(lambda target: {"is_monthly": target.pop("per") != "whole"})


def _rewrite(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    found = op.get_bind()
    for key, tasks in found.execute(sa.select(_PLANS.c.id, _PLANS.c.tasks)).all():
        for task in tasks:
            if task["target"] is not None:
                task["target"] |= change(task["target"])
        found.execute(sa.update(_PLANS).where(_PLANS.c.id == key).values(tasks=tasks))
