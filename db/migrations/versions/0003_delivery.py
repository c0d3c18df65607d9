"""Delivery by several workers: who has claimed what, when a chat may be written to again, and what the clock wakes."""

import sqlalchemy as sa
from alembic import op

revision = "0003_delivery"
down_revision = "0002_record_refuses_change"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OPEN = "state IN ('queued', 'sending')"
COLUMNS = (
    ("inbox", "claimed_by", sa.String()),
    ("outbox", "claimed_by", sa.String()),
    ("request", "expiring_at", INSTANT),
    ("staff", "next_digest_at", INSTANT),
)
#: Name, table, columns, which rows, and whether it lets one row only.
INDEXES = (
    ("ix_inbox_waiting", "inbox", ["chat_key", "id"], "state = 'new'", False),
    ("ix_outbox_due", "outbox", ["promise", "answers", "not_before", "id"], "state = 'queued'", False),
    ("ix_outbox_waiting", "outbox", ["chat_key", "id"], OPEN, False),
    ("ix_outbox_person", "outbox", ["person_id", "id"], OPEN, False),
    ("uq_outbox_sending", "outbox", ["chat_key"], "state = 'sending'", True),
    ("ix_question_open", "question", ["client_id"], "answered_at IS NULL", False),
    ("ix_request_in_review", "request", ["created_at"], "state = 'in_review'", False),
    ("ix_request_expiring_at", "request", ["expiring_at"], "expiring_at IS NOT NULL", False),
    ("ix_staff_next_digest_at", "staff", ["next_digest_at"], "next_digest_at IS NOT NULL", False),
)


def upgrade() -> None:
    """Add the columns, the lanes and the indexes that claims and ticks run on."""
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.add_column("outbox", sa.Column("answers", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "lane",
        sa.Column("chat_key", sa.LargeBinary(), nullable=False),
        sa.Column("free_at", INSTANT, nullable=False),
        sa.Column("held_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("chat_key", name="pk_lane"),
    )
    op.create_index("ix_lane_free_at", "lane", ["free_at"])
    op.create_index("ix_lane_held_until", "lane", ["held_until"])
    for name, table, columns, where, unique in INDEXES:
        only = sa.text(where)
        op.create_index(name, table, columns, unique=unique, sqlite_where=only, postgresql_where=only)
    op.create_index("ix_outbox_chat_key_created_at", "outbox", ["chat_key", "created_at"])
    op.drop_index("ix_outbox_open", "outbox")
    # A list that is due at once is planned anew by the first tick.
    op.execute("UPDATE staff SET next_digest_at = created_at WHERE active")


def downgrade() -> None:
    """Take all of it away again."""
    only = sa.text(OPEN)
    op.create_index("ix_outbox_open", "outbox", ["id"], sqlite_where=only, postgresql_where=only)
    op.drop_index("ix_outbox_chat_key_created_at", "outbox")
    for name, table, *_ in reversed(INDEXES):
        op.drop_index(name, table)
    op.drop_table("lane")
    op.drop_column("outbox", "answers")
    for table, name, _ in reversed(COLUMNS):
        op.drop_column(table, name)
