"""What clients wish on the strength of their rights: a copy, a limit, another way to be reached, an erasure."""

import sqlalchemy as sa
from alembic import op

revision = "0007_wishes"
down_revision = "0006_deciders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "wish",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("staff_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_wish_client_id_client"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_wish_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_wish"),
    )
    op.create_index("ix_wish_client_id", "wish", ["client_id"])
    where = sa.text("kind = 'erase' AND state = 'agreed'")
    op.create_index("ix_wish_to_erase", "wish", ["due_at"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("wish")
