"""When the clock looks at what was shared without a yes; what it was stands in the record alone."""

import sqlalchemy as sa
from alembic import op

revision = "0005_exceptions"
down_revision = "0004_checkpoints"
branch_labels = None
depends_on = None

SOME = {
    "ix_without_yes_wake_at": ("wake_at", "wake_at IS NOT NULL"),
    "ix_without_yes_open": ("recorded_at", "(told_at IS NULL AND tell_by IS NOT NULL) OR review_by IS NOT NULL"),
}


def upgrade() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "without_yes",
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tell_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_without_yes_request_id_request"),
        sa.PrimaryKeyConstraint("request_id", "seq", name="pk_without_yes"),
    )
    op.create_index("ix_without_yes_recorded_at", "without_yes", ["recorded_at"])
    for name, (column, where) in SOME.items():
        op.create_index(name, "without_yes", [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("without_yes")
