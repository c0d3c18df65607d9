"""Which messages answer their reader, so that they may be said at any hour; and the first morning lists."""

import sqlalchemy as sa
from alembic import op

revision = "quiet_recheck"
down_revision = "0003_delivery"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; a list that is due at once is planned anew by the first tick."""
    op.add_column("outbox", sa.Column("answers", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE staff SET next_digest_at = created_at WHERE active")


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("outbox", "answers")
    op.execute("UPDATE staff SET next_digest_at = NULL")
