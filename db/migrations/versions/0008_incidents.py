"""Releases that went to the wrong place: which of them are not closed yet; what happened is in the record alone."""

import sqlalchemy as sa
from alembic import op

revision = "0008_incidents"
down_revision = "0007_wishes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "incident",
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_incident_request_id_request"),
        sa.PrimaryKeyConstraint("request_id", "seq", name="pk_incident"),
    )
    where = sa.text("closed_at IS NULL")
    op.create_index("ix_incident_open", "incident", ["recorded_at"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("incident")
