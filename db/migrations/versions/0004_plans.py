"""An index over the few requests that wait for the agency's own look."""

import sqlalchemy as sa
from alembic import op

revision = "0004_plans"
down_revision = "0003_delivery"
branch_labels = None
depends_on = None

WAITING = "state = 'in_review'"


def upgrade() -> None:
    """Add it."""
    only = sa.text(WAITING)
    op.create_index("ix_request_in_review", "request", ["created_at"], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_request_in_review", "request")
