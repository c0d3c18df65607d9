"""What was said in one chat, and what waits for the agency's own look, is found without looking through the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0004_chat_history"
down_revision = "0003_delivery"
branch_labels = None
depends_on = None

WAITS = sa.text("state = 'in_review'")


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_outbox_chat_key_created_at", "outbox", ["chat_key", "created_at"])
    op.create_index("ix_request_in_review", "request", ["created_at"], sqlite_where=WAITS, postgresql_where=WAITS)


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_request_in_review", "request")
    op.drop_index("ix_outbox_chat_key_created_at", "outbox")
