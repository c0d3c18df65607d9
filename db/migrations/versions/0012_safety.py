"""What is kept for a client's safety: alerts that somebody has to take on, and the pause word."""

import sqlalchemy as sa
from alembic import op

revision = "0012_safety"
down_revision = "0011_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "danger_alert",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_danger_alert_client_id_client"),
        sa.ForeignKeyConstraint(["taken_by"], ["staff.id"], name="fk_danger_alert_taken_by_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_danger_alert"),
    )
    is_open, is_due = sa.text("taken_at IS NULL"), sa.text("due_at IS NOT NULL")
    op.create_index(
        "uq_danger_alert_open",
        "danger_alert",
        ["client_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_danger_alert_due_at", "danger_alert", ["due_at"], sqlite_where=is_due, postgresql_where=is_due)
    op.create_table(
        "pause_word",
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("word", sa.LargeBinary(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_pause_word_client_id_client"),
        sa.PrimaryKeyConstraint("client_id", name="pk_pause_word"),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("pause_word")
    op.drop_table("danger_alert")
